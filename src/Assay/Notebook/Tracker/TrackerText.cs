namespace Assay.Notebook.Tracker;

/// <summary>Headings and sentences of the tracker that its writer adds and its reader knows.</summary>
internal static class TrackerText
{
    public const string Overview = "Experiment Overview";
    public const string RunStatus = "Run Status";
    public const string Completed = "Completed Priorities";
    public const string InProgress = "In Progress";
    public const string Pending = "Pending";
    public const string Exceptions = "Failed, Interrupted or Changed";
    public const string Others = "Other Experiments";
    public const string Top = "Top Results";
    public const string Findings = "Key Findings";
    public const string Observations = "Observations";
    public const string Notes = "Notes";
    public const string NextSteps = "Next Steps";
    public const string Commands = "Commands Quick Reference";
    public const string Locations = "File Locations";
    public const string Further = "Further Results";

    public const string None = "None.";
    public const string NoMetric = "No metric ranks the experiments yet.";
    public const string NoResult = "No completed run has this metric yet.";
    public const string AllDone = "Everything planned is done: write down what follows, or plan more.";
    public const string Empty = "(empty)";

    /// <summary>The sections in their order.</summary>
    public static IReadOnlyList<string> Sections { get; } = [Overview, RunStatus, Top, Findings, Observations, Notes, NextSteps, Commands, Locations, Further];

    /// <summary>Whether a paragraph is one of the sentences that stand for an empty part.</summary>
    /// <param name="text">A paragraph.</param>
    /// <returns>True for those the writer adds.</returns>
    public static bool IsFiller(string text) => text is None or NoMetric or NoResult or AllDone;

    /// <summary>The section a heading means.</summary>
    /// <param name="title">A heading without mark.</param>
    /// <returns>Its own name of it; null for a heading of a person's own.</returns>
    public static string? SectionOf(string title)
    {
        var text = Text.Inline.WithoutMarks(Text.Inline.Plain(title)).TrimEnd(':').ToLowerInvariant();
        if (text.StartsWith("top results", StringComparison.Ordinal))
            return Top;
        return text switch
        {
            "experiment overview" or "overview" => Overview,
            "run status" => RunStatus,
            "completed priorities" or "completed" => Completed,
            "in progress" => InProgress,
            "pending" or "pending priorities" => Pending,
            "failed, interrupted or changed" => Exceptions,
            "other experiments" => Others,
            "key findings" => Findings,
            "observations" => Observations,
            "notes" => Notes,
            "next steps" => NextSteps,
            "commands quick reference" or "quick reference" => Commands,
            "file locations" => Locations,
            "further results" => Further,
            _ => null,
        };
    }
}
