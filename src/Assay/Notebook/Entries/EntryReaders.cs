using System.Collections.Concurrent;
using Assay.Notebook.Text;

namespace Assay.Notebook.Entries;

/// <summary>
/// The entries of a log while its headings are walked. What stands under a heading is read later, many entries at once on all cores; the
/// result does not depend on the number of threads, because no entry's text says anything of another.
/// </summary>
/// <param name="report">Takes what was understood, entry by entry.</param>
internal sealed class EntryReaders(LogReport report)
{
    // Fewer are read before other threads are awake.
    private const int Many = 64;
    private readonly List<(LogEntry Entry, LogSection Section, List<LogSection>? Below, LogReport Report)> _walked = [];
    private readonly List<LogEntry> _read = [];
    private readonly List<bool> _hasCommit = [];

    /// <summary>How many there are.</summary>
    public int Count => _walked.Count;

    /// <summary>Begins an entry.</summary>
    /// <param name="entry">What its heading says.</param>
    /// <param name="section">The heading with what stands under it.</param>
    public void Add(LogEntry entry, LogSection section) => _walked.Add((entry, section, null, report.Part()));

    /// <summary>Gives a deeper heading to the last entry.</summary>
    /// <param name="section">The heading.</param>
    public void Below(LogSection section)
    {
        if (_walked[^1].Below is { } below)
            below.Add(section);
        else
            _walked[^1] = _walked[^1] with { Below = [section] };
    }

    /// <summary>Gives a commit to the entries from one on that have no line about theirs.</summary>
    /// <param name="first">The first.</param>
    /// <param name="commit">The commit.</param>
    /// <returns>Whether there is such an entry.</returns>
    public bool SetCommit(int first, string commit)
    {
        var found = false;
        for (var i = first; i < Entries().Count; i++)
        {
            if (_hasCommit[i])
                continue;
            _read[i] = _read[i] with { Commit = commit };
            found = true;
        }

        return found;
    }

    /// <summary>The entries as far as their headings were walked, in the order of the log; their keys are given later.</summary>
    public IReadOnlyList<LogEntry> Entries()
    {
        var first = _read.Count;
        var entries = new (LogEntry Entry, bool HasCommit)[_walked.Count - first];
        if (entries.Length >= Many)
            Parallel.ForEach(Partitioner.Create(0, entries.Length), range => Read(range.Item1, range.Item2));
        else
            Read(0, entries.Length);
        foreach (var (entry, hasCommit) in entries)
        {
            _read.Add(entry);
            _hasCommit.Add(hasCommit);
        }

        return _read;

        void Read(int from, int to)
        {
            for (var i = from; i < to; i++)
                entries[i] = ReadEntry(first + i);
        }
    }

    private (LogEntry Entry, bool HasCommit) ReadEntry(int index)
    {
        var (entry, section, below, part) = _walked[index];
        var reader = new EntryReader(entry, part);
        reader.Read(section.Blocks);
        section.GiveUpBlocks();
        foreach (var deeper in below ?? [])
        {
            // A deeper heading is a label for what stands under it.
            if (deeper.Blocks.Count > 0)
                reader.Field(deeper.Title, "", deeper.Blocks, deeper.Line);
            else if (deeper.Sections.Count == 0 && deeper.Title.Length > 0)
                reader.Left([NoteText.Note(Tracking.NoteKind.Note, null, deeper.Title, deeper.Line)]);
            deeper.GiveUpBlocks();
        }

        return (reader.Build(), reader.HasCommit);
    }
}
