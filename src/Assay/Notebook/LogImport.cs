using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Notebook;

/// <summary>Takes a book into the store: new entries become runs, edited ones change theirs, everything else stays as it is.</summary>
public static class LogImport
{
    // The first batch is small, so that writing begins soon. Later ones are large: indices touch the same pages with every entry, and
    // each transaction writes those once and flushes the disk. Bounds how many entries are in memory a second time as the runs they become.
    private const int FirstBatch = 100;
    private const int BatchSize = 800;

    /// <summary>Writes a book into the store. Doing it again changes nothing; an import that was killed goes on with the next.</summary>
    /// <param name="records">The store.</param>
    /// <param name="book">What the file says, numbers of its sentences found.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Ends the import between two batches.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public static async Task<LogImportReport> WriteAsync(IRunStore records, LogBook book, LogImportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(options);
        var stored = options.Stored ?? ValueHarvest.Refreshed(await StoreBook.ReadAsync(records, book.Name, cancellationToken).ConfigureAwait(false));
        var import = new Session(records, book, stored, options);
        await import.WriteEntriesAsync(cancellationToken).ConfigureAwait(false);
        await import.WriteWorkstreamsAsync(cancellationToken).ConfigureAwait(false);
        await import.WriteNotesAsync(cancellationToken).ConfigureAwait(false);
        await import.WriteHeadAsync(cancellationToken).ConfigureAwait(false);
        return import.Report;
    }

    private sealed class Session(IRunStore records, LogBook book, LogBook stored, LogImportOptions options)
    {
        private readonly StoredEntries _stored = new(stored);
        private readonly Dictionary<string, LogEntry> _before = (options.Base?.Entries ?? []).ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        private readonly List<LogRemark> _conflicts = [];
        private readonly List<NoteMerge> _notes = [];
        private readonly List<(NoteTarget Target, IReadOnlyList<LogNote>? Before, IReadOnlyList<LogNote> Mine, IReadOnlyList<LogNote> Known)> _workNotes = [];
        private int _periods;
        private int _added;
        private int _updated;
        private int _notesOfNew;

        private bool IsGenerated => options.Stored is not null;

        public LogImportReport Report => new(
            _added, _updated, book.Entries.Count - _added - _updated, _notesOfNew + _notes.Sum(merge => merge.Added.Count), _notes.Sum(merge => merge.Changed.Count), _periods, _conflicts);

        public async Task WriteEntriesAsync(CancellationToken cancellationToken)
        {
            var ids = stored.Entries.Where(entry => entry.Run is not null).ToDictionary(entry => entry.Key, entry => entry.Run!.Value, StringComparer.Ordinal);
            // Of a generated file only what a person typed anew is new: a planned experiment gets its run when it is run.
            // Values are no part of what tells; sentences are read when their entry is written.
            var entries = HarvestedEntries.AsRead(book.Entries);
            int[] fresh = [.. Enumerable.Range(0, entries.Count).Where(i => _stored.Find(entries[i]) is null && !(IsGenerated && _before.ContainsKey(entries[i].Key)))];
            foreach (var i in fresh)
                ids[entries[i].Key] = RunId.New(options.Clock);
            var drafts = new EntryDraft(book.Name, options, ids);
            // While the store writes one chunk, the next waits in its queue and the one after that is read and made: it never waits for this thread.
            var (before, written) = (Task.CompletedTask, Task.CompletedTask);
            for (var (start, size) = (0, FirstBatch); start < fresh.Length; (start, size) = (start + size, Math.Min(size * 2, BatchSize)))
            {
                RunDraft[] next = [.. fresh.Skip(start).Take(size).Select(i => drafts.Of(book.Entries[i]))];
                await before.ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                (before, written) = (written, records.CreateRunsAsync(next, CancellationToken.None));
                _added += next.Length;
                _notesOfNew += next.Sum(draft => draft.Notes.Count);
            }

            await before.ConfigureAwait(false);
            await written.ConfigureAwait(false);

            var changes = new List<Change>();
            foreach (var entry in fresh.Select(i => entries[i]))
            {
                if (entry.SupersededBy is { } by && ids.TryGetValue(by, out var successor))
                    changes.Add(new PatchRun(ids[entry.Key], new RunPatch { SupersededBy = successor }));
                await FlushAsync(changes, BatchSize, cancellationToken).ConfigureAwait(false);
            }

            foreach (var mine in book.Entries)
            {
                if (_stored.Find(mine) is not { } known)
                    continue;
                if (known.Run is null)
                {
                    CompareUnrun(mine);
                    continue;
                }

                var merge = EntryMerge.Compare(book.Name, _before.GetValueOrDefault(mine.Key), mine, known, options, ids);
                _conflicts.AddRange(merge.Conflicts);
                if (merge.Changes.Count > 0)
                    _updated++;
                changes.AddRange(merge.Changes);
                // Where things stand in the file is not an edit, but later logs keep the file's order.
                if (known.Line > 0 && (merge.Changes.Count > 0 || known.Line != mine.Line))
                    changes.Add(new PatchRun(known.Run!.Value, Details: new RunDetails { Log = EntryDraft.OriginOf(mine) }));
                await FlushAsync(changes, BatchSize, cancellationToken).ConfigureAwait(false);
            }

            await FlushAsync(changes, 1, cancellationToken).ConfigureAwait(false);
        }

        public async Task WriteWorkstreamsAsync(CancellationToken cancellationToken)
        {
            var work = new WorkstreamMerge(records, book, stored, options);
            foreach (var (target, before, mine, known) in await work.WriteAsync(cancellationToken).ConfigureAwait(false))
                _workNotes.Add((target, before, mine, known));
            _conflicts.AddRange(work.Conflicts);
            _periods = work.Written;
        }

        public async Task WriteNotesAsync(CancellationToken cancellationToken)
        {
            // A log that is new to the store has nothing to compare with.
            var orders = stored.Entries.Count + stored.Notes.Count + stored.Workstreams.Count + stored.Phases.Count == 0
                ? [] : (await records.GetNotesAsync(new NoteFilter(), cancellationToken).ConfigureAwait(false)).ToDictionary(note => note.Id, note => note.Order);
            // A format without phases has their notes among the plan's.
            IReadOnlyList<LogNote> known = book.Phases.Count > 0 ? stored.Notes : [.. stored.Notes, .. stored.Phases.SelectMany(phase => phase.Notes)];
            Compare(new NoteTarget("plan", book.Name), options.Base?.Notes, book.Notes, known, orders);
            var phases = stored.Phases.ToDictionary(phase => phase.Id, StringComparer.Ordinal);
            foreach (var phase in book.Phases)
            {
                Compare(
                    new NoteTarget("phase", $"{book.Name}/{phase.Id}"), options.Base?.Phases.FirstOrDefault(before => before.Id == phase.Id)?.Notes, phase.Notes,
                    phases.GetValueOrDefault(phase.Id)?.Notes ?? [], orders);
            }

            foreach (var entry in book.Entries)
            {
                if (_stored.Find(entry) is { Run: not null } run)
                    Compare(NoteTarget.Run(run.Run!.Value), _before.GetValueOrDefault(entry.Key)?.Notes, entry.Notes, run.Notes, orders);
            }

            foreach (var (target, before, mine, own) in _workNotes)
                Compare(target, before, mine, own, orders);
            foreach (var chunk in _notes.SelectMany(merge => merge.Added).Chunk(BatchSize))
                await records.AddNotesAsync(chunk, cancellationToken).ConfigureAwait(false);
            foreach (var (id, patch) in _notes.SelectMany(merge => merge.Changed))
                await records.EditNoteAsync(id, patch, cancellationToken).ConfigureAwait(false);
        }

        public async Task WriteHeadAsync(CancellationToken cancellationToken)
        {
            if (IsGenerated)
                return;
            var document = BookDocument.Write(book);
            if (document == BookDocument.Write(stored) || (options.Base is { } before && BookDocument.Write(before) == document))
                return;
            await records.SaveLogAsync(new StoredLog(book.Name, options.Format, options.Path, document, options.Clock.GetUtcNow()), cancellationToken).ConfigureAwait(false);
        }

        /// <summary>What is typed about an experiment that has no run yet is kept with the plan.</summary>
        private void CompareUnrun(LogEntry mine)
        {
            var typed = new NoteMerge(new NoteTarget("plan", book.Name), options);
            var before = _before.GetValueOrDefault(mine.Key)?.Notes ?? [];
            typed.Compare(null, [.. mine.Notes.Except(before).Select(note => note with { Section = mine.Key })], [.. stored.Notes.Where(note => note.Section == mine.Key)], new Dictionary<long, double>());
            if (typed.Added.Count > 0)
                _notes.Add(typed);
        }

        private void Compare(NoteTarget target, IReadOnlyList<LogNote>? before, IReadOnlyList<LogNote> mine, IReadOnlyList<LogNote> known, IReadOnlyDictionary<long, double> orders)
        {
            var merge = new NoteMerge(target, options);
            merge.Compare(before, mine, known, orders);
            _conflicts.AddRange(merge.Conflicts);
            if (merge.Added.Count + merge.Changed.Count > 0)
                _notes.Add(merge);
        }

        private async Task FlushAsync(List<Change> changes, int least, CancellationToken cancellationToken)
        {
            if (changes.Count < least)
                return;
            await records.WriteAsync(new WriteBatch([.. changes]), cancellationToken).ConfigureAwait(false);
            changes.Clear();
        }
    }
}
