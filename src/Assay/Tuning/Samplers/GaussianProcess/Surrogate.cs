using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;
using Assay.Tuning.Stopping;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>What finished trials say about configurations that were not tried: a Gaussian process fitted to them, conditional parameters and choices included. One thread at a time.</summary>
public sealed class Surrogate : IPosterior
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
        var process = new LearntProcess(space, isFine: false);
        var posterior = process.Follow(learnt, []);
        return new Surrogate(process, posterior, TrainingSet.Ranked(learnt));
    }

    /// <inheritdoc/>
    /// <remarks>Losses far above nine tenths of the others were cut off before the fit, so that one that exploded does not hide the rest.</remarks>
    public (double Mean, double Deviation) At(ReadOnlySpan<double> point)
    {
        _process.Encoding.Encode(point, _columns);
        var (mean, variance) = _posterior.At(_columns);
        return (_process.Scale.ToLoss(mean), Math.Sqrt(variance) * _process.Scale.Deviation);
    }

    /// <summary>How low the loss of a configuration may be, the lower confidence bound.</summary>
    /// <param name="point">One number a dimension, NaN where the parameter is not in play.</param>
    /// <param name="deviations">How many standard deviations below the mean.</param>
    /// <returns>The bound in the loss's unit.</returns>
    public double Lower(ReadOnlySpan<double> point, double deviations)
    {
        var (mean, deviation) = At(point);
        return mean - (deviations * deviation);
    }

    /// <summary>Looks for the configuration with the lowest lower bound.</summary>
    /// <param name="deviations">Of the bound, at least 0; with 0 it is the configuration that the process believes to be the best.</param>
    /// <param name="seed">Of the search.</param>
    /// <returns>The best that a search from the best trials and from random configurations found, one that was tried or not.</returns>
    public double[] Lowest(double deviations, Seed seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviations);
        var random = new RandomSequence(seed);
        var lowest = _ranked.MinBy(point => Lower(point, deviations))!;
        var found = new AcquisitionSearch(_process, _posterior, new OptimisticLoss(deviations), _ranked, []).Run(ref random);
        return found is not null && Lower(found, deviations) < Lower(lowest, deviations) ? found : lowest;
    }
}
