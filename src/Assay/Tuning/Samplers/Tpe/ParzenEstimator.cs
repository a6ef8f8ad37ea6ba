using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// A density over a few dimensions, given others: a weighted mixture with one product of kernels a trial and one wide prior. Given the dimensions that were
/// chosen before, a trial's kernel counts as much as it agrees with them.
/// </summary>
/// <param name="given">Kernels of the dimensions that are chosen before.</param>
/// <param name="modeled">Kernels of the dimensions that the density is over.</param>
internal sealed class ParzenEstimator(KernelColumn[] given, KernelColumn[] modeled)
{
    private const double Negligible = -45; // exp(−45) is 3e-20: thousands of such terms do not change a sum in double precision.

    private double[] _weights = [];
    private double[] _base = [];
    private double[] _exponents = [];
    private double[] _shares = [];
    private int _count;
    private double _evidence;

    /// <summary>Makes the mixture of some rows.</summary>
    /// <param name="table">The trials.</param>
    /// <param name="rows">Rows in which all the dimensions were in play, ascending.</param>
    /// <param name="slots">Of every row its index in <paramref name="rows"/>; −1 of the others.</param>
    /// <param name="weights">One a row, not normalized; the prior's is 1.</param>
    public void Build(TrialTable table, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots, ReadOnlySpan<double> weights)
    {
        _count = rows.Length + 1;
        var size = KernelColumn.Padded(_count);
        if (_weights.Length < size)
        {
            _weights = new double[2 * size];
            _base = new double[2 * size];
            _exponents = new double[2 * size];
            _shares = new double[2 * size];
        }

        weights.CopyTo(_weights);
        _weights[_count - 1] = 1;
        _weights.AsSpan(_count, size - _count).Clear();
        foreach (var column in given)
            column.Build(table, rows, slots);
        foreach (var column in modeled)
            column.Build(table, rows, slots);
    }

    /// <summary>Makes the mixture of one side of a split.</summary>
    public void Build(TrialTable table, TrialSplit split) => Build(table, split.Rows, split.Slots, split.Weights);

    /// <summary>Sets what was chosen before.</summary>
    /// <param name="places">One a dimension of the space; NaN where a dimension is not in play, which says nothing.</param>
    public void Given(ReadOnlySpan<double> places)
    {
        var size = KernelColumn.Padded(_count);
        var exponents = _base.AsSpan(0, size);
        exponents[.._count].Clear();
        // Padding has no density at all, whatever is added.
        exponents[_count..].Fill(double.NegativeInfinity);
        foreach (var column in given)
        {
            if (double.IsNaN(places[column.Dimension]))
                continue;
            column.AddConstants(exponents);
            column.Add(places[column.Dimension], exponents);
        }

        _evidence = LogSum(exponents, _shares);
        var sum = 0.0;
        for (var kernel = 0; kernel < _count; kernel++)
            _shares[kernel] = sum += _shares[kernel];
        foreach (var column in modeled)
            column.AddConstants(exponents);
    }

    /// <summary>Draws the modeled dimensions.</summary>
    /// <param name="places">Takes them.</param>
    /// <param name="random">The random numbers.</param>
    public void Draw(Span<double> places, ref RandomSequence random)
    {
        var target = random.Uniform() * _shares[_count - 1];
        var kernel = 0;
        while (kernel < _count - 1 && _shares[kernel] <= target)
            kernel++;
        foreach (var column in modeled)
            places[column.Dimension] = column.Draw(kernel, ref random);
    }

    /// <summary>The logarithm of the density.</summary>
    /// <param name="places">One a dimension of the space; only the modeled ones are read.</param>
    /// <returns>Up to a constant that is the same at all places; finite.</returns>
    public double LogDensity(ReadOnlySpan<double> places)
    {
        var exponents = _exponents.AsSpan(0, KernelColumn.Padded(_count));
        _base.AsSpan(0, exponents.Length).CopyTo(exponents);
        foreach (var column in modeled)
            column.Add(places[column.Dimension], exponents);
        return LogSum(exponents, []) - _evidence;
    }

    // Compiled at its best at once: a study of a hundred trials is over before the tiers are climbed.
    // log Σ weight · exp(exponent); with shares, the terms over the largest of exp(exponent).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double LogSum(ReadOnlySpan<double> exponents, Span<double> shares)
    {
        ref var values = ref MemoryMarshal.GetReference(exponents);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        var most = Vector256.Create(double.NegativeInfinity);
        for (nuint kernel = 0; kernel < (nuint)exponents.Length; kernel += 4)
            most = Vector256.Max(most, Vector256.LoadUnsafe(ref values, kernel));
        var largest = Math.Max(Math.Max(most[0], most[1]), Math.Max(most[2], most[3]));
        var sum = Vector256<double>.Zero;
        var (shift, negligible) = (Vector256.Create(largest), Vector256.Create(Negligible));
        for (nuint kernel = 0; kernel < (nuint)exponents.Length; kernel += 4)
        {
            var exponent = Vector256.LoadUnsafe(ref values, kernel) - shift;
            // Most kernels are far away from a place.
            var term = Vector256.LessThanAll(exponent, negligible) ? Vector256<double>.Zero : Vector256.LoadUnsafe(ref weights, kernel) * Vector256.Exp(exponent);
            sum += term;
            if (!shares.IsEmpty)
                term.StoreUnsafe(ref MemoryMarshal.GetReference(shares), kernel);
        }

        return largest + Math.Log(Vector256.Sum(sum));
    }
}
