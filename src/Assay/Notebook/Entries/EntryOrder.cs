namespace Assay.Notebook.Entries;

/// <summary>The order in which a log shows its entries.</summary>
internal static class EntryOrder
{
    /// <summary>Entries from a file stay as they stood there; what a store and a plan add follows, sorted.</summary>
    /// <param name="book">The book.</param>
    /// <param name="place">Where an entry belongs; equal ones keep their order.</param>
    /// <returns>The entries.</returns>
    public static IReadOnlyList<LogEntry> Of(LogBook book, Func<LogEntry, long> place)
    {
        var isGenerated = book.Entries.Any(entry => entry.Run is not null) || book.Commands.Any(command => command.Value.StartsWith("assay ", StringComparison.Ordinal));
        return isGenerated ? [.. book.Entries.OrderBy(entry => entry.Line > 0 ? -1 : place(entry))] : book.Entries;
    }
}
