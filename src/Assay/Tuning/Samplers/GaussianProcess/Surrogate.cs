using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>What finished trials say about configurations that were not tried: a Gaussian process fitted to them, conditional parameters and choices included. One thread at a time.</summary>
public sealed class Surrogate
{
    private const int FewestTrials = 2;

    private readonly LearntProcess _process;
    private readonly Posterior _posterior;
    private readonly IReadOnlyList<double[]> _ranked;
    private readonly double[] _columns;

    private Surrogate(LearntProcess process, Posterior posterior, IReadOnlyList<double[]> ranked)
    {
        (_process, _posterior, _ranked) = (process, posterior, ranked);
        _columns = new double[process.Encoding.Columns];
    }

    /// <summary>Standard deviation of the noise that the fit found, in the loss's unit.</summary>
    public double Noise => Math.Sqrt(_posterior.Hyper.Noise) * _process.Scale.Deviation;

    /// <summary>Fits a process to trials.</summary>
    /// <param name="space">The space.</param>
    /// <param name="finished">The trials by number, of one objective; those that completed or were pruned with a loss are learnt from.</param>
    /// <returns>The surrogate, a function of the trials alone; null when fewer than two can be learnt from.</returns>
    public static Surrogate? Of(SearchSpace space, IReadOnlyList<Observation> finished)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(finished);
        Observation[] learnt = [.. finished.Where(TrainingSet.IsLearntFrom)];
        if (learnt.Length < FewestTrials)
            return null;
        var process = new LearntProcess(space);
        var posterior = process.Follow(learnt, []);
        return new Surrogate(process, posterior, TrainingSet.Ranked(learnt));
    }

    /// <summary>What is expected of a configuration.</summary>
    /// <param name="point">One number a dimension, NaN where the parameter is not in play.</param>
    /// <returns>The expectation, in the loss's unit.</returns>
    public Prediction At(ReadOnlySpan<double> point)
    {
        _process.Encoding.Encode(point, _columns);
        var (mean, variance) = _posterior.At(_columns);
        return new Prediction(_process.Scale.ToLoss(mean), Math.Sqrt(variance) * _process.Scale.Deviation);
    }

    /// <summary>
    /// How much better than the best trial the best configuration may still be: the least upper bound among the trials, less the least lower bound in the space.
    /// </summary>
    /// <param name="deviations">Width of the bounds in standard deviations, at least 0; 2 is usual.</param>
    /// <param name="seed">Of the search for the least lower bound.</param>
    /// <returns>The bound in the loss's unit, at least 0. The search may miss the very lowest bound, so it is an estimate from below.</returns>
    /// <remarks>Source: Makarova et al., "Automatic Termination for Hyperparameter Optimization", AutoML 2022, section 3.</remarks>
    public double RegretBound(double deviations, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviations);
        var random = new RandomSequence(seed);
        var reached = _ranked.Min(point => At(point).Upper(deviations));
        var lowest = _ranked.Min(point => At(point).Lower(deviations));
        if (new AcquisitionSearch(_process, _posterior, new OptimisticLoss(deviations), _ranked, []).Run(ref random) is { } found)
            lowest = Math.Min(lowest, At(found).Lower(deviations));
        return reached - lowest;
    }
}
