using Assay.Foundation.Randomness;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Stopping;

/// <summary>
/// Stops when a model says that the best configuration found is, with high probability, at most a given regret worse than the best of the space. One objective.
/// </summary>
/// <remarks>
/// The bound is the least upper confidence bound of the trials minus the least lower confidence bound of the space, with √β deviations, β = 2 ln(d n² π² / 6δ) / 5. Source:
/// Makarova et al., "Automatic termination for hyperparameter optimization", AutoML 2022, equation 2, δ = 0.1; the division by 5 is of Srinivas et al., ICML 2010, section 6. The
/// space's minimum is sought over random configurations and ever smaller steps around the best of them, so the bound is as good as that search and the model.
/// </remarks>
public sealed class RegretBound : IStopRule
{
    /// <summary>Chance that the bound does not hold although the model does.</summary>
    public const double Delta = 0.1;

    private const int Candidates = 2048;
    private const int Starts = 8;
    private const int Steps = 64;

    private readonly Func<SearchSpace, IReadOnlyList<Observation>, IPosterior?> _fit;
    private readonly double? _tolerance;
    private readonly int _warmUp;
    private readonly Seed _seed;

    /// <summary>Makes the rule.</summary>
    /// <param name="fit">Fits a model to the counted trials, null when it cannot; none for the Gaussian process of the sampler <c>gp</c>.</param>
    /// <param name="tolerance">The regret that is small enough, above 0, in the objective's unit; null for a hundredth of the deviation of the losses of the better half.</param>
    /// <param name="warmUp">How many completed trials there must be first, at least 2.</param>
    /// <param name="seed">Drives the search for the space's minimum.</param>
    /// <exception cref="AssayException">The tolerance is not above 0, or the warm-up is below 2.</exception>
    public RegretBound(Func<SearchSpace, IReadOnlyList<Observation>, IPosterior?>? fit = null, double? tolerance = null, int warmUp = 20, Seed seed = default)
    {
        if (tolerance is { } given && !(given > 0 && double.IsFinite(given)))
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"A regret of {given} was to be small enough; expected a number above 0."));
        if (warmUp < 2)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"The regret bound was to begin after {warmUp} trials; expected at least 2."));
        (_fit, _tolerance, _warmUp, _seed) = (fit ?? SurrogatePosterior.Of, tolerance, warmUp, seed);
    }

    /// <summary>β of the confidence bounds.</summary>
    /// <param name="dimensions">Parameters, at least 1.</param>
    /// <param name="trials">Trials, at least 1.</param>
    /// <returns>2 ln(d n² π² / 6δ) / 5.</returns>
    public static double Beta(int dimensions, int trials) => 2 * Math.Log(dimensions * Math.Pow(trials, 2) * Math.PI * Math.PI / (6 * Delta)) / 5;

    /// <inheritdoc/>
    public string? Why(StudyProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var trials = progress.Counted.ToArray();
        if (trials.Length < _warmUp || Bound(progress.Space, trials) is not { } bound)
            return null;
        var enough = _tolerance ?? DefaultTolerance(trials);
        if (bound > enough)
            return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"Stopped: with probability {1 - Delta:P0} the best of {trials.Length} completed trials is at most {bound:G3} from the best possible, as the model sees it; {enough:G3} is close enough.");
    }

    /// <summary>The bound on the regret of the best trial.</summary>
    /// <param name="space">The space.</param>
    /// <param name="trials">Counted trials, by number.</param>
    /// <returns>At least 0, in the loss's unit; null when there is no model.</returns>
    public double? Bound(SearchSpace space, IReadOnlyList<Observation> trials)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count == 0 || _fit(space, trials) is not { } posterior)
            return null;
        var width = Math.Sqrt(Beta(Math.Max(1, space.Dimensions.Count(dimension => dimension.Count != 1)), trials.Count));
        var upper = trials.Min(trial => Confidence(trial.Point, width));
        var lower = Lowest(space, trials, point => Confidence(point, -width));
        return double.IsFinite(upper - lower) ? Math.Max(0, upper - lower) : null;

        double Confidence(double[] point, double widths)
        {
            var (mean, deviation) = posterior.At(point);
            return mean + (widths * deviation);
        }
    }

    private static double DefaultTolerance(Observation[] trials)
    {
        var better = trials.Select(trial => trial.Loss).Order().Take((trials.Length + 1) / 2).ToArray();
        var mean = better.Average();
        return 0.01 * Math.Sqrt(better.Average(loss => (loss - mean) * (loss - mean)));
    }

    private double Lowest(SearchSpace space, IReadOnlyList<Observation> trials, Func<double[], double> bound)
    {
        var random = new RandomSequence(Streams.Of(_seed, "regret bound"), trials.Count);
        var points = trials.Select(trial => trial.Point).ToList();
        for (var k = 0; k < Candidates; k++)
            points.Add(space.Draw(ref random));
        var starts = points.Select(point => (Point: point, Bound: bound(point))).OrderBy(start => start.Bound).Take(Starts).ToArray();
        var lowest = double.PositiveInfinity;
        foreach (var start in starts)
        {
            var (point, least) = start;
            for (var step = 0; step < Steps; step++)
            {
                var near = Near(space, point, Math.Pow(0.5, 2 + (step * 10.0 / Steps)), ref random);
                if (near is not null && bound(near) is var value && value < least)
                    (point, least) = (near, value);
            }

            lowest = Math.Min(lowest, least);
        }

        return lowest;
    }

    private static double[]? Near(SearchSpace space, double[] point, double deviation, ref RandomSequence random)
    {
        var near = (double[])point.Clone();
        foreach (var dimension in space.Dimensions)
        {
            var (step, other) = (deviation * random.Normal(), random.Uniform());
            if (double.IsNaN(near[dimension.Index]) || (!dimension.IsOrdered && other < deviation))
                near[dimension.Index] = dimension.FromUnit(random.Uniform());
            else if (dimension.IsOrdered)
                near[dimension.Index] = dimension.FromUnit(dimension.ToUnit(near[dimension.Index]) + step);
        }

        space.Deactivate(near);
        return space.Satisfies(near) ? near : null;
    }
}
