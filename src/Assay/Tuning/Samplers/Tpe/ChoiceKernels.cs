using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// Kernels on choices without an order: most of the probability on the trial's choice, the rest shared by all. With n kernels (the prior counted) a choice has
/// (1/n + [it is the trial's]) / (1 + choices/n); the prior is uniform.
/// </summary>
/// <param name="axis">The dimension.</param>
/// <param name="mostCounted">The largest n: a small one keeps some probability on every choice however many trials agree on another.</param>
internal sealed class ChoiceKernels(Axis axis, int mostCounted) : KernelColumn(axis)
{
    private const double NoChoice = -1;

    private readonly List<int> _indifferent = []; // The prior, and trials without this dimension.
    private double[] _choices = [];
    private int _count;
    private double _shared; // The part of the probability that is not the trial's own choice's, as choices/n.
    private double _same;
    private double _other;

    /// <inheritdoc/>
    public override void Build(TrialTable table, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        _count = rows.Length + 1;
        var size = Padded(_count);
        Grow(ref _choices, size);
        var places = table.Places(Dimension);
        _indifferent.Clear();
        for (var kernel = 0; kernel < rows.Length; kernel++)
        {
            _choices[kernel] = places[rows[kernel]];
            if (double.IsNaN(_choices[kernel]))
                _indifferent.Add(kernel);
        }

        _indifferent.Add(rows.Length);
        _choices.AsSpan(rows.Length, size - rows.Length).Fill(NoChoice);
        var share = 1.0 / Math.Min(_count, mostCounted);
        _shared = Axis.Cells * share;
        _same = Math.Log((1 + share) / (1 + _shared));
        _other = Math.Log(share / (1 + _shared));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(double place, Span<double> exponents)
    {
        ref var sums = ref MemoryMarshal.GetReference(exponents);
        ref var choices = ref MemoryMarshal.GetArrayDataReference(_choices);
        var (choice, same, other) = (Vector256.Create(place), Vector256.Create(_same), Vector256.Create(_other));
        var size = (nuint)Padded(_count);
        for (nuint kernel = 0; kernel < size; kernel += 4)
            (Vector256.LoadUnsafe(ref sums, kernel) + Vector256.ConditionalSelect(Vector256.Equals(Vector256.LoadUnsafe(ref choices, kernel), choice), same, other)).StoreUnsafe(ref sums, kernel);
        var even = -Math.Log(Axis.Cells) - _other;
        foreach (var kernel in _indifferent)
            exponents[kernel] += even;
    }

    /// <inheritdoc/>
    public override double Draw(int kernel, ref RandomSequence random)
    {
        // With probability 1 / (1 + choices/n) the trial's own choice, else any: together the probabilities above.
        if (kernel < _count - 1 && random.Uniform() < 1 / (1 + _shared))
            return _choices[kernel];
        return random.Below(Axis.Cells);
    }
}
