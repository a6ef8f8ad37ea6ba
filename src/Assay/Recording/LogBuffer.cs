using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Recording;

/// <summary>What a run has logged and the store does not hold yet. Any thread may add; one at a time takes.</summary>
/// <param name="run">The run.</param>
/// <param name="limit">Most values that wait; those beyond are refused.</param>
internal sealed class LogBuffer(RunId run, int limit)
{
    private readonly Lock _gate = new();
    private Dictionary<MetricIdentity, List<MetricPoint>> _points = [];
    private List<Change> _changes = [];
    private bool _closed;
    private int _waiting;
    private long _refused;
    private long _untold;

    /// <summary>Values that were added and neither written nor refused.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waiting;
        }
    }

    /// <summary>Values that were refused for good.</summary>
    public long Refused
    {
        get
        {
            lock (_gate)
                return _refused;
        }
    }

    /// <summary>Adds a change that is no metric.</summary>
    public void Add(Change change)
    {
        lock (_gate)
        {
            if (HasRoom())
                _changes.Add(change);
        }
    }

    /// <summary>Adds a value of a metric.</summary>
    public void Add(MetricIdentity identity, MetricPoint point)
    {
        lock (_gate)
        {
            if (!HasRoom())
                return;
            if (!_points.TryGetValue(identity, out var points))
                _points[identity] = points = [];
            points.Add(point);
        }
    }

    /// <summary>Takes everything; it still counts as waiting until it is written, refused or put back.</summary>
    /// <param name="close">Whether nothing may be added afterwards.</param>
    public List<Change> Take(bool close)
    {
        lock (_gate)
        {
            List<Change> taken = [.. _changes, .. _points.Select(series => new LogMetrics(run, series.Key, series.Value))];
            (_changes, _points, _closed) = ([], [], _closed || close);
            return taken;
        }
    }

    /// <summary>Puts back what could not be written, before what was added meanwhile, and opens the buffer again.</summary>
    public void PutBack(IReadOnlyList<Change> changes)
    {
        lock (_gate)
        {
            _closed = false;
            _changes.InsertRange(0, changes.Where(change => change is not LogMetrics));
            foreach (var older in changes.OfType<LogMetrics>())
                _points[older.Identity] = [.. older.Points, .. _points.GetValueOrDefault(older.Identity) ?? []];
        }
    }

    /// <summary>What was taken is in the store.</summary>
    public void Written(IEnumerable<Change> changes)
    {
        lock (_gate)
            _waiting -= changes.Sum(Weight);
    }

    /// <summary>What was taken will never be accepted.</summary>
    public void Refuse(Change change)
    {
        lock (_gate)
        {
            _waiting -= Weight(change);
            _refused += Weight(change);
        }
    }

    /// <summary>A sentence about values that found no room since the last call; null when there were none.</summary>
    public string? TellRefused()
    {
        lock (_gate)
        {
            if (_untold == 0)
                return null;
            var why = _closed ? "the run has ended" : string.Create(CultureInfo.InvariantCulture, $"{limit} values wait already");
            var text = string.Create(CultureInfo.InvariantCulture, $"run {run}: {_untold} logged values were refused, because {why}.");
            _untold = 0;
            return text;
        }
    }

    private static int Weight(Change change) => change is LogMetrics metrics ? metrics.Points.Count : 1;

    private bool HasRoom()
    {
        if (!_closed && _waiting < limit)
        {
            _waiting++;
            return true;
        }

        _refused++;
        _untold++;
        return false;
    }
}
