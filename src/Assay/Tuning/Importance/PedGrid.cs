using Assay.Tuning.Spaces;

namespace Assay.Tuning.Importance;

/// <summary>A parameter on a grid of at most 50 steps, and the density of trials over it.</summary>
/// <remarks>Source: Watanabe, Bansal and Hutter, "PED-ANOVA", IJCAI 2023; grid and bandwidth as Optuna chose them, so that numbers compare.</remarks>
internal sealed class PedGrid
{
    private const int MostSteps = 50;
    private const double PriorWeight = 1;

    // 90 % of the narrowest kernel lie on its own step.
    private const double LeastDeviation = 0.5 / 1.64;

    private readonly bool _isChoice;

    private PedGrid(string name, int steps, bool isChoice, int[] places)
    {
        Name = name;
        Steps = steps;
        _isChoice = isChoice;
        Places = places;
    }

    /// <summary>The parameter.</summary>
    public string Name { get; }

    /// <summary>Number of steps.</summary>
    public int Steps { get; }

    /// <summary>Each trial's step; −1 where the parameter is not in play.</summary>
    public int[] Places { get; }

    /// <summary>Puts trials on the grid.</summary>
    public static PedGrid Of(Dimension dimension, double[][] points)
    {
        double[] values = [.. points.Select(point => point[dimension.Index])];
        if (dimension.IsChoice)
            return new(dimension.Name, dimension.Count, true, Array.ConvertAll(values, value => double.IsNaN(value) ? -1 : (int)value));
        var (low, high) = dimension.Parameter.Distribution is IntDistribution whole ? (whole.Low, whole.High) : (((FloatDistribution)dimension.Parameter.Distribution).Low, ((FloatDistribution)dimension.Parameter.Distribution).High);
        var steps = dimension switch
        {
            { IsContinuous: true } => MostSteps,
            { IsLog: true } => Math.Min(MostSteps, (int)Math.Ceiling(Math.Log2(high - low + 1)) + 1),
            _ => Math.Min(MostSteps, dimension.Count),
        };
        var (begin, end) = dimension.IsLog ? (Math.Log(low), Math.Log(high)) : (low, high);
        return new(dimension.Name, steps, false, Array.ConvertAll(values, value =>
            double.IsNaN(value) ? -1 : Math.Clamp((int)Math.Ceiling((((dimension.IsLog ? Math.Log(value) : value) - begin) / (end - begin) * (steps - 1)) - 0.5), 0, steps - 1)));
    }

    /// <summary>The density of trials over the steps: a kernel around each, and one for the prior.</summary>
    /// <param name="counts">Trials on each step.</param>
    /// <param name="density">Takes the density; sums to 1.</param>
    public void Density(ReadOnlySpan<int> counts, Span<double> density)
    {
        var total = 0;
        var kernels = 1;
        foreach (var count in counts)
        {
            total += count;
            kernels += count > 0 ? 1 : 0;
        }

        var scale = 1 / (total + PriorWeight);
        if (_isChoice)
        {
            var smoothing = PriorWeight / kernels;
            var row = 1 + (smoothing * Steps);
            for (var step = 0; step < Steps; step++)
                density[step] = scale * ((counts[step] / row) + (total * smoothing / row) + (PriorWeight / Steps));
            return;
        }

        // Kernels of equal width: one table of the normal's mass serves all.
        var deviation = Deviation(counts, total);
        var reach = (2 * Steps) + 1;
        Span<double> below = stackalloc double[reach];
        for (var at = 0; at < reach; at++)
            below[at] = NormalBelow((at - Steps - 0.5) / deviation);
        density[..Steps].Clear();
        for (var middle = 0; middle < Steps; middle++)
        {
            if (counts[middle] == 0)
                continue;
            var weight = counts[middle] * scale / (below[Steps - middle + Steps] - below[Steps - middle]);
            for (var step = 0; step < Steps; step++)
                density[step] += weight * (below[step - middle + Steps + 1] - below[step - middle + Steps]);
        }

        var (center, width) = ((Steps - 1) / 2.0, (double)Steps);
        var all = NormalBelow((Steps - 0.5 - center) / width) - NormalBelow((-0.5 - center) / width);
        for (var step = 0; step < Steps; step++)
            density[step] += PriorWeight * scale * (NormalBelow((step + 0.5 - center) / width) - NormalBelow((step - 0.5 - center) / width)) / all;
    }

    // Scott's rule [Scott 1992] with the quartiles' distance where that is smaller.
    private double Deviation(ReadOnlySpan<int> counts, int total)
    {
        var mean = 0.0;
        for (var step = 0; step < Steps; step++)
            mean += (double)step * counts[step] / total;
        var squares = 0.0;
        for (var step = 0; step < Steps; step++)
            squares += counts[step] * (step - mean) * (step - mean);
        var (cumulative, lower, upper, last) = (0, -1, -1, 0);
        for (var step = 0; step < Steps; step++)
        {
            if (counts[step] == 0)
                continue;
            cumulative += counts[step];
            last = step;
            if (lower < 0 && cumulative >= total / 4)
                lower = step;
            if (upper < 0 && cumulative > total * 3 / 4)
                upper = step;
        }

        var quartiles = (upper < 0 ? last : upper) - lower;
        return Math.Max(LeastDeviation, 1.059 * Math.Min(quartiles / 1.34, Math.Sqrt(squares / Math.Max(1, total - 1))) * Math.Pow(total, -0.2));
    }

    private static double NormalBelow(double z) => 0.5 * Erfc(-z / Math.Sqrt(2));

    private static double Erfc(double x) => MathNet.Numerics.SpecialFunctions.Erfc(x);
}
