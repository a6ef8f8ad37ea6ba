using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>The workstreams of a store with their periods and notes, and which runs belong to them.</summary>
internal static class StoreWorkstreams
{
    /// <summary>Heading of the notes that are a period's history.</summary>
    public const string History = "Session History";

    private const int ShortCommit = 8;

    /// <summary>Reads the workstreams into a book that has its entries.</summary>
    /// <param name="book">The book.</param>
    /// <param name="records">The store.</param>
    /// <param name="notes">The store's notes.</param>
    /// <param name="only">Ids of the only workstreams to take; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The book with its workstreams, their periods newest first.</returns>
    public static async Task<LogBook> AddAsync(LogBook book, IRunStore records, ILookup<NoteTarget, Note> notes, IReadOnlyList<string>? only, CancellationToken cancellationToken)
    {
        var known = (await records.GetWorkstreamsAsync(cancellationToken).ConfigureAwait(false)).Where(stream => only?.Contains(stream.Id) != false).ToArray();
        if (known.Length == 0)
            return book with { Workstreams = [] };
        var periods = (await records.GetWorkPeriodsAsync(null, cancellationToken).ConfigureAwait(false)).ToLookup(period => period.Workstream, StringComparer.Ordinal);
        LogEntry[] entries = [.. book.Entries.Select(entry => entry.Workstream is null && entry.Kind is RunKind.Command or RunKind.Program ? entry with { Workstream = At(entry, periods) } : entry)];
        // A log keeps the order of its file.
        var order = only is null ? known : [.. known.OrderBy(stream => only.ToList().IndexOf(stream.Id))];
        return book with
        {
            Entries = entries,
            Workstreams =
            [
                .. order.Select(stream => new LogWorkstream(stream.Id)
                {
                    Name = stream.Name == stream.Id ? null : stream.Name,
                    Title = stream.Title ?? (stream.Name == stream.Id ? null : stream.Name),
                    Focus = Text(stream.Focus),
                    Status = Text(stream.Status),
                    CurrentTask = Text(stream.CurrentTask),
                    TaskStatus = Text(stream.TaskStatus),
                    Periods = [.. periods[stream.Id].Reverse().Select(period => Period(period, notes, entries))],
                    Notes = RunEntry.Notes(notes[new NoteTarget("workstream", stream.Id)]),
                }),
            ],
        };
    }

    private static LogPeriod Period(WorkPeriod period, ILookup<NoteTarget, Note> notes, LogEntry[] entries)
    {
        var date = LogDate.TryParse(period.Dated, out var dated) ? dated : LogDate.OfMinute(period.Started);
        var own = RunEntry.Notes(notes[new NoteTarget("work-period", period.Id.ToString(CultureInfo.InvariantCulture))]);
        return new LogPeriod(date)
        {
            Id = period.Id,
            Title = period.Title,
            HistoryTitle = period.HistoryTitle,
            Ended = period.Ended is { } ended && period.Dated is null ? LogDate.OfMinute(ended) : null,
            History =
            [
                .. (period.Summary ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => new LogNote(NoteKind.Note, line)),
                .. own.Where(note => note.Section == History).Select(note => note with { Section = null }),
            ],
            Notes = [.. own.Where(note => note.Section != History)],
            FilesModified = period.FilesModified?.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Branch = period.Branch,
            Commit = (period.EndCommit ?? period.StartCommit) is { Length: > ShortCommit } commit ? commit[..ShortCommit] : period.EndCommit ?? period.StartCommit,
            CommitTitle = period.CommitTitle,
            Clean = period.Clean,
            Outputs = period.Outputs,
            Entry = Array.Find(entries, entry => entry.Kind == RunKind.Action && entry.Workstream == period.Workstream && entry.Date == date)?.Key,
        };
    }

    /// <summary>The workstream somebody worked on when a run began.</summary>
    private static string? At(LogEntry entry, ILookup<string, WorkPeriod> periods)
    {
        if (entry.Date is not { } date)
            return null;
        // A date has no seconds: the minute in which work began counts.
        var time = date.Start.AddMinutes(1);
        return periods.SelectMany(group => group).FirstOrDefault(period => period.Dated is null && period.Started < time && (period.Ended is null || date.Start <= period.Ended))?.Workstream;
    }

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
