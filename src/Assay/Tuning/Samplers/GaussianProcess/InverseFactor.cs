namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// The inverse L⁻¹ of the Cholesky factor of a covariance matrix K = LLᵀ that grows row by row, each in O(n²). What is asked of K needs products with L⁻¹ only,
/// which have no sequential solve in them. A matrix built at once and one that grew are the same, bit for bit.
/// </summary>
internal sealed class InverseFactor
{
    private double[] _rows = [];
    private double[] _white = [];
    private double[] _row = [];

    /// <summary>Rows of K so far.</summary>
    public int Count { get; private set; }

    /// <summary>ln |K|.</summary>
    public double LogDeterminant
    {
        get
        {
            var sum = 0.0;
            for (var row = 0; row < Count; row++)
                sum -= Math.Log(_rows[Triangle.Offset(row) + row]);
            return 2 * sum;
        }
    }

    /// <summary>Makes room, so that rows can be added without copying.</summary>
    /// <param name="rows">How many there may come to be.</param>
    public void Reserve(int rows)
    {
        if (Triangle.Size(rows) <= _rows.Length)
            return;
        Array.Resize(ref _rows, Triangle.Size(rows));
        _white = new double[Triangle.Padded(rows)];
        _row = new double[Triangle.Padded(rows)];
    }

    /// <summary>Forgets the last rows.</summary>
    /// <param name="count">How many stay.</param>
    public void Truncate(int count) => Count = count;

    /// <summary>Adds a row to K.</summary>
    /// <param name="covariances">With the rows before; padded, finite beyond its end.</param>
    /// <param name="variance">With itself, noise included.</param>
    /// <param name="least">What at least remains of the variance once the rows before are known, however much rounding took.</param>
    public void Append(ReadOnlySpan<double> covariances, double variance, double least)
    {
        if (Triangle.Size(Count + 1) > _rows.Length)
            Reserve(Math.Max(32, (Count + 1) * 3 / 2));
        Triangle.Times(_rows, Count, covariances, _white);
        var white = _white.AsSpan(0, Triangle.Padded(Count));
        var root = Math.Sqrt(Math.Max(least, variance - Triangle.Dot(white, white)));
        Triangle.TransposedTimes(_rows, Count, white, _row);
        var target = _rows.AsSpan(Triangle.Offset(Count), Triangle.Padded(Count + 1));
        for (var place = 0; place < Count; place++)
            target[place] = -_row[place] / root;
        target[Count] = 1 / root;
        target[(Count + 1)..].Clear();
        if ((Count & 3) == 0)
            _rows.AsSpan(Triangle.Offset(Count) + target.Length, 3 * target.Length).Clear(); // Rows that fill the block up: Gram reads them.
        Count++;
    }

    /// <summary>L⁻¹k; its square length is what knowing the rows takes off a variance.</summary>
    /// <param name="vector">Padded, finite beyond its end.</param>
    /// <param name="white">Padded.</param>
    public void Whiten(ReadOnlySpan<double> vector, Span<double> white) => Triangle.Times(_rows, Count, vector, white);

    /// <summary>L⁻ᵀv, so that of v = L⁻¹k it is K⁻¹k.</summary>
    /// <param name="white">Padded, 0 beyond its end.</param>
    /// <param name="solution">Padded.</param>
    public void Solve(ReadOnlySpan<double> white, Span<double> solution) => Triangle.TransposedTimes(_rows, Count, white, solution);

    /// <summary>The lower triangle of K⁻¹; rows must not have been truncated within the last block of four.</summary>
    /// <param name="inverse">A triangle of as many rows.</param>
    public void Inverse(Span<double> inverse) => Triangle.Gram(_rows, Count, inverse);
}
