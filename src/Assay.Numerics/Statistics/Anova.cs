using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Analysis of variance with one or two factors.</summary>
/// <remarks>
/// Source: Fisher (1925); unbalanced data by type II sums of squares, Langsrud, Statistics and Computing 13 (2003). It presumes independent values of one spread. Not for trials of a tuner, which samples good settings
/// more often (<see cref="FactorTable.Match"/>), nor for seeds within folds as if they were independent.
/// </remarks>
public static class Anova
{
    private const string Residual = "residual";

    /// <summary>Whether groups have one mean.</summary>
    /// <param name="groups">At least two groups, each with at least one finite value.</param>
    /// <returns>Rows "groups" and "residual". F is undefined without a second value in any group or when all groups are constant.</returns>
    /// <exception cref="ArgumentException">Fewer than two groups, an empty group, or a value that is not finite.</exception>
    public static IReadOnlyList<AnovaRow> OneWay(IReadOnlyList<double[]> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Require.AtLeast(groups.Count, 2, nameof(groups));
        for (var group = 0; group < groups.Count; group++)
        {
            if (groups[group].Length == 0)
                throw new ArgumentException(Invariant($"groups[{group}] is empty; leave it out or give it a value."), nameof(groups));
            Require.Finite(groups[group], Invariant($"groups[{group}]"));
        }

        double[] all = [.. groups.SelectMany(values => values)];
        var within = groups.Sum(values => Descriptive.SquaredDeviations(values));
        return Table([("groups", Math.Max(0, Descriptive.SquaredDeviations(all) - within), groups.Count - 1)], within, all.Length - groups.Count, Descriptive.SquaredDeviations(all));
    }

    /// <summary>Two factors, crossed; each tested beside the other, unbalanced cells allowed.</summary>
    /// <param name="values">Finite values.</param>
    /// <param name="first">Level of the first factor for each value; equal ids are one level.</param>
    /// <param name="second">Level of the second factor for each value.</param>
    /// <param name="interaction">Whether the effect of one may depend on the other. Without: with one value a cell there is no other residual.</param>
    /// <returns>Rows "first", "second", "first × second" if asked, "residual". A factor whose levels the other determines has no degrees of freedom and an undefined F.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there is no value, or one is not finite.</exception>
    public static IReadOnlyList<AnovaRow> TwoWay(ReadOnlySpan<double> values, ReadOnlySpan<int> first, ReadOnlySpan<int> second, bool interaction = true)
    {
        Require.Finite(values, nameof(values));
        Require.SameLength(values.Length, nameof(values), first.Length, nameof(first));
        Require.SameLength(values.Length, nameof(values), second.Length, nameof(second));
        Require.AtLeast(values.Length, 1, nameof(values));
        double[] y = values.ToArray();
        var (a, aLevels) = Numbered(first.ToArray());
        var (b, bLevels) = Numbered(second.ToArray());
        var (cells, cellCount) = Numbered([.. a.Zip(b, (i, j) => checked((i * bLevels) + j))]);
        var (withA, withB) = (Within(y, a, aLevels), Within(y, b, bLevels));
        var (additive, rank) = Additive(y, a, aLevels, b, bLevels);
        // Rounding may leave the larger model a hair worse.
        List<(string, double, int)> sources = [("first", Math.Max(0, withB - additive), rank - bLevels), ("second", Math.Max(0, withA - additive), rank - aLevels)];
        var (residual, degrees) = (additive, y.Length - rank);
        if (interaction)
        {
            residual = Within(y, cells, cellCount);
            degrees = y.Length - cellCount;
            sources.Add(("first × second", Math.Max(0, additive - residual), cellCount - rank));
        }

        return Table(sources, residual, degrees, Descriptive.SquaredDeviations(y));
    }

    private static List<AnovaRow> Table(List<(string Source, double Squares, int Degrees)> sources, double residual, int degrees, double total)
    {
        // A residual that is nothing beside the total is rounding.
        var isZero = residual <= 1e-14 * total;
        var rows = new List<AnovaRow>();
        foreach (var (source, squares, own) in sources)
        {
            var reason = own <= 0 ? "the other factor determines this one's levels" : degrees <= 0 ? "no degrees of freedom are left for the residual" : isZero ? "the residual is 0" : null;
            if (reason is not null)
            {
                rows.Add(new(source, squares, Math.Max(0, own), Quantity.Undefined(reason), Quantity.Undefined(reason), Quantity.Undefined(reason)));
                continue;
            }

            var f = squares / own / (residual / degrees);
            rows.Add(new(source, squares, own, f, Distributions.FisherAbove(f, own, degrees), squares / (squares + residual)));
        }

        var none = Quantity.Undefined("the residual is what the others are measured by");
        rows.Add(new(Residual, residual, Math.Max(0, degrees), none, none, none));
        return rows;
    }

    private static (int[] Numbers, int Count) Numbered(int[] levels)
    {
        var number = new Dictionary<int, int>();
        return ([.. levels.Select(level => number.TryGetValue(level, out var known) ? known : number[level] = number.Count)], number.Count);
    }

    private static double Within(double[] values, int[] level, int count)
    {
        var members = new List<double>[count];
        for (var row = 0; row < values.Length; row++)
            (members[level[row]] ??= []).Add(values[row]);
        return members.Sum(group => Descriptive.SquaredDeviations([.. group]));
    }

    // Residual sum of squares and rank of the model "first + second", from the normal equations with the first factor eliminated: its levels' means are taken out of the second's columns.
    private static (double Residual, int Rank) Additive(double[] y, int[] a, int aLevels, int[] b, int bLevels)
    {
        var (countA, meanA) = (new double[aLevels], new double[aLevels]);
        var share = new double[aLevels, bLevels];
        for (var row = 0; row < y.Length; row++)
        {
            countA[a[row]]++;
            meanA[a[row]] += y[row];
            share[a[row], b[row]]++;
        }

        for (var level = 0; level < aLevels; level++)
            meanA[level] /= countA[level];
        var (matrix, right) = (Matrix<double>.Build.Dense(bLevels, bLevels), Vector<double>.Build.Dense(bLevels));
        for (var row = 0; row < y.Length; row++)
        {
            matrix[b[row], b[row]]++;
            right[b[row]] += y[row] - meanA[a[row]];
        }

        for (var level = 0; level < aLevels; level++)
        {
            for (var i = 0; i < bLevels; i++)
            {
                for (var j = 0; j < bLevels; j++)
                    matrix[i, j] -= share[level, i] * share[level, j] / countA[level];
            }
        }

        // Singular by one for every connected part of the design: the pseudo-inverse takes any of the solutions, which all predict the same.
        var decomposition = matrix.Svd();
        var rank = decomposition.S.Count(s => s > 1e-9 * y.Length);
        var effects = decomposition.VT.TransposeThisAndMultiply(Vector<double>.Build.Dense(bLevels, i => i < rank ? decomposition.U.Column(i).DotProduct(right) / decomposition.S[i] : 0));
        var offset = new double[aLevels];
        for (var row = 0; row < y.Length; row++)
            offset[a[row]] += (y[row] - effects[b[row]]) / countA[a[row]];
        var residual = 0.0;
        for (var row = 0; row < y.Length; row++)
        {
            var rest = y[row] - effects[b[row]] - offset[a[row]];
            residual += rest * rest;
        }

        return (residual, aLevels + rank);
    }
}
