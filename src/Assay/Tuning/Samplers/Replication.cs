using Assay.Tuning.Spaces;
using MathNet.Numerics.Distributions;

namespace Assay.Tuning.Samplers;

/// <summary>
/// What repeated trials say under noise: which configuration is good for sure, and which one to evaluate once more. The best of many single trials is mostly the
/// luckiest one; its mean over seeds decides.
/// </summary>
/// <remarks>
/// The noise is taken to have the same variance everywhere: the pooled variance within configurations, with Σ(nᵢ − 1) degrees of freedom. Bounds are those of
/// Student's t, mean ± t s/√nᵢ, each one-sided. What to repeat follows LUCB: of the leader and the challenger with the best optimistic bound, the one with fewer
/// trials, until the challenger's optimistic bound is no better than the leader's pessimistic one.
/// Source: Kalyanakrishnan et al., "PAC subset selection in stochastic multi-armed bandits", ICML 2012.
/// </remarks>
public sealed class Replication
{
    /// <summary>The confidence of each one-sided bound, when none is asked for.</summary>
    public const double UsualConfidence = 0.95;

    private readonly SearchSpace _space;

    private Replication(SearchSpace space, IReadOnlyList<ReplicatedConfiguration> configurations, double? noise)
    {
        _space = space;
        Configurations = configurations;
        Noise = noise;
    }

    /// <summary>Every configuration with a completed trial, the best mean first; ties by number of the first trial.</summary>
    public IReadOnlyList<ReplicatedConfiguration> Configurations { get; }

    /// <summary>Standard deviation of one trial's loss around its configuration's mean; null while no configuration was evaluated twice.</summary>
    public double? Noise { get; }

    /// <summary>The configuration whose mean loss is best even when its luck is discounted; null while the noise is not known.</summary>
    public ReplicatedConfiguration? Choice => Noise is null ? null : Configurations.MinBy(configuration => configuration.Pessimistic);

    /// <summary>Reads what trials say.</summary>
    /// <param name="space">The space; it says which configurations are the same.</param>
    /// <param name="finished">The trials; those that completed with one finite loss count.</param>
    /// <param name="confidence">Of each one-sided bound, in (0.5, 1).</param>
    /// <returns>What they say.</returns>
    /// <exception cref="ArgumentException">The confidence is out of range, or a trial has several objectives.</exception>
    public static Replication Of(SearchSpace space, IReadOnlyList<Observation> finished, double confidence = UsualConfidence)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(finished);
        if (confidence is not (> 0.5 and < 1))
            throw new ArgumentException("The confidence must lie between 0.5 and 1.", nameof(confidence));
        if (finished.Any(trial => trial.Losses.Length > 1))
            throw new ArgumentException("Configurations are replicated for one objective, and a trial has several.", nameof(finished));

        var groups = finished.Where(trial => trial.Counts && trial.Violation <= 0).GroupBy(trial => space.KeyOf(trial.Point)).Select(group => group.OrderBy(trial => trial.Number).ToArray()).ToArray();
        var squares = 0.0;
        var degrees = 0;
        var means = new double[groups.Length];
        for (var index = 0; index < groups.Length; index++)
        {
            means[index] = groups[index].Average(trial => trial.Loss);
            squares += groups[index].Sum(trial => (trial.Loss - means[index]) * (trial.Loss - means[index]));
            degrees += groups[index].Length - 1;
        }

        double? noise = degrees == 0 ? null : Math.Sqrt(squares / degrees);
        var reach = noise is { } deviation ? deviation * StudentT.InvCDF(0, 1, degrees, confidence) : double.PositiveInfinity;
        var configurations = groups.Select((group, index) =>
        {
            var half = reach / Math.Sqrt(group.Length);
            return new ReplicatedConfiguration(group[0].Point, [.. group.Select(trial => trial.Number)], means[index], means[index] - half, means[index] + half);
        });
        return new Replication(space, [.. configurations.OrderBy(configuration => configuration.Mean).ThenBy(configuration => configuration.Trials[0])], noise);
    }

    /// <summary>The configuration to evaluate once more.</summary>
    /// <param name="most">How often one configuration may be evaluated, running trials included; at least 2.</param>
    /// <param name="running">Points of the trials that are running now.</param>
    /// <returns>
    /// The best while nothing was evaluated twice; null when no challenger can be better than the leader any more, when both were evaluated often enough, and when
    /// nothing completed.
    /// </returns>
    public ReplicatedConfiguration? Next(int most, IReadOnlyList<double[]>? running = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 2);
        var runs = (running ?? []).CountBy(point => _space.KeyOf(point)).ToDictionary();
        int Evaluations(ReplicatedConfiguration configuration) => configuration.Trials.Count + runs.GetValueOrDefault(_space.KeyOf(configuration.Point));

        if (Configurations.Count == 0)
            return null;
        if (Choice is not { } leader)
            return Evaluations(Configurations[0]) < most ? Configurations[0] : null;
        // A single trial that looks better than the leader is its challenger; so is what is close behind.
        var challenger = Configurations.Where(configuration => configuration != leader && configuration.Optimistic < leader.Pessimistic && Evaluations(configuration) < most)
            .MinBy(configuration => configuration.Optimistic);
        if (challenger is null)
            return null;
        return Evaluations(leader) < Evaluations(challenger) && Evaluations(leader) < most ? leader : challenger;
    }
}
