using Assay.Planning;
using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>Makes entries of runs: the one place where a record becomes what a log says.</summary>
internal static class RunEntry
{
    private const int ShortCommit = 7;
    private const int WholeCommit = 40;

    /// <summary>What a log calls a run by itself: what its own log called it, its planned experiment, or its name.</summary>
    public static string KeyOf(RunRow row) =>
        row.Details?.Log is { } log ? log.Key
        : row.Run.Place?.Experiment is { } experiment ? PlannedExperiment.NameOf(experiment, row.Run.Place.Seed)
        : row.Run.Name;

    /// <summary>The entry of a run.</summary>
    /// <param name="book">The book's name: the experiment of entries that no heading groups.</param>
    /// <param name="row">The run; details, where they were read, give command and files.</param>
    /// <param name="keyOf">Keys of the book's runs.</param>
    /// <param name="notes">The store's notes.</param>
    public static LogEntry Of(string book, RunRow row, IReadOnlyDictionary<RunId, string> keyOf, ILookup<NoteTarget, Note> notes)
    {
        var run = row.Run;
        var details = row.Details ?? new RunDetails();
        var origin = details.Log;
        return new LogEntry(keyOf[run.Id])
        {
            Run = run.Id,
            Name = origin is null ? run.Name : origin.Name,
            Title = run.Title,
            Group = run.Experiment == book ? null : run.Experiment,
            Kind = run.Kind,
            Date = LogDate.TryParse(origin?.Dated, out var stated) ? stated : origin is null && run.Started is { } started ? LogDate.OfMinute(started) : null,
            Status = origin is { HasStatus: false } && run.Status == RunStatus.Lost ? null : run.Status,
            Phase = run.Place?.Phase,
            Item = run.Place?.Item,
            Priority = run.Place?.Priority,
            Experiment = run.Place?.Experiment,
            Seed = run.Place?.Seed,
            Stage = run.Stage,
            Source = run.Source,
            Command = Text(details.Command) ?? (details.Arguments is { Count: > 0 } arguments ? ShellQuoting.PosixCommandLine(arguments) : null),
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
            Params = [.. row.Params.Values.Select(param => Param(param, origin)).OrderBy(param => Place(param.Line)).ThenBy(param => param.Key, StringComparer.Ordinal)],
            Metrics = [.. row.Metrics.Values.Where(summary => summary.Count > 0).Select(summary => Metric(summary, origin)).OrderBy(metric => Place(metric.Line)).ThenBy(metric => metric.Key, StringComparer.Ordinal)],
            Notes = Notes(notes[NoteTarget.Run(run.Id)]),
            Line = origin?.Line ?? 0,
        };
    }

    /// <summary>Notes of the store as notes of a book; removed ones are left out.</summary>
    public static IReadOnlyList<LogNote> Notes(IEnumerable<Note> notes) =>
        [.. notes.Where(note => note.State != NoteState.Removed).Select(note => new LogNote(note.Kind, note.Text) { Section = note.Section, State = note.State, Line = note.Line ?? 0, Id = note.Id })];

    // What came from no file follows what did.
    private static int Place(int line) => line == 0 ? int.MaxValue : line;

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static LogParam Param(Param param, LogOrigin? origin)
    {
        var (line, isFromText) = Found(origin, "params." + param.Key);
        return new LogParam(param.Key, param.Json, line) { IsFromText = isFromText };
    }

    private static (int Line, bool IsFromText) Found(LogOrigin? origin, string key) =>
        origin?.TextLines?.TryGetValue(key, out var said) == true ? (said, true) : (origin?.Lines?.GetValueOrDefault(key) ?? 0, false);

    private static LogMetric Metric(MetricSummary summary, LogOrigin? origin)
    {
        var points = new List<LogPoint>(3);
        // Of a run that no log brought in, the worst value is of no interest.
        var direction = origin is null ? summary.Identity.Direction : null;
        if (summary.Min is { } min && direction != Direction.Maximize)
            points.Add(new LogPoint(summary.MinStep, MetricValue.Of(min)));
        if (summary.Max is { } max && direction != Direction.Minimize)
            points.Add(new LogPoint(summary.MaxStep, MetricValue.Of(max)));
        var last = new LogPoint(summary.LastStep, summary.Last);
        points.RemoveAll(point => point.Step == last.Step);
        points.Sort((a, b) => a.Step.CompareTo(b.Step));
        var (line, isFromText) = Found(origin, "metrics." + summary.Identity.Key);
        return new LogMetric(summary.Identity.Key, [.. points.Distinct(), last]) { Direction = summary.Identity.Direction, Line = line, IsFromText = isFromText };
    }
}
