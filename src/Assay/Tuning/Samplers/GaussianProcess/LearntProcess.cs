using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>A process that follows a study: fitted hyper-parameters, and a posterior that grows by the trials that are new since it was last asked for.</summary>
internal sealed class LearntProcess
{
    /// <summary>How many trials the posterior knows at most, give or take those since the last fit; of more, some are chosen.</summary>
    public const int MostTrials = 320;

    private readonly HyperparameterFit _fit;
    private readonly List<Observation> _rows = [];
    private readonly double[] _columns;
    private Posterior? _posterior;

    /// <summary>A process that knows nothing yet.</summary>
    /// <param name="space">The space of the study.</param>
    public LearntProcess(SearchSpace space)
    {
        Space = space;
        Encoding = new PointEncoding(space);
        _fit = new HyperparameterFit(Encoding);
        _columns = new double[Encoding.Columns];
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>How points are compared.</summary>
    public PointEncoding Encoding { get; }

    /// <summary>The scale of the values since <see cref="Follow"/>.</summary>
    public OutputScale Scale { get; private set; } = OutputScale.Of([]);

    /// <summary>The least value that the process believes in at any trial since <see cref="Follow"/>: noise is not taken for progress.</summary>
    public double Best { get; private set; }

    /// <summary>Follows a study to where it is now.</summary>
    /// <param name="learnt">The trials that are learnt from, in their order; at least one.</param>
    /// <param name="blind">Points that are known to be tried, without a loss.</param>
    /// <returns>The posterior, valid until the next call.</returns>
    public Posterior Follow(IReadOnlyList<Observation> learnt, IEnumerable<double[]> blind)
    {
        var (hyper, fitted) = _fit.For(learnt);
        var losses = TrainingSet.Losses(learnt, learnt.Count);
        var old = TrainingSet.Choose(losses.AsSpan(0, fitted), MostTrials);
        var chosen = new int[old.Length + learnt.Count - fitted];
        old.CopyTo(chosen, 0);
        for (var index = fitted; index < learnt.Count; index++)
            chosen[old.Length + index - fitted] = index;

        var kept = 0;
        while (kept < _rows.Count && kept < chosen.Length && TrainingSet.IsSame(_rows[kept], learnt[chosen[kept]]))
            kept++;
        if (_posterior is null || !ReferenceEquals(_posterior.Hyper, hyper))
        {
            _posterior = new Posterior(Encoding, hyper);
            kept = 0;
        }

        _posterior.Truncate(kept);
        _rows.RemoveRange(kept, _rows.Count - kept);
        foreach (var index in chosen.AsSpan(kept))
        {
            _rows.Add(learnt[index]);
            Add(learnt[index].Point);
        }

        Scale = OutputScale.Of(losses);
        var values = Array.ConvertAll(chosen, index => Scale.ToStandard(losses[index]));
        foreach (var point in blind)
            Add(point);
        Best = _posterior.Learn(values);
        return _posterior;
    }

    private void Add(double[] point)
    {
        Encoding.Encode(point, _columns);
        _posterior!.Add(_columns);
    }
}
