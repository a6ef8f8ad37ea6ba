using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>A bootstrapped statistic: estimate, standard error and, for any confidence, an interval and a test against any margin.</summary>
public sealed class BootstrapResult
{
    private readonly double[] _sorted;     // Defined replicates, ascending; for the studentized method (θ* − θ̂) / se*.
    private readonly double _acceleration; // BCa only.
    private readonly double _bias;         // z₀, BCa only; ±∞ when every replicate lies on one side of the estimate.

    internal BootstrapResult(string name, BootstrapMethod method, Quantity estimate, double[] replicates, int undefined, double acceleration, double studentError, int units, int secondUnits, string? reason)
    {
        Name = name;
        Method = method;
        Estimate = estimate;
        UndefinedResamples = undefined;
        Units = units;
        SecondUnits = secondUnits;
        Array.Sort(replicates);
        _sorted = replicates;
        Reason = reason;
        StudentError = studentError;
        if (reason is not null)
        {
            StandardError = Quantity.Undefined(reason);
            return;
        }

        StandardError = method == BootstrapMethod.Studentized ? studentError : Math.Sqrt(Descriptive.SquaredDeviations(replicates) / (replicates.Length - 1));
        if (method == BootstrapMethod.BCa)
        {
            _acceleration = acceleration;
            // Replicates equal to the estimate count half: a discrete statistic is not biased for being discrete.
            _bias = Distributions.NormalQuantile(ShareBelow(estimate.Value));
            if (double.IsInfinity(_bias) || double.IsNaN(acceleration))
                Reason = double.IsNaN(acceleration) ? "the jackknife of the statistic is constant or undefined, so BCa has no acceleration" : "every resample lies on one side of the estimate, so BCa cannot correct its bias";
        }
    }

    /// <summary>What was estimated: "mean".</summary>
    public string Name { get; }

    /// <summary>How bounds are read off the resamples.</summary>
    public BootstrapMethod Method { get; }

    /// <summary>The statistic of the sample itself.</summary>
    public Quantity Estimate { get; }

    /// <summary>Standard deviation (divisor B − 1) of the resampled statistic; for the studentized method the standard error of the sample itself.</summary>
    public Quantity StandardError { get; }

    /// <summary>Why there is no interval; null when there is one.</summary>
    public string? Reason { get; }

    /// <summary>Resamples on which the statistic was defined.</summary>
    public int Resamples => _sorted.Length;

    /// <summary>Resamples on which it was not (one class only, say): left out, and counted here.</summary>
    public int UndefinedResamples { get; }

    /// <summary>Independent units drawn: rows or clusters; of the first sample when there are two.</summary>
    public int Units { get; }

    /// <summary>Independent units of the second sample; 0 when there is one.</summary>
    public int SecondUnits { get; }

    /// <summary>What was resampled, ascending: the statistic, or (θ* − θ̂) / se* for the studentized method.</summary>
    public IReadOnlyList<double> Replicates => _sorted;

    private double StudentError { get; }

    /// <summary>The two-sided interval at a confidence.</summary>
    /// <param name="confidence">Level in (0, 1).</param>
    /// <returns>The interval; null when there is none (<see cref="Reason"/>).</returns>
    /// <exception cref="ArgumentException">The level lies outside (0, 1).</exception>
    public Interval? IntervalAt(double confidence = 0.95) => IntervalAt(new Hypothesis(Confidence: confidence));

    /// <summary>The interval that goes with an alternative: one-sided for one-sided questions.</summary>
    /// <param name="hypothesis">Alternative and confidence; its margin plays no part.</param>
    /// <returns>The interval; null when there is none.</returns>
    /// <exception cref="ArgumentException">The level lies outside (0, 1).</exception>
    public Interval? IntervalAt(Hypothesis hypothesis)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        if (Reason is not null)
            return null;
        var tail = hypothesis.TailProbability;
        return Method == BootstrapMethod.Studentized
            ? hypothesis.Bounded(Estimate.Value - (StudentError * Quantile(1 - tail)), Estimate.Value - (StudentError * Quantile(tail)))
            : hypothesis.Bounded(Quantile(Adjusted(tail)), Quantile(Adjusted(1 - tail)));
    }

    /// <summary>The test that inverts the interval: p is the level at which the interval's bound touches the margin.</summary>
    /// <param name="hypothesis">Alternative, margin, confidence; null is two-sided against 0.</param>
    /// <returns>Effect, interval and p, which is never below 1 / (B + 1).</returns>
    /// <exception cref="ArgumentException">The level lies outside (0, 1), or the margin is not finite.</exception>
    /// <remarks>Not for small samples: where values or signs are exchangeable under the null hypothesis, <see cref="Permutation"/> holds its level exactly.</remarks>
    public TestResult Test(Hypothesis? hypothesis = null)
    {
        hypothesis = Hypothesis.Checked(hypothesis);
        var method = "bootstrap (" + MethodName(Method) + ")";
        if (Reason is not null)
            return TestResult.Undefined(method, hypothesis, Name, Reason, Units, SecondUnits, Estimate);
        var below = Method == BootstrapMethod.Studentized
            ? 1 - ShareBelow((Estimate.Value - hypothesis.Margin) / StudentError)
            : ShareBelow(hypothesis.Margin);
        below = Math.Clamp(below, 1.0 / (Resamples + 1), Resamples / (Resamples + 1.0));
        if (Method == BootstrapMethod.BCa)
        {
            // The level at which the adjusted quantile equals the margin: Adjusted(level) = below, solved for the level.
            var shifted = Distributions.NormalQuantile(below) - _bias;
            below = Distributions.NormalBelow((shifted / (1 + (_acceleration * shifted))) - _bias);
            below = Math.Clamp(below, 1.0 / (Resamples + 1), Resamples / (Resamples + 1.0));
        }

        return new()
        {
            Method = method,
            Hypothesis = hypothesis,
            Statistic = Estimate,
            PValue = hypothesis.PValue(below, 1 - below),
            Effect = Estimate,
            EffectName = Name,
            Interval = IntervalAt(hypothesis),
            FirstCount = Units,
            SecondCount = SecondUnits,
            Note = UndefinedResamples == 0 ? Invariant($"{Resamples} resamples") : Invariant($"{Resamples} resamples; on {UndefinedResamples} more the statistic is undefined"),
        };
    }

    internal static string MethodName(BootstrapMethod method) => method switch
    {
        BootstrapMethod.Percentile => "percentile",
        BootstrapMethod.BCa => "BCa",
        _ => "studentized",
    };

    // Efron and Tibshirani (14.10); without BCa the level itself.
    private double Adjusted(double level)
    {
        if (Method != BootstrapMethod.BCa)
            return level;
        var z = _bias + Distributions.NormalQuantile(level);
        return Distributions.NormalBelow(_bias + (z / (1 - (_acceleration * z))));
    }

    private double Quantile(double level) => Descriptive.SortedQuantile(_sorted, level);

    private double ShareBelow(double value)
    {
        var (below, notAbove) = (Count(value, false), Count(value, true));
        return (below + notAbove) / (2.0 * _sorted.Length);
    }

    // Replicates below a value, or not above it.
    private int Count(double value, bool orEqual)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle] < value || (orEqual && _sorted[middle] == value))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
