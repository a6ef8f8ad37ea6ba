using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>Where in a tracker a note stands, so that writing and reading keep one order.</summary>
internal static class NotePlace
{
    private const int Own = 10_000;

    /// <summary>The place of a note; notes of one place keep their order.</summary>
    /// <param name="note">The note.</param>
    /// <returns>A number that grows along the file.</returns>
    public static int Of(LogNote note)
    {
        if (note.Kind == NoteKind.Note && note.Section is { } section)
        {
            var known = IndexOf(section.Split(" / ", 2)[0]);
            // What stands right under "Key Findings" comes before the findings, everywhere else after.
            return known < 0 ? Own : (known * 10) + (section == TrackerText.Findings ? 0 : section.Contains(" / ", StringComparison.Ordinal) ? 7 : 5);
        }

        return (IndexOf(NoteText.SectionOf(note.Kind)) * 10) + (IsOwnHeading(note) ? 9 : 1);
    }

    /// <summary>Whether a note is an observation with a heading of its own.</summary>
    /// <param name="note">The note.</param>
    /// <returns>True when its section begins with "Observation".</returns>
    public static bool IsOwnHeading(LogNote note) =>
        note.Kind == NoteKind.Observation && note.Section is { } section && section.StartsWith("Observation", StringComparison.OrdinalIgnoreCase) && TrackerText.SectionOf(section) is null;

    private static int IndexOf(string section)
    {
        for (var i = 0; i < TrackerText.Sections.Count; i++)
        {
            if (TrackerText.Sections[i] == section)
                return i;
        }

        return -1;
    }
}
