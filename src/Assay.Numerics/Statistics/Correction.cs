using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>
/// p-values adjusted for being many: compare an adjusted p with α directly. The family is all tests whose best result would have been reported,
/// not those that came out well.
/// </summary>
public static class Correction
{
    /// <summary>Bonferroni: p · m. Holm's is never weaker.</summary>
    /// <param name="pValues">p-values in [0, 1], in any order.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    /// <exception cref="ArgumentException">A p-value lies outside [0, 1] or is NaN; its index is in the message.</exception>
    public static double[] Bonferroni(ReadOnlySpan<double> pValues)
    {
        Check(pValues);
        var adjusted = pValues.ToArray();
        for (var index = 0; index < adjusted.Length; index++)
            adjusted[index] = Math.Min(1, adjusted[index] * adjusted.Length);
        return adjusted;
    }

    /// <summary>Holm: holds the chance of any false finding at α, for any dependence between the tests.</summary>
    /// <param name="pValues">p-values in [0, 1], in any order.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    /// <exception cref="ArgumentException">A p-value lies outside [0, 1] or is NaN.</exception>
    /// <remarks>Source: Holm, Scandinavian Journal of Statistics 6 (1979). For few claims each of which must stand.</remarks>
    public static double[] Holm(ReadOnlySpan<double> pValues)
    {
        Check(pValues);
        var order = Ranking.Order(pValues);
        var adjusted = new double[order.Length];
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, pValues[order[rank]] * (order.Length - rank)));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }

    /// <summary>Benjamini–Hochberg: holds the expected share of false findings among the findings at α.</summary>
    /// <param name="pValues">p-values in [0, 1], in any order.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    /// <exception cref="ArgumentException">A p-value lies outside [0, 1] or is NaN.</exception>
    /// <remarks>
    /// Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995). For many tests of which a few false ones do no harm; it presumes independent or
    /// positively dependent tests. Not where a single false finding matters.
    /// </remarks>
    public static double[] BenjaminiHochberg(ReadOnlySpan<double> pValues)
    {
        Check(pValues);
        var order = Ranking.Order(pValues);
        var adjusted = new double[order.Length];
        var smallest = 1.0;
        for (var rank = order.Length - 1; rank >= 0; rank--)
        {
            smallest = Math.Min(smallest, pValues[order[rank]] * order.Length / (rank + 1));
            adjusted[order[rank]] = smallest;
        }

        return adjusted;
    }

    /// <summary><see cref="Holm(ReadOnlySpan{double})"/> where some tests could not be made: those stay undefined and do not count.</summary>
    /// <param name="pValues">p-values or reasons.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    /// <exception cref="ArgumentException">A p-value lies outside [0, 1].</exception>
    public static Quantity[] Holm(IReadOnlyList<Quantity> pValues) => OfDefined(pValues, defined => Holm(defined));

    /// <summary><see cref="BenjaminiHochberg(ReadOnlySpan{double})"/> where some tests could not be made: those stay undefined and do not count.</summary>
    /// <param name="pValues">p-values or reasons.</param>
    /// <returns>Adjusted p-values in the same order.</returns>
    /// <exception cref="ArgumentException">A p-value lies outside [0, 1].</exception>
    public static Quantity[] BenjaminiHochberg(IReadOnlyList<Quantity> pValues) => OfDefined(pValues, defined => BenjaminiHochberg(defined));

    private static Quantity[] OfDefined(IReadOnlyList<Quantity> pValues, Func<double[], double[]> correct)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        var adjusted = correct([.. pValues.Where(p => p.IsDefined).Select(p => p.Value)]);
        var next = 0;
        return [.. pValues.Select(p => p.IsDefined ? Quantity.Of(adjusted[next++]) : p)];
    }

    private static void Check(ReadOnlySpan<double> pValues)
    {
        for (var index = 0; index < pValues.Length; index++)
        {
            if (!(pValues[index] >= 0 && pValues[index] <= 1))
                throw new ArgumentException(Invariant($"pValues[{index}] is {pValues[index]}; a p-value lies in [0, 1]."), nameof(pValues));
        }
    }
}
