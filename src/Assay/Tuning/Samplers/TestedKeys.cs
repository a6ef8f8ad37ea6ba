using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Which configurations are finished or running. Kept from one request to the next; made anew when the list of finished trials changed other than by growing.</summary>
internal sealed class TestedKeys(SearchSpace space)
{
    private readonly List<Observation> _known = [];
    private readonly HashSet<PointKey> _finished = [];
    private readonly HashSet<PointKey> _running = [];

    /// <summary>Changes whenever a configuration may have become untested again.</summary>
    public int Version { get; private set; }

    /// <summary>Brings the keys to what is known now.</summary>
    public void Update(SamplingRequest request)
    {
        var finished = request.Finished;
        var same = 0;
        while (same < finished.Count && same < _known.Count && (ReferenceEquals(finished[same], _known[same]) || ReferenceEquals(finished[same].Point, _known[same].Point)))
            same++;
        if (same < _known.Count)
        {
            // Trials may have ended out of order, or be other objects with the same content: all are read again, which costs little beside a trial.
            _known.Clear();
            _finished.Clear();
            Version++;
            same = 0;
        }

        for (var index = same; index < finished.Count; index++)
        {
            _known.Add(finished[index]);
            _finished.Add(space.KeyOf(finished[index].Point));
        }

        _running.Clear();
        foreach (var point in request.Running)
            _running.Add(space.KeyOf(point));
    }

    /// <summary>Whether a configuration is finished.</summary>
    public bool IsFinished(ReadOnlySpan<double> point) => _finished.Contains(space.KeyOf(point));

    /// <summary>Whether a configuration is finished or running.</summary>
    public bool Contains(ReadOnlySpan<double> point)
    {
        var key = space.KeyOf(point);
        return _finished.Contains(key) || _running.Contains(key);
    }
}
