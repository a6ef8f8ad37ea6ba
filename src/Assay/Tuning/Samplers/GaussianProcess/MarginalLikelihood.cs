using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// How badly hyper-parameters explain values: the negative logarithm of p(y | θ) p(θ), with its gradient. The process has a constant mean, which is the one that
/// fits best under θ: a quotient of two products, and where the likelihood is greatest in it, it takes no part in the gradient. Distances are computed once, so that one evaluation
/// is O(n² d) for the kernel and n³/2 multiplications for the inverse.
/// </summary>
/// <remarks>
/// −ln p(y | θ) = ½ (y − m)ᵀK⁻¹(y − m) + ½ ln |K| + ½ n ln 2π; its derivative by θᵢ is ½ tr((K⁻¹ − ααᵀ) ∂K/∂θᵢ) with α = K⁻¹(y − m) and m = 1ᵀK⁻¹y / 1ᵀK⁻¹1.
/// Source: Rasmussen and Williams (2006), equations 5.8 and 5.9.
/// </remarks>
internal sealed class MarginalLikelihood
{
    private readonly int _count;
    private readonly double[][] _distances;
    private readonly double[] _values;
    private readonly double[] _covariances;
    private readonly double[] _slopes;
    private readonly double[] _inverse;
    private readonly double[] _white;
    private readonly double[] _alpha;
    private readonly double[] _ones;
    private readonly double[] _whiteOnes;
    private readonly InverseFactor _factor = new();

    /// <summary>Prepares for points and their values.</summary>
    /// <param name="encoding">How points are compared.</param>
    /// <param name="points">The points, column by column, each padded.</param>
    /// <param name="values">Their standardised values.</param>
    public MarginalLikelihood(PointEncoding encoding, double[][] points, ReadOnlySpan<double> values)
    {
        _count = values.Length;
        var size = Triangle.Size(_count);
        _distances = new double[encoding.Groups.Count][];
        for (var group = 0; group < _distances.Length; group++)
        {
            _distances[group] = new double[size];
            encoding.Distances(points, _count, group, _distances[group]);
        }

        (_covariances, _slopes, _inverse) = (new double[size], new double[size], new double[size]);
        (_values, _white, _alpha) = (new double[Triangle.Padded(_count)], new double[Triangle.Padded(_count)], new double[Triangle.Padded(_count)]);
        (_ones, _whiteOnes) = (new double[_values.Length], new double[_values.Length]);
        values.CopyTo(_values);
        _ones.AsSpan(0, _count).Fill(1);
        _factor.Reserve(_count);
    }

    /// <summary>The value and its gradient.</summary>
    /// <param name="logarithms">Logarithms of weights, scale and noise.</param>
    /// <param name="gradient">The derivatives by them.</param>
    /// <param name="withPrior">Whether the prior counts, and the mean is the one that fits best; otherwise it is 0.</param>
    /// <returns>The value.</returns>
    public double Evaluate(ReadOnlySpan<double> logarithms, Span<double> gradient, bool withPrior = true)
    {
        var hyper = Hyperparameters.OfLogarithms(logarithms);
        Array.Clear(_covariances);
        for (var group = 0; group < _distances.Length; group++)
            AddScaled(_covariances, _distances[group], hyper.Weights[group]);
        Matern.ValuesAndSlopes(_covariances, _slopes, hyper.Scale);

        _factor.Truncate(0);
        for (var row = 0; row < _count; row++)
            _factor.Append(_covariances.AsSpan(Triangle.Offset(row), Triangle.Padded(row + 1)), hyper.Scale + hyper.Noise, hyper.Noise * 1e-2);
        _factor.Whiten(_values, _white);
        _factor.Whiten(_ones, _whiteOnes);
        var mean = withPrior ? Triangle.Dot(_whiteOnes, _white) / Triangle.Dot(_whiteOnes, _whiteOnes) : 0;
        AddScaled(_white, _whiteOnes, -mean);
        _factor.Solve(_white, _alpha);
        _factor.Inverse(_inverse);

        gradient.Clear();
        var noise = 0.0;
        var scale = 0.0;
        for (var row = 0; row < _count; row++)
        {
            var offset = Triangle.Offset(row);
            AddScaled(_inverse.AsSpan(offset, Triangle.Padded(row + 1)), _alpha, -_alpha[row]);
            noise += _inverse[offset + row];
            _covariances.AsSpan(offset + row, Triangle.Padded(row + 1) - row).Clear(); // Diagonal and padding: what is left is each pair once.
        }

        _covariances.AsSpan(Triangle.Offset(_count), _covariances.Length - Triangle.Offset(_count)).Clear();
        scale = (noise * hyper.Scale) + (2 * Triangle.Dot(_inverse, _covariances));
        Multiply(_inverse, _slopes);
        for (var group = 0; group < _distances.Length; group++)
            gradient[group] = hyper.Weights[group] * Triangle.Dot(_inverse, _distances[group]);
        gradient[^2] = 0.5 * scale;
        gradient[^1] = 0.5 * noise * hyper.Noise;
        var value = 0.5 * (Triangle.Dot(_white, _white) + _factor.LogDeterminant + (_count * Math.Log(2 * Math.PI)));
        return withPrior ? value + hyper.NegativeLogPrior(gradient) : value;
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        var to = MemoryMarshal.Cast<double, Vector256<double>>(target);
        var from = MemoryMarshal.Cast<double, Vector256<double>>(source)[..to.Length];
        for (var index = 0; index < to.Length; index++)
            to[index] += from[index] * factor;
    }

    private static void Multiply(Span<double> target, ReadOnlySpan<double> factors)
    {
        var to = MemoryMarshal.Cast<double, Vector256<double>>(target);
        var by = MemoryMarshal.Cast<double, Vector256<double>>(factors)[..to.Length];
        for (var index = 0; index < to.Length; index++)
            to[index] *= by[index];
    }
}
