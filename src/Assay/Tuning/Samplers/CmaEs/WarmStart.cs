namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>Where a search starts that can look at trials proposed otherwise: the mean and spread of the best tenth of them.</summary>
/// <remarks>Source: Nomura, Watanabe, Akimoto, Ozaki and Onishi, "Warm starting CMA-ES for hyperparameter optimization", AAAI 2021, equations 11 and 12, γ = 0.1, α = 0.1.</remarks>
internal static class WarmStart
{
    private const double Promising = 0.1;
    private const double LeastDeviation = 0.1;

    /// <summary>The distribution to start with.</summary>
    /// <param name="layout">The space.</param>
    /// <param name="population">λ.</param>
    /// <param name="sources">Trials that ended.</param>
    /// <returns>The distribution; null when no trial completed.</returns>
    public static CmaEsState? Start(CmaEsLayout layout, int population, IEnumerable<Observation> sources)
    {
        var ranked = sources.Where(trial => trial.Counts).Order(TrialOrder.Instance).ToArray();
        if (ranked.Length == 0)
            return null;
        var best = ranked.AsSpan(0, (int)Math.Ceiling(Promising * ranked.Length));
        var n = layout.Numbers.Length;
        var places = new double[best.Length, n];
        var mean = new double[n];
        for (var i = 0; i < n; i++)
        {
            var (sum, inPlay) = (0.0, 0);
            foreach (var trial in best)
            {
                var value = trial.Point[layout.Numbers[i].Index];
                if (double.IsNaN(value))
                    continue;
                sum += layout.Numbers[i].ToUnit(value);
                inPlay++;
            }

            mean[i] = inPlay > 0 ? sum / inPlay : 0.5;
            for (var k = 0; k < best.Length; k++)
                places[k, i] = best[k].Point[layout.Numbers[i].Index] is var value && double.IsNaN(value) ? mean[i] : layout.Numbers[i].ToUnit(value);
        }

        var spread = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var k = 0; k < best.Length; k++)
                    spread[(i * n) + j] += (places[k, i] - mean[i]) * (places[k, j] - mean[j]) / best.Length;
            }

            spread[(i * n) + i] += LeastDeviation * LeastDeviation;
        }

        // The step size takes the volume, the matrix the shape: det C = 1.
        var sigma = n == 0 ? 1 : Math.Exp(SymmetricEigen.Decompose(spread, n).Values.Sum(Math.Log) / (2 * n));
        var covariance = Covariance.Of(Array.ConvertAll(spread, value => value / (sigma * sigma)), n);
        return CmaEsState.Start(layout, population, mean, sigma, covariance, [.. ChoicesOf(layout, best.ToArray())]);
    }

    private static IEnumerable<double[]> ChoicesOf(CmaEsLayout layout, Observation[] best)
    {
        foreach (var dimension in layout.Choices)
        {
            // One trial's worth of evenness, so that few trials do not rule out a choice.
            var counts = ChoiceProbabilities.Uniform(dimension.Count);
            var total = 1;
            foreach (var choice in best.Select(trial => trial.Point[dimension.Index]).Where(choice => !double.IsNaN(choice)))
            {
                counts[(int)choice]++;
                total++;
            }

            yield return ChoiceProbabilities.WithMargin(Array.ConvertAll(counts, count => count / total), ChoiceProbabilities.Least(dimension.Count, layout.Choices.Length));
        }
    }
}
