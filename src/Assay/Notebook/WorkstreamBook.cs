using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Notebook;

/// <summary>The workstreams of a store as a book: identity, periods, people's notes, and the runs that belong to them.</summary>
public static class WorkstreamBook
{
    /// <summary>The tag that says which workstream a run belongs to.</summary>
    public const string Tag = "workstream";

    private const int MostRuns = 10_000;
    private const int ShortCommit = 8;

    /// <summary>Reads the store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="name">Name of the book.</param>
    /// <param name="now">When the book is made, UTC.</param>
    /// <param name="workstream">The only workstream to take; null for all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The book, workstreams by id, periods newest first.</returns>
    public static async Task<LogBook> ReadAsync(IRunStore store, string name, DateTimeOffset now, string? workstream = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var streams = new List<LogWorkstream>();
        var entries = new Dictionary<RunId, LogEntry>();
        foreach (var stream in (await store.GetWorkstreamsAsync(cancellationToken).ConfigureAwait(false)).Where(stream => workstream is null || stream.Id == workstream))
        {
            var periods = await store.GetWorkPeriodsAsync(stream.Id, cancellationToken).ConfigureAwait(false);
            await TakeAsync(store, new RunSearch { Query = RunQuery.Parse($"tags.{Tag} = '{Quoted(stream.Id)}'") }, stream.Id, null, entries, cancellationToken).ConfigureAwait(false);
            foreach (var period in periods)
                await TakeAsync(store, OutputTree.EndedWithin(period.Started, period.Ended ?? now), stream.Id, period, entries, cancellationToken).ConfigureAwait(false);
            var logged = new List<LogPeriod>();
            foreach (var period in periods.Reverse())
                logged.Add(ToPeriod(period, await NotesAsync(store, new NoteTarget("work-period", period.Id.ToString(CultureInfo.InvariantCulture)), cancellationToken).ConfigureAwait(false)));
            streams.Add(new LogWorkstream(stream.Id)
            {
                Name = stream.Name,
                Title = stream.Title ?? stream.Name,
                Focus = stream.Focus,
                Status = stream.Status,
                CurrentTask = stream.CurrentTask,
                TaskStatus = stream.TaskStatus,
                Periods = logged,
                Notes = await NotesAsync(store, new NoteTarget("workstream", stream.Id), cancellationToken).ConfigureAwait(false),
            });
        }

        return new LogBook(name) { Updated = LogDate.OfMinute(now), Workstreams = streams, Entries = [.. entries.Values.OrderBy(entry => entry.Run)] };
    }

    private static async Task TakeAsync(IRunStore store, RunSearch search, string workstream, WorkPeriod? period, Dictionary<RunId, LogEntry> entries, CancellationToken cancellationToken)
    {
        var page = await store.SearchAsync(search with { Limit = MostRuns, Columns = RunColumns.All }, cancellationToken).ConfigureAwait(false);
        foreach (var row in page.Items)
        {
            var isOutside = period is not null && (row.Run.Ended < period.Started || row.Run.Ended > (period.Ended ?? DateTimeOffset.MaxValue));
            var isOthers = row.Tags.TryGetValue(Tag, out var tagged) && tagged != workstream;
            if (!isOutside && !isOthers)
                entries.TryAdd(row.Run.Id, ToEntry(row, workstream, entries.Values));
        }
    }

    private static LogEntry ToEntry(RunRow row, string workstream, IEnumerable<LogEntry> known)
    {
        var run = row.Run;
        var name = run.Place?.Experiment ?? run.Title ?? run.Name;
        var key = known.Any(entry => entry.Key == name) ? $"{name} ({run.Name})" : name;
        return new LogEntry(key)
        {
            Run = run.Id,
            Name = run.Name,
            Title = row.Tags.ContainsKey("baseline") && run.Title?.Contains("baseline", StringComparison.OrdinalIgnoreCase) != true ? $"{run.Title ?? name} (baseline)" : run.Title,
            Kind = run.Kind,
            Date = LogDate.OfMinute(run.Started ?? run.Created),
            Status = run.Status,
            Stage = run.Stage,
            Source = run.Source,
            Reason = run.Reason,
            Result = run.Result,
            Conclusion = run.Conclusion,
            Error = run.ErrorLine,
            Caveat = run.Caveat,
            SupersededWhy = run.SupersededWhy,
            Workstream = workstream,
            Params = [.. row.Params.Values.Select(param => new LogParam(param.Key, param.Json)).OrderBy(param => param.Key, StringComparer.Ordinal)],
            Metrics = [.. row.Metrics.Values.OrderBy(metric => metric.Identity.Key, StringComparer.Ordinal).Select(ToMetric)],
        };
    }

    private static LogMetric ToMetric(MetricSummary summary)
    {
        var points = new SortedDictionary<long, MetricValue>();
        if (summary.Min is { } min)
            points[summary.MinStep] = min;
        if (summary.Max is { } max)
            points[summary.MaxStep] = max;
        points[summary.LastStep] = summary.Last;
        return new LogMetric(summary.Identity.Key, [.. points.Select(point => new LogPoint(point.Key, point.Value))]) { Direction = summary.Identity.Direction };
    }

    private static LogPeriod ToPeriod(WorkPeriod period, IReadOnlyList<LogNote> notes) => new(LogDate.TryParse(period.Dated, out var dated) ? dated : LogDate.OfMinute(period.Started))
    {
        Id = period.Id,
        Title = period.Title,
        Ended = period.Ended is { } ended ? LogDate.OfMinute(ended) : null,
        History = [.. (period.Summary ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => new LogNote(NoteKind.Note, line))],
        Notes = notes,
        FilesModified = period.FilesModified?.Split('\n', StringSplitOptions.RemoveEmptyEntries),
        Branch = period.Branch,
        Commit = (period.EndCommit ?? period.StartCommit) is { Length: > ShortCommit } commit ? commit[..ShortCommit] : period.EndCommit ?? period.StartCommit,
        CommitTitle = period.CommitTitle,
        Clean = period.Clean,
        Outputs = period.Outputs,
    };

    private static async Task<IReadOnlyList<LogNote>> NotesAsync(IRunStore store, NoteTarget target, CancellationToken cancellationToken) =>
        [.. (await store.GetNotesAsync(new NoteFilter { Target = target }, cancellationToken).ConfigureAwait(false)).OrderBy(note => note.Order).ThenBy(note => note.Id)
            .Select(note => new LogNote(note.Kind, note.Text) { State = note.State, Id = note.Id })];

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);
}
