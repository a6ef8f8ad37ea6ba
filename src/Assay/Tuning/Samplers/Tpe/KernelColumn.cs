using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// The kernels of one dimension, one a trial in the order of the rows, and last the prior. Logarithms of densities; of a dimension with few values, of probabilities.
/// Arrays are padded to whole vectors.
/// </summary>
internal abstract class KernelColumn(Axis axis)
{
    /// <summary>The dimension.</summary>
    protected Axis Axis { get; } = axis;

    /// <summary>The dimension's place in the space.</summary>
    public int Dimension => Axis.Dimension.Index;

    /// <summary>Makes the column that suits a dimension.</summary>
    /// <param name="axis">The dimension.</param>
    /// <param name="mostCounted">How many kernels on choices count at most in what is left for other choices.</param>
    public static KernelColumn Of(Axis axis, int mostCounted = int.MaxValue) => axis switch
    {
        { IsNominal: true } => new ChoiceKernels(axis, mostCounted),
        { Cells: > 0 } => new CellKernels(axis),
        _ => new RealKernels(axis),
    };

    /// <summary>Makes the columns of some dimensions.</summary>
    /// <param name="table">The trials.</param>
    /// <param name="dimensions">Places of the dimensions.</param>
    /// <param name="mostCounted">As for one.</param>
    public static KernelColumn[] Of(TrialTable table, int[] dimensions, int mostCounted = int.MaxValue)
    {
        var columns = new KernelColumn[dimensions.Length];
        for (var index = 0; index < columns.Length; index++)
            columns[index] = Of(table.Axes[dimensions[index]], mostCounted);
        return columns;
    }

    /// <summary>Makes the kernels of some rows; one in which the dimension was not in play gets an indifferent kernel, which is never drawn from.</summary>
    /// <param name="table">The trials.</param>
    /// <param name="rows">The rows, ascending.</param>
    /// <param name="slots">Of every row its index in <paramref name="rows"/>; −1 of the others.</param>
    public abstract void Build(TrialTable table, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots);

    /// <summary>Adds what does not depend on the place.</summary>
    /// <param name="exponents">One a kernel, padded.</param>
    public virtual void AddConstants(Span<double> exponents)
    {
    }

    /// <summary>Adds the rest of the logarithm of every kernel's density at a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="exponents">One a kernel, padded.</param>
    public abstract void Add(double place, Span<double> exponents);

    /// <summary>Draws a place from a kernel.</summary>
    public abstract double Draw(int kernel, ref RandomSequence random);

    /// <summary>The size of an array that holds so many numbers in whole vectors.</summary>
    public static int Padded(int count) => (count + 3) & ~3;

    /// <summary>An array of at least a size.</summary>
    protected static void Grow<T>(ref T[] values, int size)
    {
        if (values.Length < size)
            values = new T[Math.Max(size, 2 * values.Length)];
    }
}
