using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>Makes runs of a book's entries.</summary>
/// <param name="book">The book's name.</param>
/// <param name="options">How it goes in.</param>
/// <param name="ids">The runs of the book's keys, known and new.</param>
internal sealed class EntryDraft(string book, LogImportOptions options, IReadOnlyDictionary<string, RunId> ids)
{
    private const int LongestName = 60;
    private readonly LogKeys _names = new();

    /// <summary>The run of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>Everything the entry says but its link to the run that supersedes it, which may be made later.</returns>
    public RunDraft Of(LogEntry entry) => new(entry.Group ?? book)
    {
        Id = ids[entry.Key],
        IdempotencyKey = $"log/{book}/{entry.Key}",
        Name = entry.Name ?? _names.Unique(NameOf(entry)).Replace(" #", "-", StringComparison.Ordinal),
        Kind = entry.Kind is RunKind.Command or RunKind.Program ? RunKind.Imported : entry.Kind,
        Status = StatusOf(entry),
        Started = entry.Date?.Start,
        Ended = entry.Date?.Start,
        User = options.Who,
        Place = PlaceOf(book, entry),
        Facts = new RunPatch
        {
            Title = entry.Title,
            Stage = entry.Stage,
            Source = entry.Source,
            Reason = entry.Reason,
            Result = entry.Result,
            Conclusion = entry.Conclusion,
            ErrorLine = entry.Error,
            Caveat = entry.Caveat,
            SupersededWhy = WhyOf(entry),
        },
        Details = new RunDetails
        {
            Command = entry.Command,
            Environment = entry.Environment.Count == 0 ? null : EnvironmentOf(entry),
            ConfigPath = entry.Config,
            Inputs = entry.Inputs.Count == 0 ? null : entry.Inputs,
            Outputs = entry.Outputs.Count == 0 ? null : entry.Outputs,
            Git = GitOf(entry),
            ImportedFrom = options.Origin,
            Log = OriginOf(entry),
        },
        Params = [.. entry.Params.DistinctBy(param => param.Key).Select(param => new Param(param.Key, param.Json))],
        Metrics = [.. entry.Metrics.DistinctBy(metric => metric.Key).Select(metric => SeriesOf(metric, entry, options.Clock))],
        Tags = entry.Workstream is { } workstream ? new Dictionary<string, string> { [LogTags.Workstream] = workstream } : new Dictionary<string, string>(),
        Notes = [.. entry.Notes.Select(note => NoteOf(note, NoteTarget.Store, options))],
    };

    /// <summary>The status the store keeps: what no log states how it ended is lost.</summary>
    public static RunStatus StatusOf(LogEntry entry) => entry.Status ?? RunStatus.Lost;

    /// <summary>Why it is superseded; null when it is not.</summary>
    public static string? WhyOf(LogEntry entry) => entry.SupersededWhy ?? (entry.SupersededBy is null ? null : $"superseded by {entry.SupersededBy}");

    /// <summary>Where an entry stands.</summary>
    public static PlanPlace PlaceOf(string book, LogEntry entry) =>
        new(book) { Phase = entry.Phase, Item = entry.Item, Priority = entry.Priority, Experiment = entry.Experiment, Seed = entry.Seed };

    /// <summary>What the log said besides.</summary>
    public static LogOrigin OriginOf(LogEntry entry) => new(entry.Key, entry.Line)
    {
        Name = entry.Name,
        Dated = entry.Date?.ToString(),
        HasStatus = entry.Status is not null,
        CommandKind = entry.CommandKind,
        Shell = entry.Shell,
        Lines = LinesOf(entry, fromText: false),
        TextLines = LinesOf(entry, fromText: true),
    };

    /// <summary>A metric's values as a series; measured when the run began, as far as anybody knows.</summary>
    public static MetricSeries SeriesOf(LogMetric metric, LogEntry entry, TimeProvider clock) =>
        new(new MetricIdentity(metric.Key) { Direction = metric.Direction }, [.. metric.Points.Select(point => new MetricPoint(point.Step, entry.Date?.Start ?? clock.GetUtcNow(), point.Value))]);

    /// <summary>A note as the store keeps it.</summary>
    public static Note NoteOf(LogNote note, NoteTarget target, LogImportOptions options) => new(0, note.Kind, note.Text, target, options.Who, options.Clock.GetUtcNow())
    {
        Section = note.Section,
        State = note.State,
        Line = note.Line == 0 ? null : note.Line,
    };

    /// <summary>The environment; of a variable that is set twice the last counts.</summary>
    public static Dictionary<string, string> EnvironmentOf(LogEntry entry)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in entry.Environment)
            environment[name] = value;
        return environment;
    }

    /// <summary>The code's position, as far as the log says it.</summary>
    public static GitState? GitOf(LogEntry entry) => entry.Commit is null && entry.Branch is null ? null : new GitState(entry.Commit ?? "", entry.Branch, Dirty: false);

    private static Dictionary<string, int>? LinesOf(LogEntry entry, bool fromText)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var param in entry.Params.Where(param => param.Line > 0 && param.IsFromText == fromText))
            lines["params." + param.Key] = param.Line;
        foreach (var metric in entry.Metrics.Where(metric => metric.Line > 0 && metric.IsFromText == fromText))
            lines["metrics." + metric.Key] = metric.Line;
        return lines.Count == 0 ? null : lines;
    }

    /// <summary>A name that can be typed: the experiment's id, else the title's words.</summary>
    private static string NameOf(LogEntry entry)
    {
        if (entry.Experiment is { } experiment)
            return Planning.PlannedExperiment.NameOf(experiment, entry.Seed);
        var words = Text.LogKey.Of(entry.Title ?? entry.Key).Replace('_', '-').Replace('/', '-');
        var name = words.Length <= LongestName ? words : words[..LongestName].TrimEnd('-');
        return name.Length == 0 ? "entry" : name;
    }
}
