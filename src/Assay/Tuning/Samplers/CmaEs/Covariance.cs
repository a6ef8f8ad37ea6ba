namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>A covariance matrix C with its axes: C = B D² Bᵀ. Immutable.</summary>
internal sealed class Covariance
{
    // Beyond this the decomposition after each generation costs more than trials gain by correlations that so few of them could show.
    private const int MostCorrelated = 128;
    private const double LeastVariance = 1e-20;

    private readonly double[] _values;  // n × n; only the diagonal when it is diagonal.
    private readonly double[] _axes;    // B, eigenvectors as columns.
    private readonly double[] _lengths; // D.

    private Covariance(int dimension, double[] values)
    {
        Dimension = dimension;
        _values = values;
        if (IsDiagonal)
        {
            _axes = [];
            _lengths = Array.ConvertAll(values, value => Math.Sqrt(Math.Max(value, LeastVariance)));
            return;
        }

        (_lengths, _axes) = SymmetricEigen.Decompose(values, dimension);
        for (var k = 0; k < dimension; k++)
            _lengths[k] = Math.Sqrt(Math.Max(_lengths[k], LeastVariance));
    }

    /// <summary>n.</summary>
    public int Dimension { get; }

    /// <summary>Whether correlations are left out, because n is large.</summary>
    public bool IsDiagonal => IsDiagonalFor(Dimension);

    /// <summary>Square root of the largest eigenvalue; 0 without dimensions.</summary>
    public double Longest => _lengths.Length == 0 ? 0 : _lengths.Max();

    /// <summary>Ratio of the largest to the smallest eigenvalue.</summary>
    public double Condition => _lengths.Length == 0 ? 1 : Math.Pow(_lengths.Max() / _lengths.Min(), 2);

    /// <summary>Whether correlations are left out in a dimension.</summary>
    public static bool IsDiagonalFor(int dimension) => dimension > MostCorrelated;

    /// <summary>The identity.</summary>
    public static Covariance Identity(int dimension)
    {
        if (IsDiagonalFor(dimension))
            return new(dimension, [.. Enumerable.Repeat(1.0, dimension)]);
        var values = new double[dimension * dimension];
        for (var i = 0; i < dimension; i++)
            values[(i * dimension) + i] = 1;
        return new(dimension, values);
    }

    /// <summary>A given matrix.</summary>
    /// <param name="values">n × n, symmetric, row by row.</param>
    /// <param name="dimension">n.</param>
    public static Covariance Of(ReadOnlySpan<double> values, int dimension)
    {
        if (!IsDiagonalFor(dimension))
            return new(dimension, values.ToArray());
        var diagonal = new double[dimension];
        for (var i = 0; i < dimension; i++)
            diagonal[i] = values[(i * dimension) + i];
        return new(dimension, diagonal);
    }

    /// <summary>C_ij.</summary>
    public double this[int i, int j] => IsDiagonal ? (i == j ? _values[i] : 0) : _values[(i * Dimension) + j];

    /// <summary>y = B D z: what makes a standard normal vector one of this covariance.</summary>
    public void Shape(ReadOnlySpan<double> z, Span<double> y)
    {
        if (IsDiagonal)
        {
            for (var i = 0; i < Dimension; i++)
                y[i] = _lengths[i] * z[i];
            return;
        }

        for (var i = 0; i < Dimension; i++)
        {
            var sum = 0.0;
            for (var k = 0; k < Dimension; k++)
                sum += _axes[(i * Dimension) + k] * _lengths[k] * z[k];
            y[i] = sum;
        }
    }

    /// <summary>C^(−1/2) y.</summary>
    public double[] Whiten(ReadOnlySpan<double> y)
    {
        var white = new double[Dimension];
        if (IsDiagonal)
        {
            for (var i = 0; i < Dimension; i++)
                white[i] = y[i] / _lengths[i];
            return white;
        }

        for (var k = 0; k < Dimension; k++)
        {
            var along = 0.0;
            for (var i = 0; i < Dimension; i++)
                along += _axes[(i * Dimension) + k] * y[i];
            along /= _lengths[k];
            for (var i = 0; i < Dimension; i++)
                white[i] += _axes[(i * Dimension) + k] * along;
        }

        return white;
    }

    /// <summary>keep · C + Σ weight · v vᵀ.</summary>
    /// <param name="keep">Factor of this matrix.</param>
    /// <param name="terms">Vectors with their weights.</param>
    public Covariance Adapted(double keep, IReadOnlyList<(double Weight, double[] Vector)> terms)
    {
        var values = Array.ConvertAll(_values, value => keep * value);
        foreach (var (weight, vector) in terms)
        {
            for (var i = 0; i < Dimension; i++)
            {
                if (IsDiagonal)
                {
                    values[i] += weight * vector[i] * vector[i];
                    continue;
                }

                for (var j = 0; j <= i; j++)
                    values[(i * Dimension) + j] += weight * vector[i] * vector[j];
            }
        }

        for (var i = 0; !IsDiagonal && i < Dimension; i++)
        {
            for (var j = 0; j < i; j++)
                values[(j * Dimension) + i] = values[(i * Dimension) + j];
        }

        return new(Dimension, values);
    }
}
