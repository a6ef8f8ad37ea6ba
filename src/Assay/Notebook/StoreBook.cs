using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>Makes a book from the store's records: of one imported log, or of everything the store holds.</summary>
public static class StoreBook
{
    private const int PageSize = 2_000;

    /// <summary>Reads a book.</summary>
    /// <param name="records">The store.</param>
    /// <param name="name">Name of the log that the runs carry; null takes every run and workstream of the store.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The book; empty when the store knows nothing of that name.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<LogBook> ReadAsync(IRunStore records, string? name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var stored = name is null ? null : (await records.GetLogsAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(log => log.Name == name);
        var book = stored is null ? new LogBook(name ?? "log") : BookDocument.Read(stored.Name, stored.Document);
        var notes = await NotesAsync(records, cancellationToken).ConfigureAwait(false);
        var rows = await RowsAsync(records, name, cancellationToken).ConfigureAwait(false);
        book = book with
        {
            Entries = Entries(book.Name, rows, notes),
            Phases = [.. book.Phases.Select(phase => phase with { Notes = RunEntry.Notes(notes[new NoteTarget("phase", $"{book.Name}/{phase.Id}")]) })],
            Notes = RunEntry.Notes(name is null ? notes[NoteTarget.Store] : notes[new NoteTarget("plan", book.Name)]),
        };
        book = await StoreWorkstreams.AddAsync(book, records, notes, name is null ? null : [.. book.Workstreams.Select(stream => stream.Id)], cancellationToken).ConfigureAwait(false);
        return BookProgress.Judge(book);
    }

    /// <summary>The store's notes by what they are about.</summary>
    internal static async Task<ILookup<NoteTarget, Note>> NotesAsync(IRunStore records, CancellationToken cancellationToken) =>
        (await records.GetNotesAsync(new NoteFilter(), cancellationToken).ConfigureAwait(false)).ToLookup(note => note.Target);

    /// <summary>The runs of a plan or log with everything, in the order of their file, then of their making.</summary>
    internal static async Task<List<RunRow>> RowsAsync(IRunStore records, string? name, CancellationToken cancellationToken)
    {
        var rows = new List<RunRow>();
        for (string? after = null; ;)
        {
            var page = await records.SearchAsync(
                new RunSearch { Plan = name, Columns = RunColumns.All with { Details = true }, Limit = PageSize, After = after }, cancellationToken).ConfigureAwait(false);
            rows.AddRange(page.Items);
            if ((after = page.Next) is null)
                break;
        }

        // Pages are newest first; what came from a log keeps its order, what ran afterwards follows.
        rows.Reverse();
        return [.. rows.OrderBy(row => row.Details!.Log?.Line ?? int.MaxValue)];
    }

    /// <summary>The entries of runs, with keys that are unique among them.</summary>
    internal static IReadOnlyList<LogEntry> Entries(string name, IReadOnlyList<RunRow> rows, ILookup<NoteTarget, Note> notes)
    {
        var keys = new LogKeys();
        var keyOf = rows.ToDictionary(row => row.Run.Id, row => keys.Unique(RunEntry.KeyOf(row)));
        return [.. rows.Select(row => RunEntry.Of(name, row, keyOf, notes))];
    }
}
