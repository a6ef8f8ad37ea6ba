using Assay.Planning;

namespace Assay.Notebook;

/// <summary>
/// Finds the stored entry that an entry of a file is about. Formats call a run by different words: its key, the name of its run, or its
/// planned experiment; each counts when just one stored entry has it.
/// </summary>
internal sealed class StoredEntries
{
    private readonly Dictionary<string, LogEntry> _byKey;
    private readonly Dictionary<string, LogEntry?> _byName = new(StringComparer.Ordinal);

    public StoredEntries(LogBook book)
    {
        _byKey = book.Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        foreach (var entry in book.Entries.Where(entry => entry.Name is not null))
            _byName[entry.Name!] = _byName.ContainsKey(entry.Name!) ? null : entry;
    }

    /// <summary>The stored entry; null when the file's is new.</summary>
    /// <param name="entry">An entry of a file.</param>
    public LogEntry? Find(LogEntry entry) =>
        _byKey.GetValueOrDefault(entry.Key)
        ?? (entry.Name is { } name ? _byName.GetValueOrDefault(name) : null)
        ?? (entry.Name is null && entry.Experiment is { } experiment ? _byKey.GetValueOrDefault(PlannedExperiment.NameOf(experiment, entry.Seed)) : null);
}
