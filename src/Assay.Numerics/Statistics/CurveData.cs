using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Runs of one curve by budget, and how they are drawn again: as means and weights of the budgets.</summary>
internal sealed class CurveData
{
    private readonly double[][] _values;      // [budget][run]
    private readonly int[][] _replicate;      // [budget][run], numbered by first appearance over all curves of a comparison.

    private CurveData(double[] budgets, double[][] values, int[][] replicate, int replicates)
    {
        Budgets = budgets;
        _values = values;
        _replicate = replicate;
        Replicates = replicates;
        Weights = Array.ConvertAll(values, runs => (double)runs.Length);
        Means = Array.ConvertAll(values, runs => Descriptive.Average(runs));
        Runs = values.Sum(runs => runs.Length);
        Within = values.Sum(runs => Descriptive.SquaredDeviations(runs));
        var average = Means.Zip(Weights, (mean, weight) => mean * weight).Sum() / Runs;
        Between = Means.Zip(Weights, (mean, weight) => weight * (mean - average) * (mean - average)).Sum();
    }

    /// <summary>Different budgets, ascending.</summary>
    public double[] Budgets { get; }

    /// <summary>Mean of each budget's runs.</summary>
    public double[] Means { get; }

    /// <summary>Runs of each budget.</summary>
    public double[] Weights { get; }

    /// <summary>All runs.</summary>
    public int Runs { get; }

    /// <summary>Squared deviations of runs from their budget's mean: no curve can account for them.</summary>
    public double Within { get; }

    /// <summary>Squared deviations of budgets' means from the mean of all runs, weighted by runs: what a curve can account for.</summary>
    public double Between { get; }

    /// <summary>Different replicates.</summary>
    public int Replicates { get; }

    /// <summary>Whether every budget has at least two runs.</summary>
    public bool IsReplicated => Array.TrueForAll(_values, runs => runs.Length >= 2);

    /// <summary>Runs of one curve.</summary>
    public static CurveData Of(IReadOnlyList<CurvePoint> points, string name) => Of(points, name, []);

    /// <summary>Runs of two curves with common replicate numbers; whether they have the same replicates.</summary>
    public static (CurveData First, CurveData Second, bool SameReplicates) Of(IReadOnlyList<CurvePoint> first, IReadOnlyList<CurvePoint> second)
    {
        var numbers = new Dictionary<int, int>();
        var a = Of(first, nameof(first), numbers);
        var b = Of(second, nameof(second), numbers);
        var same = first.Select(p => p.Replicate).ToHashSet().SetEquals(second.Select(p => p.Replicate)) && numbers.Count >= 2;
        // Numbers met only in the second curve count for both.
        return (new(a.Budgets, a._values, a._replicate, numbers.Count), b, same);
    }

    /// <summary>Means after runs are drawn again within their budgets.</summary>
    public void DrawRuns(ref RandomStream stream, double[] means)
    {
        for (var budget = 0; budget < means.Length; budget++)
        {
            var (runs, sum) = (_values[budget], 0.0);
            for (var draw = 0; draw < runs.Length; draw++)
                sum += runs[stream.Below(runs.Length)];
            means[budget] = sum / runs.Length;
        }
    }

    /// <summary>Means and weights when each replicate counts as often as it was drawn; a budget whose replicates were not drawn has weight 0.</summary>
    public void Weigh(ReadOnlySpan<int> times, double[] means, double[] weights)
    {
        for (var budget = 0; budget < means.Length; budget++)
        {
            var (sum, weight) = (0.0, 0L);
            for (var run = 0; run < _values[budget].Length; run++)
            {
                var count = times[_replicate[budget][run]];
                sum += count * _values[budget][run];
                weight += count;
            }

            (means[budget], weights[budget]) = (weight == 0 ? 0 : sum / weight, weight);
        }
    }

    /// <summary>Residuals of every run, budget by budget, in the order of <see cref="Weights"/>.</summary>
    public double[] Residuals(Func<double, double> curve) => [.. _values.SelectMany((runs, budget) => runs.Select(value => value - curve(Budgets[budget])))];

    private static CurveData Of(IReadOnlyList<CurvePoint> points, string name, Dictionary<int, int> numbers)
    {
        ArgumentNullException.ThrowIfNull(points);
        for (var index = 0; index < points.Count; index++)
        {
            var (budget, value, replicate) = points[index];
            if (!(budget > 0 && double.IsFinite(budget)))
                throw new ArgumentException(Invariant($"{name}[{index}] has budget {budget}; a budget is a finite number above 0."), name);
            if (!double.IsFinite(value))
                throw new ArgumentException(Invariant($"{name}[{index}] has value {value}; leave out runs without a value."), name);
            numbers.TryAdd(replicate, numbers.Count);
        }

        var groups = points.GroupBy(point => point.Budget).OrderBy(group => group.Key).ToArray();
        return new(
            [.. groups.Select(group => group.Key)],
            [.. groups.Select(group => group.Select(point => point.Value).ToArray())],
            [.. groups.Select(group => group.Select(point => numbers[point.Replicate]).ToArray())],
            numbers.Count);
    }
}
