using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>Normal kernels cut off at 0 and 1, for dimensions with any or many values.</summary>
internal sealed class RealKernels(Axis axis) : KernelColumn(axis)
{
    private readonly Bandwidths _bandwidths = new(axis);
    private double[] _centers = [];
    private double[] _widths = [];
    private double[] _inverse = [];    // 1 / (√2 · width)
    private double[] _constants = [];  // −log(width · √(2π) · mass within [0, 1])
    private int _count;

    // By row: what was computed for the width that the row's kernel had last. Most widths stay as they are from one trial to the next.
    private double[] _knownCenters = [];
    private double[] _knownWidths = [];
    private double[] _knownConstants = [];

    /// <inheritdoc/>
    public override void Build(TrialTable table, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        _count = rows.Length + 1;
        var size = Padded(_count);
        if (_centers.Length < size)
        {
            Grow(ref _centers, size);
            Grow(ref _widths, size);
            Grow(ref _inverse, size);
            Grow(ref _constants, size);
        }

        if (_knownWidths.Length < table.Rows)
        {
            Array.Resize(ref _knownCenters, 2 * table.Rows);
            Array.Resize(ref _knownWidths, 2 * table.Rows);
            Array.Resize(ref _knownConstants, 2 * table.Rows);
        }

        var places = table.Places(Dimension);
        _bandwidths.Fill(table, slots, rows.Length, _widths);
        for (var kernel = 0; kernel < rows.Length; kernel++)
        {
            var row = rows[kernel];
            var (center, width) = (places[row], _widths[kernel]);
            if (double.IsNaN(center))
            {
                (_centers[kernel], _inverse[kernel], _constants[kernel]) = (0, 0, 0);
                continue;
            }

            if (_knownWidths[row] != width || _knownCenters[row] != center)
                (_knownCenters[row], _knownWidths[row], _knownConstants[row]) = (center, width, Constant(center, width));
            (_centers[kernel], _inverse[kernel], _constants[kernel]) = (center, Inverse(width), _knownConstants[row]);
        }

        (_centers[_count - 1], _inverse[_count - 1], _constants[_count - 1]) = (0.5, Inverse(1), Constant(0.5, 1));
        for (var pad = _count; pad < size; pad++)
            (_centers[pad], _inverse[pad], _constants[pad]) = (0, 0, 0);
    }

    /// <inheritdoc/>
    public override void AddConstants(Span<double> exponents)
    {
        for (var kernel = 0; kernel < _count; kernel++)
            exponents[kernel] += _constants[kernel];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(double place, Span<double> exponents)
    {
        ref var sums = ref MemoryMarshal.GetReference(exponents);
        ref var centers = ref MemoryMarshal.GetArrayDataReference(_centers);
        ref var inverse = ref MemoryMarshal.GetArrayDataReference(_inverse);
        var at = Vector256.Create(place);
        var size = (nuint)Padded(_count);
        for (nuint kernel = 0; kernel < size; kernel += 4)
        {
            var distance = (at - Vector256.LoadUnsafe(ref centers, kernel)) * Vector256.LoadUnsafe(ref inverse, kernel);
            (Vector256.LoadUnsafe(ref sums, kernel) - (distance * distance)).StoreUnsafe(ref sums, kernel);
        }
    }

    /// <inheritdoc/>
    public override double Draw(int kernel, ref RandomSequence random)
    {
        double place;
        // The center is inside and no kernel is wider than the range: a third of the draws or more stay within.
        do
            place = _centers[kernel] + (_widths[kernel] * random.Normal());
        while (place is < 0 or > 1);
        return Axis.Dimension.Count == 0 ? place : Axis.Dimension.ToUnit(Axis.Dimension.FromUnit(place));
    }

    private static double Inverse(double width) => Math.Sqrt(0.5) / width;

    private static double Constant(double center, double width) => -Math.Log(width * Math.Sqrt(2 * Math.PI) * NormalMass.Between(-center / width, (1 - center) / width));
}
