using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Context;

/// <summary>The headings of the format, and the headings under which notes stand.</summary>
internal static partial class ContextHeading
{
    /// <summary>Joins headings that stand in one another.</summary>
    public const string Joint = " / ";

    private const string NotesPrefix = "Notes: ";

    private static readonly Dictionary<string, ContextPart> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Identity"] = ContextPart.Identity,
        ["Current Task"] = ContextPart.CurrentTask,
        ["Session"] = ContextPart.Session,
        ["Key Results"] = ContextPart.KeyResults,
        ["User Priorities"] = ContextPart.UserPriorities,
        ["User Priorities for Next Steps"] = ContextPart.UserPriorities,
        ["Files Modified"] = ContextPart.FilesModified,
        ["Files Modified This Session"] = ContextPart.FilesModified,
        ["Git Status"] = ContextPart.GitStatus,
        ["Outputs"] = ContextPart.Outputs,
        ["Outputs Generated"] = ContextPart.Outputs,
        ["Next Session Should"] = ContextPart.NextSteps,
        ["Next Steps"] = ContextPart.NextSteps,
        ["Key Decisions"] = ContextPart.Decisions,
        ["Key Decisions This Session"] = ContextPart.Decisions,
        ["Session History"] = ContextPart.History,
        ["Notes"] = ContextPart.Notes,
        ["From the Runs"] = ContextPart.Computed,
    };

    // The first that a heading names decides.
    private static readonly (string Word, NoteKind Kind)[] Kinds =
    [
        ("finding", NoteKind.Finding), ("decision", NoteKind.Decision), ("conclusion", NoteKind.Conclusion), ("prediction", NoteKind.Prediction), ("insight", NoteKind.Insight),
        ("observation", NoteKind.Observation), ("issue", NoteKind.Issue), ("blocker", NoteKind.Issue), ("next step", NoteKind.NextStep),
    ];

    /// <summary>What a heading opens.</summary>
    public static ContextPart PartOf(string title)
    {
        var plain = Inline.Plain(Inline.WithoutMarks(title)).TrimEnd(':').Trim();
        if (Parts.TryGetValue(plain, out var part))
            return part;
        if (plain.StartsWith(NotesPrefix, StringComparison.OrdinalIgnoreCase))
            return ContextPart.Notes;
        if (Workstream().IsMatch(plain))
            return ContextPart.Workstream;
        if (plain.StartsWith("Last Updated", StringComparison.OrdinalIgnoreCase) && LogDate.TryFind(plain, out _, out _))
            return ContextPart.Updated;
        return plain.StartsWith("Session", StringComparison.OrdinalIgnoreCase) && LogDate.TryFind(plain, out _, out _) ? ContextPart.Session : ContextPart.None;
    }

    /// <summary>Number (or id) and title of a workstream's heading.</summary>
    public static (string? Number, string? Title) WorkstreamOf(string title)
    {
        var match = Workstream().Match(Inline.Plain(Inline.WithoutMarks(title)).TrimEnd(':').Trim());
        return (Some(match.Groups["number"].Value), Some(match.Groups["title"].Value));
    }

    /// <summary>The date of a heading, and the rest of it as a title, without brackets around the whole.</summary>
    public static bool TryDated(string heading, out LogDate date, out string? title)
    {
        title = null;
        if (!LogDate.TryFind(heading, out date, out var rest))
            return false;
        rest = rest.Replace("()", "", StringComparison.Ordinal).Trim();
        if (rest.StartsWith("Session", StringComparison.OrdinalIgnoreCase))
            rest = rest["Session".Length..];
        rest = rest.Trim(' ', ':', '-', '–', '—');
        if (rest.Length > 1 && rest[0] == '(' && rest[^1] == ')')
            rest = rest[1..^1].Trim(' ', ':', '-', '–', '—');
        title = Some(Section(rest));
        return true;
    }

    /// <summary>The section of notes under a heading; null for plain notes.</summary>
    public static string? NotesUnder(string title)
    {
        if (title.StartsWith(NotesPrefix, StringComparison.OrdinalIgnoreCase))
            return Some(Section(title[NotesPrefix.Length..]));
        return PartOf(title) == ContextPart.Notes ? null : Some(Section(title));
    }

    /// <summary>The heading from which <see cref="NotesUnder"/> reads a section back, also when the section is called like a part of the format.</summary>
    public static string ForNotes(string? section) => section is null ? "Notes" : PartOf(section) == ContextPart.None ? section : NotesPrefix + section;

    /// <summary>The usual kind of what stands in a section.</summary>
    public static NoteKind KindOf(string? section)
    {
        foreach (var (word, kind) in Kinds)
        {
            if (section is not null && section.Contains(word, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        return NoteKind.Note;
    }

    /// <summary>A section within another.</summary>
    public static string? Within(string? outer, string? inner) => outer is null ? inner : inner is null ? outer : outer + Joint + inner;

    /// <summary>Text as it may stand in a heading.</summary>
    public static string Section(string text) => text.ReplaceLineEndings(" ").Trim().TrimStart('#').Trim().TrimEnd('#').Trim();

    private static string? Some(string text) => text.Trim() is { Length: > 0 } some ? some : null;

    [System.Text.RegularExpressions.GeneratedRegex(
        @"^Workstream(?:\s+(?!Context\b)(?<number>\S+?))?\s*(?:\bContext\b\s*)?(?::\s*(?<title>.*))?$",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant | System.Text.RegularExpressions.RegexOptions.IgnoreCase, 1000)]
    private static partial System.Text.RegularExpressions.Regex Workstream();
}
