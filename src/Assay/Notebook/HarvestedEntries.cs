using System.Collections;

namespace Assay.Notebook;

/// <summary>
/// The entries of a book whose sentences are read when they are asked for: one by its index, so that an import writes some while it reads
/// the next; the whole when it is enumerated, on every processor. Safe for concurrent use.
/// </summary>
/// <param name="entries">The entries as the format read them.</param>
/// <param name="harvest">An entry with the values of its sentences; called once for each, on any thread.</param>
internal sealed class HarvestedEntries(IReadOnlyList<LogEntry> entries, Func<LogEntry, LogEntry> harvest) : IReadOnlyList<LogEntry>
{
    private readonly Lock _gate = new();

    // Under the gate; while all are harvested, each worker has places of its own.
    private readonly LogEntry[] _entries = [.. entries];
    private readonly bool[] _harvested = new bool[entries.Count];
    private bool _all;

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public LogEntry this[int index]
    {
        get
        {
            lock (_gate)
            {
                HarvestLocked(index);
                return _entries[index];
            }
        }
    }

    /// <summary>The entries of a book for which values do not matter: keys, names, links.</summary>
    /// <param name="entries">The book's entries.</param>
    /// <returns>The same entries, in the same order, with or without the values of their sentences.</returns>
    public static IReadOnlyList<LogEntry> AsRead(IReadOnlyList<LogEntry> entries) => entries is HarvestedEntries harvested ? harvested._entries : entries;

    /// <inheritdoc/>
    public IEnumerator<LogEntry> GetEnumerator()
    {
        lock (_gate)
        {
            // Each entry by itself: the result does not depend on the number of threads.
            if (!_all)
                Parallel.For(0, _entries.Length, HarvestLocked);
            _all = true;
        }

        return _entries.AsEnumerable().GetEnumerator();
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void HarvestLocked(int index)
    {
        if (_harvested[index])
            return;
        _entries[index] = harvest(_entries[index]);
        _harvested[index] = true;
    }
}
