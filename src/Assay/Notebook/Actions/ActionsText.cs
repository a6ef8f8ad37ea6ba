using Assay.Notebook.Entries;

namespace Assay.Notebook.Actions;

/// <summary>The parts of the format that no record fills: headings, rules and the template. A reader takes them for nothing.</summary>
internal static class ActionsText
{
    /// <summary>Heading of the rules.</summary>
    public const string Rules = "Logging Rules";

    /// <summary>Heading of the template.</summary>
    public const string Template = "Entry Template";

    /// <summary>Heading of the plan map.</summary>
    public const string Map = "Plan Tracking Map";

    /// <summary>Heading above the actions.</summary>
    public const string Actions = "Recorded Actions";

    /// <summary>Heading of actions of no phase.</summary>
    public const string NoPhase = "Other Actions";

    /// <summary>Stands where a part has nothing to show.</summary>
    public const string None = "None.";

    /// <summary>Stands under a phase without actions.</summary>
    public const string NoAction = "No action recorded yet.";

    /// <summary>The rules of a log that nobody gave rules.</summary>
    public static readonly IReadOnlyList<string> StandardRules =
    [
        "One entry for each action; the log is kept current from the store, and what is typed here is taken into it.",
        "Every entry says its status, its exact command, where its outputs went, and why it was done.",
        "A status is one of `planned`, `queued`, `running`, `completed`, `failed`, `pruned`, `cancelled` and `lost`.",
        "A failed action keeps the key line of its error.",
    ];

    /// <summary>The template of a log that nobody gave one.</summary>
    public const string StandardTemplate = """
        ### [YYYY-MM-DD HH:MM] <title>

        - **Status:** planned | queued | running | completed | failed | pruned | cancelled | lost
        - **Plan phase:** <id of the phase>
        - **Plan item:** <number of the item>
        - **Stage:** <stage of work>
        - **Source:** <source of data>
        - **Command:**
          ```bash
          <exact command>
          ```
        - **Config:** <configuration file>
        - **Inputs:** <data read>
        - **Outputs:** <files written>
        - **Reason:** <why>
        - **Result summary:** <what came out>
        - **Notes:** <what else matters>
        - **Conclusion:** <what follows>
        """;

    /// <summary>Whether a heading is one that this format has.</summary>
    /// <param name="title">The heading.</param>
    /// <returns>Whether it is.</returns>
    public static bool IsPart(string title) => Is(title, Rules) || Is(title, Template) || Is(title, Map) || Is(title, Actions);

    /// <summary>Whether a heading is a part of the format, a bracket behind it aside.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="part">The part's heading.</param>
    /// <returns>Whether it is.</returns>
    public static bool Is(string title, string part) => EntryLabels.Split(title, out _).Equals(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a heading has places to fill in.</summary>
    /// <param name="title">The heading.</param>
    /// <returns>True for <c>YYYY</c> and for a word in angle brackets.</returns>
    public static bool IsPlaceholder(string title) =>
        title.Contains("YYYY", StringComparison.Ordinal) || (title.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open && title.IndexOf('>', open) > open + 1);

    /// <summary>Puts the notes that stand in the format's first parts in front, in the order of those parts.</summary>
    /// <param name="notes">The book's notes.</param>
    /// <returns>Rules, template, remark of the map, and the others.</returns>
    public static (IReadOnlyList<LogNote> Rules, LogNote? Template, LogNote? Remark, IReadOnlyList<LogNote> Others) Parts(IReadOnlyList<LogNote> notes)
    {
        var rules = notes.Where(note => IsPlain(note, Rules)).ToArray();
        var template = notes.FirstOrDefault(note => IsPlain(note, Template));
        var remark = notes.FirstOrDefault(note => IsPlain(note, Map) && note.Text is ['(', .., ')'] && EntryLabels.Split($"{Map} {note.Text}", out var inner) == Map && $"({inner})" == note.Text);
        return (rules, template, remark, [.. notes.Where(note => !IsPlain(note, Rules) && !ReferenceEquals(note, template) && !ReferenceEquals(note, remark))]);
    }

    private static bool IsPlain(LogNote note, string section) => note is { Kind: Tracking.NoteKind.Note, State: Tracking.NoteState.Open } && note.Section == section;
}
