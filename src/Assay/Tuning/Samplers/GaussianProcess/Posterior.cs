namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>What a Gaussian process with given hyper-parameters says about points, once it has seen some. One thread at a time.</summary>
internal sealed class Posterior
{
    private readonly PointEncoding _encoding;
    private readonly double[] _weights;
    private readonly InverseFactor _factor = new();
    private double[][] _points;
    private double[] _values = [];
    private double[] _alpha = [];
    private double[] _covariances = [];
    private double[] _slopes = [];
    private double[] _white = [];
    private double[] _solution = [];
    private double _mean;

    /// <summary>A process that has seen nothing.</summary>
    /// <param name="encoding">How points are compared.</param>
    /// <param name="hyper">Its hyper-parameters.</param>
    public Posterior(PointEncoding encoding, Hyperparameters hyper)
    {
        _encoding = encoding;
        Hyper = hyper;
        _weights = encoding.Spread(hyper.Weights);
        _points = [.. Enumerable.Range(0, encoding.Columns).Select(_ => Array.Empty<double>())];
    }

    /// <summary>Its hyper-parameters.</summary>
    public Hyperparameters Hyper { get; }

    /// <summary>How many points it has seen, those without a value included.</summary>
    public int Count => _factor.Count;

    /// <summary>Sees a point; its value comes with <see cref="Learn"/>.</summary>
    /// <param name="columns">The encoded point.</param>
    public void Add(ReadOnlySpan<double> columns)
    {
        var row = _factor.Count;
        if (Triangle.Padded(row + 1) > _covariances.Length)
            Grow(Triangle.Padded(Math.Max(32, (row + 1) * 3 / 2)));
        _encoding.Distances(_points, row, columns, _weights, _covariances);
        Matern.Values(_covariances.AsSpan(0, Triangle.Padded(row)), Hyper.Scale);
        _factor.Append(_covariances, Hyper.Scale + Hyper.Noise, Hyper.Noise * 1e-2);
        for (var column = 0; column < columns.Length; column++)
            _points[column][row] = columns[column];
    }

    /// <summary>Forgets the last points.</summary>
    /// <param name="count">How many stay.</param>
    public void Truncate(int count) => _factor.Truncate(count);

    /// <summary>
    /// Learns the values of all points. Where there is none, the point is taken to have the value that the others predict for it: the prediction stays as it
    /// is, and only its uncertainty shrinks.
    /// </summary>
    /// <param name="values">Standardised values of the first points; those after them have none.</param>
    /// <param name="hasMean">Whether far from all points the constant is predicted that fits the values best; otherwise 0 is.</param>
    /// <returns>The least mean at these points.</returns>
    public double Learn(ReadOnlySpan<double> values, bool hasMean = true)
    {
        var all = _factor.Count;
        Array.Clear(_values);
        values.CopyTo(_values);
        _factor.Truncate(values.Length);
        _factor.Whiten(_values, _white);
        var white = _white.AsSpan(0, Triangle.Padded(values.Length));
        var whiteOnes = _solution.AsSpan(0, white.Length);
        var ones = _slopes.AsSpan(0, white.Length);
        ones.Fill(1);
        _factor.Whiten(ones, whiteOnes);
        _mean = hasMean ? Triangle.Dot(whiteOnes, white) / Triangle.Dot(whiteOnes, whiteOnes) : 0;
        for (var row = 0; row < white.Length; row++)
            white[row] -= _mean * whiteOnes[row];
        _factor.Solve(_white, _alpha);
        _alpha.AsSpan(values.Length).Clear();
        _factor.Truncate(all);
        var least = double.PositiveInfinity;
        for (var row = 0; row < values.Length; row++)
            least = Math.Min(least, values[row] - (Hyper.Noise * _alpha[row])); // (K + noise I) α = y − m, and the prediction is m + Kα.
        return least;
    }

    /// <summary>The prediction at a point, noise left aside.</summary>
    /// <param name="columns">The encoded point.</param>
    /// <returns>Mean and variance, standardised.</returns>
    public (double Mean, double Variance) At(ReadOnlySpan<double> columns)
    {
        var padded = Triangle.Padded(_factor.Count);
        _encoding.Distances(_points, _factor.Count, columns, _weights, _covariances);
        Matern.Values(_covariances.AsSpan(0, padded), Hyper.Scale);
        return Moments(padded);
    }

    /// <summary>The mean alone, in O(n d).</summary>
    /// <param name="columns">The encoded point.</param>
    /// <returns>The mean, standardised.</returns>
    public double MeanAt(ReadOnlySpan<double> columns)
    {
        var padded = Triangle.Padded(_factor.Count);
        _encoding.Distances(_points, _factor.Count, columns, _weights, _covariances);
        Matern.Values(_covariances.AsSpan(0, padded), Hyper.Scale);
        return _mean + Triangle.Dot(_covariances.AsSpan(0, padded), _alpha);
    }

    /// <summary>What a criterion makes of the prediction at a point.</summary>
    /// <param name="columns">The encoded point.</param>
    /// <param name="criterion">The criterion.</param>
    /// <returns>Its value.</returns>
    public double Judge(ReadOnlySpan<double> columns, ICriterion criterion)
    {
        var (mean, variance) = At(columns);
        return criterion.Of(mean, variance).Value;
    }

    /// <summary>What a criterion makes of the prediction at a point, and how that changes with some columns.</summary>
    /// <param name="columns">The encoded point.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="of">The columns; each holds places.</param>
    /// <param name="gradient">The derivatives by them.</param>
    /// <returns>Its value.</returns>
    public double Judge(ReadOnlySpan<double> columns, ICriterion criterion, ReadOnlySpan<int> of, Span<double> gradient)
    {
        var padded = Triangle.Padded(_factor.Count);
        _encoding.Distances(_points, _factor.Count, columns, _weights, _covariances);
        Matern.ValuesAndSlopes(_covariances.AsSpan(0, padded), _slopes.AsSpan(0, padded), Hyper.Scale);
        var (mean, variance) = Moments(padded);
        _factor.Solve(_white, _solution);
        var (value, byMean, byVariance) = criterion.Of(mean, variance);

        // dμ = αᵀdk and dσ² = −2 (K⁻¹k)ᵀdk, with dk = k'(r²) · 2w (x − xⱼ) dx.
        var sum = 0.0;
        for (var row = 0; row < _factor.Count; row++)
            sum += _slopes[row] *= (byMean * _alpha[row]) - (2 * byVariance * _solution[row]);
        _slopes.AsSpan(_factor.Count, padded - _factor.Count).Clear();
        for (var index = 0; index < of.Length; index++)
        {
            var column = of[index];
            gradient[index] = 2 * _weights[column] * ((columns[column] * sum) - Triangle.Dot(_slopes.AsSpan(0, padded), _points[column]));
        }

        return value;
    }

    private (double Mean, double Variance) Moments(int padded)
    {
        var covariances = _covariances.AsSpan(0, padded);
        _factor.Whiten(covariances, _white);
        var white = _white.AsSpan(0, padded);
        return (_mean + Triangle.Dot(covariances, _alpha), Math.Max(Hyper.Scale * 1e-12, Hyper.Scale - Triangle.Dot(white, white)));
    }

    private void Grow(int capacity)
    {
        for (var column = 0; column < _points.Length; column++)
            Array.Resize(ref _points[column], capacity);
        Array.Resize(ref _values, capacity);
        Array.Resize(ref _alpha, capacity);
        (_covariances, _slopes, _white, _solution) = (new double[capacity], new double[capacity], new double[capacity], new double[capacity]);
        _factor.Reserve(capacity);
    }
}
