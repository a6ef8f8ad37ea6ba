using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Short texts about a run.</summary>
internal static class RunText
{
    /// <summary>What people call it: its title, else its name.</summary>
    public static string Title(Run run) => string.IsNullOrEmpty(run.Title) ? run.Name : run.Title;

    /// <summary>Its id in the plan, with the seed when it has one.</summary>
    public static string PlanId(Run run) => run.Place switch
    {
        { Experiment: { } id, Seed: { } seed } => string.Create(CultureInfo.InvariantCulture, $"{id}/{seed}"),
        { Experiment: { } id } => id,
        _ => "",
    };

    /// <summary>Its status in one word, or the word that matters more; "(!)" marks a caveat.</summary>
    public static string Status(Run run) => run switch
    {
        { Deleted: not null } => "deleted",
        { SupersededWhy: not null } => "superseded",
        { Caveat: not null } => $"{run.Status.Name()} (!)",
        _ => run.Status.Name(),
    };

    /// <summary>The colour of its status.</summary>
    public static Ink StatusInk(Run run) => run switch
    {
        { Deleted: not null } or { SupersededWhy: not null } => Ink.Dim,
        { Caveat: not null } => Ink.Warn,
        _ => Screen.Of(run.Status),
    };

    /// <summary>How long it took; null when it has not ended, or when a person wrote down only that it was done.</summary>
    public static TimeSpan? Duration(Run run) => run.Kind is RunKind.Action or RunKind.Pattern && run.Started == run.Ended ? null : run.Duration;

    /// <summary>How long it took, or has been running.</summary>
    public static TimeSpan? Duration(Run run, DateTimeOffset now) =>
        Duration(run) ?? (run.Status == RunStatus.Running && run.Started is { } started ? now - started : null);

    /// <summary>What a metric's values mean, without the key: the declared parts of its identity.</summary>
    public static string Identity(MetricIdentity identity)
    {
        var parts = new List<string>();
        Add("", identity.Definition);
        Add("split ", identity.Split);
        Add("data ", identity.Dataset is { Length: > 12 } digest ? digest[..12] : identity.Dataset);
        Add("labels ", identity.LabelSchema);
        Add("", identity.Context);
        Add("", identity.Direction?.ToString().ToLowerInvariant());
        return string.Join(", ", parts);

        void Add(string word, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                parts.Add(word + value);
        }
    }
}
