using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>Makes a book from the store's records: of one plan or imported log, or of everything the store holds.</summary>
public static class StoreBook
{
    private const int PageSize = 2_000;
    private const int ShortCommit = 7;
    private const int WholeCommit = 40;

    /// <summary>Reads a book.</summary>
    /// <param name="records">The store.</param>
    /// <param name="name">Name of the plan or imported log that the runs carry; null takes every run of the store.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The book; empty when the store knows nothing of that name.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<LogBook> ReadAsync(IRunStore records, string? name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var stored = name is null ? null : (await records.GetLogsAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(log => log.Name == name);
        var book = stored is null ? new LogBook(name ?? "log") : BookDocument.Read(stored.Name, stored.Document);
        var notes = (await records.GetNotesAsync(new NoteFilter(), cancellationToken).ConfigureAwait(false)).Where(note => note.State != NoteState.Removed).ToLookup(note => note.Target);
        var rows = new List<RunRow>();
        for (string? after = null; ;)
        {
            var page = await records.SearchAsync(
                new RunSearch { Plan = name, Columns = RunColumns.All with { Details = true }, Limit = PageSize, After = after }, cancellationToken).ConfigureAwait(false);
            rows.AddRange(page.Items);
            if ((after = page.Next) is null)
                break;
        }

        // Pages are newest first; what a log dated by its lines keeps their order, what ran afterwards follows.
        rows.Reverse();
        rows = [.. rows.OrderBy(row => row.Details!.Log?.Line ?? int.MaxValue)];
        book = book with
        {
            Entries = Entries(book.Name, rows, notes),
            Phases = [.. book.Phases.Select(phase => phase with { Notes = Notes(notes[new NoteTarget("phase", $"{book.Name}/{phase.Id}")]) })],
            Notes = Notes(name is null ? notes[NoteTarget.Store] : notes[new NoteTarget("plan", book.Name)]),
        };
        return BookProgress.Judge(book);
    }

    /// <summary>The entries of runs, with keys that are unique among them.</summary>
    /// <param name="name">The book's name: the experiment of entries that no heading groups.</param>
    /// <param name="rows">The runs with their details.</param>
    /// <param name="notes">Notes by target.</param>
    /// <returns>The entries, in the same order.</returns>
    internal static IReadOnlyList<LogEntry> Entries(string name, IReadOnlyList<RunRow> rows, ILookup<NoteTarget, Note> notes)
    {
        var keys = new LogKeys();
        var keyOf = rows.ToDictionary(row => row.Run.Id, row => keys.Unique(KeyOf(row)));
        return [.. rows.Select(row => Entry(name, row, keyOf, Notes(notes[NoteTarget.Run(row.Run.Id)])))];
    }

    /// <summary>Notes of the store as notes of a book.</summary>
    internal static IReadOnlyList<LogNote> Notes(IEnumerable<Note> notes) =>
        [.. notes.Select(note => new LogNote(note.Kind, note.Text) { Section = note.Section, State = note.State, Line = note.Line ?? 0, Id = note.Id })];

    private static string KeyOf(RunRow row) =>
        row.Details!.Log is { } log ? log.Key
        : row.Run.Place?.Experiment is { } experiment ? Planning.PlannedExperiment.NameOf(experiment, row.Run.Place.Seed)
        : row.Run.Name;

    private static LogEntry Entry(string name, RunRow row, Dictionary<RunId, string> keyOf, IReadOnlyList<LogNote> notes)
    {
        var run = row.Run;
        var details = row.Details!;
        var origin = details.Log;
        return new LogEntry(keyOf[run.Id])
        {
            Run = run.Id,
            Name = origin is null ? run.Name : origin.Name,
            Title = run.Title,
            Group = run.Experiment == name ? null : run.Experiment,
            Kind = run.Kind,
            Date = LogDate.TryParse(origin?.Dated, out var stated) ? stated : run.Started is { } started && origin is null ? LogDate.OfMinute(started) : null,
            Status = origin is { HasStatus: false } && run.Status == RunStatus.Lost ? null : run.Status,
            Phase = run.Place?.Phase,
            Item = run.Place?.Item,
            Priority = run.Place?.Priority,
            Experiment = run.Place?.Experiment,
            Seed = run.Place?.Seed,
            Stage = run.Stage,
            Source = run.Source,
            Command = Text(details.Command) ?? (details.Arguments is { Count: > 0 } arguments ? Planning.ShellQuoting.PosixCommandLine(arguments) : null),
            CommandKind = Text(origin?.CommandKind),
            Shell = Text(origin?.Shell),
            Environment = [.. details.Environment ?? new Dictionary<string, string>()],
            Config = Text(details.ConfigPath),
            Inputs = details.Inputs ?? [],
            Outputs = details.Outputs ?? [],
            Reason = run.Reason,
            Result = run.Result,
            Conclusion = run.Conclusion,
            Error = run.ErrorLine,
            Caveat = run.Caveat,
            SupersededBy = run.SupersededBy is { } by ? keyOf.GetValueOrDefault(by, by.Tail) : null,
            SupersededWhy = run.SupersededWhy,
            Commit = Text(details.Git?.Commit) is { } commit ? commit.Length == WholeCommit ? commit[..ShortCommit] : commit : null,
            Branch = details.Git?.Branch,
            Workstream = row.Tags.GetValueOrDefault(LogTags.Workstream),
            Params = [.. row.Params.Values.Select(param => Param(param, origin)).OrderBy(Place).ThenBy(param => param.Key, StringComparer.Ordinal)],
            Metrics = [.. row.Metrics.Values.Select(summary => Metric(summary, origin)).OfType<LogMetric>()
                .OrderBy(metric => metric.Line == 0 ? int.MaxValue : metric.Line).ThenBy(metric => metric.Key, StringComparer.Ordinal)],
            Notes = notes,
            Line = origin?.Line ?? 0,
        };
    }

    private static int Place(LogParam param) => param.Line == 0 ? int.MaxValue : param.Line;

    private static LogParam Param(Param param, LogOrigin? origin)
    {
        var (line, isFromText) = Found(origin, "params." + param.Key);
        return new LogParam(param.Key, param.Json, line) { IsFromText = isFromText };
    }

    private static (int Line, bool IsFromText) Found(LogOrigin? origin, string key) =>
        origin?.TextLines?.TryGetValue(key, out var said) == true ? (said, true) : (origin?.Lines?.GetValueOrDefault(key) ?? 0, false);

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static LogMetric? Metric(MetricSummary summary, LogOrigin? origin)
    {
        if (summary.Count == 0)
            return null;
        var points = new List<LogPoint>(3);
        if (summary.Min is { } min)
            points.Add(new LogPoint(summary.MinStep, MetricValue.Of(min)));
        if (summary.Max is { } max)
            points.Add(new LogPoint(summary.MaxStep, MetricValue.Of(max)));
        var last = new LogPoint(summary.LastStep, summary.Last);
        points.RemoveAll(point => point == last);
        points.Sort((a, b) => a.Step.CompareTo(b.Step));
        var (line, isFromText) = Found(origin, "metrics." + summary.Identity.Key);
        return new LogMetric(summary.Identity.Key, [.. points.Distinct(), last]) { Direction = summary.Identity.Direction, Line = line, IsFromText = isFromText };
    }
}
