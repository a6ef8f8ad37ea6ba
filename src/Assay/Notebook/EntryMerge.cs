using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Notebook;

/// <summary>What a person edited of one entry, as changes to its run.</summary>
internal sealed class EntryMerge
{
    private static readonly (string Name, Func<LogEntry, string?> Get, Func<RunPatch, string, RunPatch> Set)[] Texts =
    [
        ("title", entry => entry.Title, (patch, text) => patch with { Title = text }),
        ("stage", entry => entry.Stage, (patch, text) => patch with { Stage = text }),
        ("source", entry => entry.Source, (patch, text) => patch with { Source = text }),
        ("reason", entry => entry.Reason, (patch, text) => patch with { Reason = text }),
        ("result", entry => entry.Result, (patch, text) => patch with { Result = text }),
        ("conclusion", entry => entry.Conclusion, (patch, text) => patch with { Conclusion = text }),
        ("error", entry => entry.Error, (patch, text) => patch with { ErrorLine = text }),
        ("caveat", entry => entry.Caveat, (patch, text) => patch with { Caveat = text }),
    ];

    private readonly string _book;
    private readonly LogEntry? _before;
    private readonly LogEntry _mine;
    private readonly LogEntry _stored;
    private readonly LogImportOptions _options;
    private readonly IReadOnlyDictionary<string, RunId> _ids;
    private RunPatch _patch = new();
    private RunDetails _details = new();
    private CorrectRun _correction;
    private bool _corrects;

    private EntryMerge(string book, LogEntry? before, LogEntry mine, LogEntry stored, LogImportOptions options, IReadOnlyDictionary<string, RunId> ids)
    {
        _book = book;
        _before = before;
        _mine = mine;
        _stored = stored;
        _options = options;
        _ids = ids;
        _correction = new CorrectRun(stored.Run!.Value, options.Who, $"edited in {options.Origin}");
    }

    /// <summary>Changes for the run, the origin's lines left out.</summary>
    public List<Change> Changes { get; } = [];

    /// <summary>What log and store say differently.</summary>
    public List<LogRemark> Conflicts { get; } = [];

    private bool IsExecuted => _stored.Kind is RunKind.Command or RunKind.Program;

    /// <summary>Compares an entry of a file with what the file said last time, and with its run.</summary>
    /// <param name="book">The book's name.</param>
    /// <param name="before">The entry as the file said it last time; null when it is new there.</param>
    /// <param name="mine">The entry as the file says it.</param>
    /// <param name="stored">The entry as the store would print it.</param>
    /// <param name="options">How it goes in.</param>
    /// <param name="ids">Runs by key.</param>
    /// <returns>The comparison.</returns>
    public static EntryMerge Compare(string book, LogEntry? before, LogEntry mine, LogEntry stored, LogImportOptions options, IReadOnlyDictionary<string, RunId> ids)
    {
        var merge = new EntryMerge(book, before, mine, stored, options, ids);
        merge.CompareTexts();
        merge.CompareDetails();
        merge.CompareSupersession();
        merge.CompareFacts();
        merge.Finish();
        return merge;
    }

    private void CompareTexts()
    {
        foreach (var (name, get, set) in Texts)
        {
            if (Takes(name, get))
                _patch = set(_patch, get(_mine) ?? "");
        }

        if (Takes("place in the plan", entry => string.Join('\n', entry.Phase, entry.Item, entry.Priority)))
            _patch = _patch with { Place = EntryDraft.PlaceOf(_book, _mine) };
        if (_mine.Name is not null && Takes("name", entry => entry.Name))
            _patch = _patch with { Name = _mine.Name };
    }

    private void CompareDetails()
    {
        if (Takes("command", entry => entry.Command, isFact: true))
            _details = _details with { Command = _mine.Command ?? "" };
        if (Takes("environment", entry => string.Join('\n', entry.Environment.Select(pair => $"{pair.Key}={pair.Value}")), isFact: true))
            _details = _details with { Environment = EntryDraft.EnvironmentOf(_mine) };
        if (Takes("config", entry => entry.Config))
            _details = _details with { ConfigPath = _mine.Config ?? "" };
        if (Takes("inputs", entry => string.Join('\n', entry.Inputs)))
            _details = _details with { Inputs = _mine.Inputs };
        if (Takes("outputs", entry => string.Join('\n', entry.Outputs)))
            _details = _details with { Outputs = _mine.Outputs };
        if (Takes("commit", entry => $"{entry.Commit}\n{entry.Branch}", isFact: true))
            _details = _details with { Git = EntryDraft.GitOf(_mine) ?? new GitState("", null, Dirty: false) };
    }

    private void CompareSupersession()
    {
        if (Takes("reason of being superseded", EntryDraft.WhyOf))
            _patch = _patch with { SupersededWhy = EntryDraft.WhyOf(_mine) ?? "" };
        if (Takes("successor", entry => entry.SupersededBy) && _mine.SupersededBy is { } by && _ids.TryGetValue(by, out var id))
            _patch = _patch with { SupersededBy = id };
    }

    private void CompareFacts()
    {
        if (Takes("status", entry => entry.Status?.Name(), isFact: true))
            Correct(_correction with { Status = EntryDraft.StatusOf(_mine) });
        if (Takes("date", entry => entry.Date?.ToString(), isFact: true))
            Correct(_correction with { Started = _mine.Date?.Start });
        if (Takes("group", entry => entry.Group, isFact: true))
            Correct(_correction with { Experiment = _mine.Group ?? _book });
        CompareParams();
        CompareMetrics();
    }

    private void CompareParams()
    {
        var find = Finder(entry => entry.Params, param => param.Key);
        var (set, removed) = (new List<Param>(), new List<string>());
        foreach (var key in Keys(entry => entry.Params.Select(param => param.Key)))
        {
            if (!Takes($"param {key}", entry => find(entry, key)?.Json, isFact: true))
                continue;
            if (find(_mine, key) is { } param)
                set.Add(new Param(key, param.Json));
            else
                removed.Add(key);
        }

        if (set.Count + removed.Count > 0)
            Correct(_correction with { Params = set, RemovedParams = removed });
    }

    private void CompareMetrics()
    {
        var find = Finder(entry => entry.Metrics, metric => metric.Key);
        var (set, removed) = (new List<MetricSeries>(), new List<string>());
        foreach (var key in Keys(entry => entry.Metrics.Select(metric => metric.Key)))
        {
            if (!Takes($"metric {key}", entry => find(entry, key) is { } found ? Text(found) : null, isFact: true))
                continue;
            if (find(_mine, key) is { } metric)
                set.Add(EntryDraft.SeriesOf(metric, _mine, _options.Clock));
            else
                removed.Add(key);
        }

        if (set.Count + removed.Count > 0)
            Correct(_correction with { Metrics = set, RemovedMetrics = removed });
    }

    private void Finish()
    {
        if (_patch != new RunPatch())
            Changes.Add(new PatchRun(_stored.Run!.Value, _patch));
        if (_details != new RunDetails())
            Changes.Add(new PatchRun(_stored.Run!.Value, Details: _details));
        if (_corrects)
            Changes.Add(_correction);
    }

    private void Correct(CorrectRun correction)
    {
        _correction = correction;
        _corrects = true;
    }

    /// <summary>
    /// Whether a part goes from the file into the store: a person changed it since the file was last read, and the store did not. A file
    /// read for the first time only fills in what the store does not know.
    /// </summary>
    private bool Takes(string what, Func<LogEntry, string?> get, bool isFact = false)
    {
        var (mine, stored) = (Value(get(_mine)), Value(get(_stored)));
        if (mine == stored)
            return false;
        if (_before is null)
        {
            if (mine.Length == 0 || (IsExecuted && isFact))
                return false;
            if (stored.Length == 0)
                return true;
        }
        else
        {
            var before = Value(get(_before));
            if (mine == before)
                return false;
            if (stored == before && !(IsExecuted && isFact))
                return true;
        }

        var why = IsExecuted && isFact ? "that is a fact of an executed run" : "it changed there too";
        Conflicts.Add(new LogRemark(_mine.Line, LogCertainty.Left, $"{_mine.Key}: its {what} reads '{Start(mine)}' here and '{Start(stored)}' in the store; {why}, the store's stays") { Typed = mine });
        return false;
    }

    private string[] Keys(Func<LogEntry, IEnumerable<string>> keys) =>
        keys(_mine).Concat(keys(_stored)).Concat(_before is null ? [] : keys(_before)).Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>Looks up a part of the three entries by its key; of equal keys the first counts. One endless line may hold hundreds of thousands.</summary>
    private Func<LogEntry, string, T?> Finder<T>(Func<LogEntry, IReadOnlyList<T>> parts, Func<T, string> key)
        where T : class
    {
        var (mine, stored, before) = (ByKey(_mine), ByKey(_stored), _before is null ? null : ByKey(_before));
        return (entry, name) => (ReferenceEquals(entry, _mine) ? mine : ReferenceEquals(entry, _stored) ? stored : before)?.GetValueOrDefault(name);

        Dictionary<string, T> ByKey(LogEntry entry) => parts(entry).DistinctBy(key).ToDictionary(key, StringComparer.Ordinal);
    }

    private static string Text(LogMetric metric) => metric.Points is [{ Step: 0 } only] ? only.Value.ToString() : string.Join(' ', metric.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Value} at {point.Step}")));

    private static string Value(string? text) => text?.Trim('\n') ?? "";

    private static string Start(string text) => (text.Length <= 60 ? text : text[..60] + "…").Replace('\n', ' ');
}
