using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>
/// What CMA-ES knows after a number of generations: a normal distribution over the places of numeric parameters and one of choices over each unordered one. Immutable;
/// <see cref="Next"/> learns from one more generation.
/// </summary>
/// <remarks>
/// Sources: Hansen, "The CMA evolution strategy: a tutorial", arXiv:1604.00772, figure 6 and equations 38 to 47; points from elsewhere after Hansen, arXiv:1110.4181.
/// Places of discrete parameters are stretched around the mean by <see cref="Scale"/> before they are rounded, see <see cref="Margin"/>.
/// </remarks>
internal sealed class CmaEsState
{
    private const int MostDraws = 100;
    private const double ChoiceRate = 0.25;
    private const double LargestDeviation = 1e4;
    private const double SmallestDeviation = 1e-9; // Of a range: further digits of a parameter change no experiment.
    private const double LargestCondition = 1e14;

    private readonly CmaEsLayout _layout;
    private readonly double[] _stepPath;
    private readonly double[] _path;
    private readonly double[] _recentBest; // Best loss of each of the last generations, newest last.

    private CmaEsState(CmaEsLayout layout, CmaEsRates rates, double[] mean, double sigma, Covariance covariance, double[] scale, double[][] choices, double[] stepPath, double[] path, double[] recentBest)
    {
        (_layout, Rates, Mean, Sigma, Covariance, Scale, Choices) = (layout, rates, mean, sigma, covariance, scale, choices);
        (_stepPath, _path, _recentBest) = (stepPath, path, recentBest);
    }

    /// <summary>Weights and learning rates.</summary>
    public CmaEsRates Rates { get; }

    /// <summary>m, places in [0, 1].</summary>
    public double[] Mean { get; }

    /// <summary>σ.</summary>
    public double Sigma { get; }

    /// <summary>C.</summary>
    public Covariance Covariance { get; }

    /// <summary>Diagonal of A: 1 for continuous parameters.</summary>
    public double[] Scale { get; }

    /// <summary>Probabilities of each unordered parameter's choices.</summary>
    public double[][] Choices { get; }

    /// <summary>Generations learnt from since the start or the last restart.</summary>
    public int Generation { get; private init; }

    /// <summary>How often the search has started anew.</summary>
    public int Restart { get; private init; }

    /// <summary>Whether going on would find nothing new: the distribution is tiny or degenerate, or the best loss of a generation no longer changes.</summary>
    public bool HasConverged
    {
        get
        {
            if (Sigma * Covariance.Longest is < SmallestDeviation or > LargestDeviation && Mean.Length > 0)
                return true;
            if (Covariance.Condition > LargestCondition)
                return true;
            return _recentBest.Length == Memory && _recentBest.Max() - _recentBest.Min() <= 1e-12 * Math.Max(1, Math.Abs(_recentBest[^1]));
        }
    }

    private int Memory => 10 + (int)Math.Ceiling(30.0 * _layout.RateDimension / Rates.Population);

    /// <summary>A distribution that has learnt nothing yet.</summary>
    /// <param name="layout">The space.</param>
    /// <param name="population">λ ≥ 3.</param>
    /// <param name="mean">m, n places.</param>
    /// <param name="sigma">σ above 0.</param>
    /// <param name="covariance">C.</param>
    /// <param name="choices">Probabilities of each unordered parameter's choices; null for equal ones.</param>
    /// <param name="restart">How often the search has started anew.</param>
    public static CmaEsState Start(CmaEsLayout layout, int population, double[] mean, double sigma, Covariance covariance, double[][]? choices = null, int restart = 0) =>
        new(layout, new CmaEsRates(layout.RateDimension, population, covariance.IsDiagonal), mean, sigma, covariance, [.. Enumerable.Repeat(1.0, mean.Length)],
            choices ?? [.. layout.Choices.Select(dimension => ChoiceProbabilities.Uniform(dimension.Count))], new double[mean.Length], new double[mean.Length], [])
        {
            Restart = restart,
        };

    /// <summary>Draws a trial that conditions and constraints allow.</summary>
    /// <param name="random">The random numbers.</param>
    /// <returns>What was drawn and the configuration; null when none of many draws was allowed.</returns>
    public (CmaEsMember Member, double[] Point)? Draw(ref RandomSequence random)
    {
        var space = _layout.Space;
        for (var draw = 0; draw < 2 * MostDraws; draw++)
        {
            var member = DrawFreely(ref random);
            // Continuous parameters are drawn again when they leave the bounds; when that does not help, e.g. at a corner of many dimensions, they are set on the bounds.
            if (draw < MostDraws ? !IsInside(member) : !Clip(member))
                continue;
            var point = Encode(member);
            space.Deactivate(point);
            if (space.Satisfies(point))
                return (member, point);
        }

        return null;
    }

    /// <summary>A trial as this distribution can learn from it, when it is not known how it was drawn.</summary>
    /// <param name="point">The configuration; NaN where the parameter was not in play.</param>
    /// <param name="random">Fills in what was not in play.</param>
    public CmaEsMember Inject(ReadOnlySpan<double> point, ref RandomSequence random)
    {
        var inert = DrawFreely(ref random);
        var latent = inert.Latent;
        for (var i = 0; i < latent.Length; i++)
        {
            var dimension = _layout.Numbers[i];
            if (double.IsNaN(point[dimension.Index]))
                continue;
            latent[i] = Mean[i] + ((dimension.ToUnit(point[dimension.Index]) - Mean[i]) / Scale[i]);
        }

        return new CmaEsMember(latent, ChoicesOf(point), false);
    }

    /// <summary>The unordered choices of a configuration; −1 where the parameter was not in play.</summary>
    public int[] ChoicesOf(ReadOnlySpan<double> point)
    {
        var choices = new int[_layout.Choices.Length];
        for (var k = 0; k < choices.Length; k++)
            choices[k] = double.IsNaN(point[_layout.Choices[k].Index]) ? -1 : (int)point[_layout.Choices[k].Index];
        return choices;
    }

    /// <summary>Learns from a generation.</summary>
    /// <param name="members">λ trials, best first.</param>
    /// <param name="ties">For each, whether it is tied with the one before it; tied trials share their weights.</param>
    /// <param name="bestLoss">Loss of the best; NaN when there is none.</param>
    public CmaEsState Next(IReadOnlyList<CmaEsMember> members, ReadOnlySpan<bool> ties, double bestLoss)
    {
        var weights = Shared(Rates.Weights, ties);
        var towards = Shared(Array.ConvertAll(Rates.Weights, weight => Math.Max(weight, 0)), ties);
        var recent = double.IsFinite(bestLoss) ? [.. _recentBest.TakeLast(Memory - 1), bestLoss] : _recentBest;
        var choices = MovedChoices(members, towards);
        var n = Mean.Length;
        if (n == 0)
            return new(_layout, Rates, Mean, Sigma, Covariance, Scale, choices, _stepPath, _path, recent) { Generation = Generation + 1, Restart = Restart };

        var steps = new double[members.Count][];
        var lengths = new double[members.Count];
        for (var k = 0; k < steps.Length; k++)
            (steps[k], lengths[k]) = StepOf(members[k]);

        var step = new double[n]; // y_w, equation 41.
        for (var k = 0; k < steps.Length; k++)
        {
            for (var i = 0; i < n; i++)
                step[i] += towards[k] * steps[k][i];
        }

        // Step size, equations 43 and 44.
        var white = Covariance.Whiten(step);
        var gain = Math.Sqrt(Rates.StepPath * (2 - Rates.StepPath) * Rates.Effective);
        var stepPath = new double[n];
        for (var i = 0; i < n; i++)
            stepPath[i] = ((1 - Rates.StepPath) * _stepPath[i]) + (gain * white[i]);
        var length = Math.Sqrt(stepPath.Sum(value => value * value));
        var sigma = Sigma * Math.Exp(Rates.StepPath / Rates.StepDamping * ((length / Rates.ExpectedLength) - 1));

        // Covariance, equations 45 to 47. The path stalls while the step size is still growing fast.
        var isSteady = length / Math.Sqrt(1 - Math.Pow(1 - Rates.StepPath, 2 * (Generation + 2))) < (1.4 + (2.0 / (n + 1))) * Rates.ExpectedLength;
        gain = isSteady ? Math.Sqrt(Rates.Path * (2 - Rates.Path) * Rates.Effective) : 0;
        var path = new double[n];
        for (var i = 0; i < n; i++)
            path[i] = ((1 - Rates.Path) * _path[i]) + (gain * step[i]);
        var stalled = isSteady ? 0 : Rates.Path * (2 - Rates.Path);
        var terms = new List<(double, double[])> { (Rates.RankOne, path) };
        for (var k = 0; k < steps.Length; k++)
            terms.Add((Rates.RankMu * (weights[k] >= 0 ? weights[k] : weights[k] * n / ((lengths[k] * lengths[k]) + 1e-8)), steps[k]));
        var covariance = Covariance.Adapted(1 + (Rates.RankOne * stalled) - Rates.RankOne - (Rates.RankMu * Rates.WeightSum), terms);

        var (mean, scale) = ((double[])Mean.Clone(), (double[])Scale.Clone());
        for (var i = 0; i < n; i++)
        {
            mean[i] += Sigma * step[i];
            if (!_layout.Numbers[i].IsContinuous)
                Margin.Keep(_layout.Numbers[i], ref mean[i], ref scale[i], sigma * Math.Sqrt(covariance[i, i]), 1.0 / (n * Rates.Population));
        }

        return new(_layout, Rates, mean, sigma, covariance, scale, choices, stepPath, path, recent) { Generation = Generation + 1, Restart = Restart };
    }

    private static double[] Shared(double[] weights, ReadOnlySpan<bool> ties)
    {
        var shared = (double[])weights.Clone();
        for (var from = 0; from < shared.Length;)
        {
            var to = from + 1;
            while (to < shared.Length && ties[to])
                to++;
            shared.AsSpan(from, to - from).Fill(weights.AsSpan(from..to).ToArray().Average());
            from = to;
        }

        return shared;
    }

    // (x − m) / σ and its length in the distribution's own measure, shortened where another distribution drew x.
    private (double[] Step, double Length) StepOf(CmaEsMember member)
    {
        var step = new double[Mean.Length];
        for (var i = 0; i < step.Length; i++)
            step[i] = (member.Latent[i] - Mean[i]) / Sigma;
        var length = Math.Sqrt(Covariance.Whiten(step).Sum(value => value * value));
        if (member.IsOwn || length <= Rates.LongestInjected)
            return (step, length);
        var shorter = Rates.LongestInjected / length;
        return (Array.ConvertAll(step, value => value * shorter), Rates.LongestInjected);
    }

    private double[][] MovedChoices(IReadOnlyList<CmaEsMember> members, double[] towards)
    {
        var chosen = new int[members.Count];
        return [.. Choices.Select((probabilities, parameter) =>
        {
            for (var k = 0; k < chosen.Length; k++)
                chosen[k] = members[k].Choices[parameter];
            return ChoiceProbabilities.Moved(probabilities, chosen, towards, ChoiceRate, ChoiceProbabilities.Least(probabilities.Length, Choices.Length));
        })];
    }

    private CmaEsMember DrawFreely(ref RandomSequence random)
    {
        var n = Mean.Length;
        var (z, latent) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
            z[i] = random.Normal();
        Covariance.Shape(z, latent);
        for (var i = 0; i < n; i++)
            latent[i] = Mean[i] + (Sigma * latent[i]);
        var choices = new int[Choices.Length];
        for (var k = 0; k < choices.Length; k++)
        {
            var left = random.Uniform();
            while (choices[k] < Choices[k].Length - 1 && (left -= Choices[k][choices[k]]) >= 0)
                choices[k]++;
        }

        return new CmaEsMember(latent, choices, true);
    }

    private bool IsInside(CmaEsMember member)
    {
        for (var i = 0; i < member.Latent.Length; i++)
        {
            if (_layout.Numbers[i].IsContinuous && member.Latent[i] is < 0 or > 1)
                return false;
        }

        return true;
    }

    private bool Clip(CmaEsMember member)
    {
        for (var i = 0; i < member.Latent.Length; i++)
        {
            if (_layout.Numbers[i].IsContinuous)
                member.Latent[i] = Math.Clamp(member.Latent[i], 0, 1);
        }

        return true;
    }

    private double[] Encode(CmaEsMember member)
    {
        var point = new double[_layout.Space.Dimensions.Count];
        foreach (var dimension in _layout.Space.Dimensions)
            point[dimension.Index] = dimension.Count == 1 ? dimension.FromUnit(0.5) : 0;
        for (var i = 0; i < member.Latent.Length; i++)
            point[_layout.Numbers[i].Index] = _layout.Numbers[i].FromUnit(Mean[i] + (Scale[i] * (member.Latent[i] - Mean[i])));
        for (var k = 0; k < member.Choices.Length; k++)
            point[_layout.Choices[k].Index] = member.Choices[k];
        return point;
    }
}
