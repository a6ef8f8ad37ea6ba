namespace Assay.Tracking.Results;

/// <summary>Collects what the sources of one command hold; each source in turn, and no source floods the report.</summary>
internal sealed class ReadingBuilder
{
    /// <summary>Metric points that one source may give.</summary>
    internal const int PointLimit = 1_000_000;

    private const int SentencesPerSource = 5;

    private readonly List<ResultMetric> _metrics = [];
    private readonly List<string> _missing = [];
    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string> _ownerOfKey = [];
    private readonly HashSet<string> _refusedKeys = [];
    private string _location = "";
    private int _sourceStart;
    private int _sourceProblems;

    internal int PointsOfSource => _metrics.Count - _sourceStart;

    internal void Begin(string location)
    {
        _location = location;
        _sourceStart = _metrics.Count;
        _sourceProblems = 0;
        _refusedKeys.Clear();
    }

    internal void Add(string key, MetricValue value, long step = 0)
    {
        if (PointsOfSource >= PointLimit)
            throw new ResultRefusedException(string.Create(CultureInfo.InvariantCulture, $"{_location}: more than {PointLimit:N0} metric points; fewer are read from one result."));
        if (_ownerOfKey.TryGetValue(key, out var owner))
        {
            if (_refusedKeys.Add(key))
                Problem($"{_location}: metric '{key}' was already read from {owner}, which is kept; map one of the two to another key.");
            return;
        }

        _metrics.Add(new ResultMetric(key, value, step));
    }

    internal void Missing(string sentence) => _missing.Add(sentence);

    internal void Problem(string sentence)
    {
        if (++_sourceProblems <= SentencesPerSource)
            _problems.Add(sentence);
    }

    /// <summary>Takes back what the current source gave: it was refused as a whole.</summary>
    internal void Discard() => _metrics.RemoveRange(_sourceStart, PointsOfSource);

    internal void End()
    {
        if (_sourceProblems > SentencesPerSource)
            _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{_location}: {_sourceProblems - SentencesPerSource} more problems of this kind."));
        for (var i = _sourceStart; i < _metrics.Count; i++)
            _ownerOfKey.TryAdd(_metrics[i].Key, _location);
    }

    internal ResultReading Build() => new(_metrics, _missing, _problems);
}
