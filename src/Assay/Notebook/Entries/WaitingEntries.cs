using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>What a log says comes next: its entries that wait, with the exact command.</summary>
internal static class WaitingEntries
{
    /// <summary>What is planned, a line each; a reader takes these lines for computed and drops them.</summary>
    /// <param name="entries">The book's entries, with keys.</param>
    /// <returns>The lines.</returns>
    public static IEnumerable<string> Lines(IEnumerable<LogEntry> entries) =>
        entries.Where(Waits).Select(entry => $"{EntryName.Join(entry.Name, entry.Title)} ({entry.Status!.Value.Name()}){(IsExactLine(entry) ? ": " + Markdown.Code(entry.Command!) : "")}");

    /// <summary>The notes without those lines.</summary>
    /// <param name="notes">Notes as they were read.</param>
    /// <param name="entries">The entries that were read beside them.</param>
    /// <returns>What people wrote.</returns>
    public static IReadOnlyList<LogNote> Without(IEnumerable<LogNote> notes, IEnumerable<LogEntry> entries)
    {
        var computed = Lines(entries).ToHashSet(StringComparer.Ordinal);
        return [.. notes.Where(note => note is not { Kind: NoteKind.NextStep, Section: null, State: NoteState.Open } || !computed.Contains(note.Text))];
    }

    /// <summary>Whether an entry has not begun.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>True for planned and queued ones.</returns>
    public static bool Waits(LogEntry entry) => entry.Status is RunStatus.Planned or RunStatus.Queued;

    private static bool IsExactLine(LogEntry entry) => entry is { Command: not null, CommandKind: null } && !entry.Command.Contains('\n', StringComparison.Ordinal);
}
