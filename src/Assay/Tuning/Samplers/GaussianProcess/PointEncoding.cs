using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// Points as columns of numbers whose weighted squared differences are the kernel's squared distance. An ordered parameter is its place in [0, 1]; a choice
/// without order is its number, and two different ones are 1 apart. A parameter out of play stands in the middle of its range, and in a second column apart
/// from where it is in play: two points that both lack it are equal in it, and what it is where it is in play says nothing about where it is not.
/// </summary>
/// <remarks>
/// Every part is a distance between points of a Euclidean space, so the covariance matrix is positive definite. The second column's step, √(1/12), makes a
/// parameter in play, drawn uniformly, as far from one out of play (1/6) as two draws are from each other.
/// </remarks>
internal sealed class PointEncoding
{
    private const double Middle = 0.5;
    private const double OutOfPlay = -1;

    private static readonly double Step = Math.Sqrt(1.0 / 12);

    private readonly (int Dimension, int Group, Kind Kind)[] _columns;
    private readonly SearchSpace _space;

    /// <summary>Plans the columns of a space.</summary>
    /// <param name="space">The space; parameters with one value have no column.</param>
    public PointEncoding(SearchSpace space)
    {
        _space = space;
        var columns = new List<(int, int, Kind)>();
        var groups = new List<Dimension>();
        foreach (var dimension in space.Dimensions)
        {
            if (dimension.Count == 1)
                continue;
            columns.Add((dimension.Index, groups.Count, dimension.IsOrdered ? Kind.Place : Kind.Match));
            if (dimension.IsOrdered && space.HasCondition(dimension.Index))
                columns.Add((dimension.Index, groups.Count, Kind.Presence));
            groups.Add(dimension);
        }

        _columns = [.. columns];
        Groups = groups;
    }

    private enum Kind
    {
        Place,
        Presence,
        Match,
    }

    /// <summary>The parameters that have columns; each has one weight.</summary>
    public IReadOnlyList<Dimension> Groups { get; }

    /// <summary>Number of columns.</summary>
    public int Columns => _columns.Length;

    /// <summary>The columns of a point.</summary>
    /// <param name="point">One number a dimension; NaN where the parameter is not in play.</param>
    /// <param name="columns">The numbers.</param>
    public void Encode(ReadOnlySpan<double> point, Span<double> columns)
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            var (dimension, _, kind) = _columns[column];
            var value = point[dimension];
            columns[column] = (kind, double.IsNaN(value)) switch
            {
                (Kind.Place, false) => _space.Dimensions[dimension].ToUnit(value),
                (Kind.Place, true) => Middle,
                (Kind.Presence, false) => Step,
                (Kind.Presence, true) => 0,
                (_, false) => value,
                _ => OutOfPlay,
            };
        }
    }

    /// <summary>The column with a parameter's place.</summary>
    /// <param name="dimension">Index of an ordered parameter.</param>
    /// <returns>The column; −1 when it has none.</returns>
    public int ColumnOf(int dimension) => Array.FindIndex(_columns, column => column.Dimension == dimension && column.Kind == Kind.Place);

    /// <summary>The weight of each column.</summary>
    /// <param name="weights">One a group.</param>
    /// <returns>One a column.</returns>
    public double[] Spread(ReadOnlySpan<double> weights)
    {
        var spread = new double[_columns.Length];
        for (var column = 0; column < spread.Length; column++)
            spread[column] = weights[_columns[column].Group];
        return spread;
    }

    /// <summary>The weighted squared distances of one point from many.</summary>
    /// <param name="points">The many, column by column, each padded.</param>
    /// <param name="count">How many.</param>
    /// <param name="columns">The one.</param>
    /// <param name="weights">One a column.</param>
    /// <param name="squares">Padded; finite beyond its end.</param>
    public void Distances(double[][] points, int count, ReadOnlySpan<double> columns, ReadOnlySpan<double> weights, Span<double> squares)
    {
        squares = squares[..Triangle.Padded(count)];
        squares.Clear();
        for (var column = 0; column < _columns.Length; column++)
            Add(points[column], columns[column], weights[column], column, squares);
    }

    /// <summary>The squared distances of many points from each other in one parameter, not weighted.</summary>
    /// <param name="points">The points, column by column, each padded.</param>
    /// <param name="count">How many.</param>
    /// <param name="group">The parameter.</param>
    /// <param name="triangle">Rows of distances to the points before; padding holds 0.</param>
    public void Distances(double[][] points, int count, int group, Span<double> triangle)
    {
        triangle.Clear();
        for (var column = 0; column < _columns.Length; column++)
        {
            if (_columns[column].Group != group)
                continue;
            for (var row = 1; row < count; row++)
                Add(points[column], points[column][row], 1, column, triangle.Slice(Triangle.Offset(row), Triangle.Padded(row)));
        }

        for (var row = 0; row < count; row++)
            triangle[(Triangle.Offset(row) + row)..(Triangle.Offset(row) + Triangle.Padded(row + 1))].Clear();
    }

    private void Add(ReadOnlySpan<double> points, double value, double weight, int column, Span<double> squares)
    {
        var to = MemoryMarshal.Cast<double, Vector256<double>>(squares);
        var from = MemoryMarshal.Cast<double, Vector256<double>>(points)[..to.Length];
        var one = Vector256.Create(value);
        var factor = Vector256.Create(weight);
        if (_columns[column].Kind == Kind.Match)
        {
            for (var index = 0; index < to.Length; index++)
                to[index] += Vector256.AndNot(factor, Vector256.Equals(from[index], one));
            return;
        }

        for (var index = 0; index < to.Length; index++)
        {
            var difference = from[index] - one;
            to[index] += factor * (difference * difference);
        }
    }
}
