using System.Runtime.CompilerServices;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>How wide kernels are.</summary>
internal sealed class Bandwidths(Axis axis)
{
    private const int FinestClip = 100;

    private double[] _positions = [];
    private int[] _kernels = [];

    /// <summary>
    /// The width of every kernel, the larger distance to its two neighbors; the outermost have only one. The prior, in the middle and as wide as the range, counts as a neighbor.
    /// Widths stay within [1 / min(100, 1 + kernels), 1], kernels counted with the prior.
    /// Source: Watanabe, arXiv:2304.11127, section 3.3 ("magic clipping"), as in Optuna 5.
    /// </summary>
    /// <param name="table">The trials.</param>
    /// <param name="slots">Of every row its kernel; −1 of rows without.</param>
    /// <param name="count">Number of kernels of trials.</param>
    /// <param name="widths">Takes the widths, one a kernel and last the prior's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(TrialTable table, ReadOnlySpan<int> slots, int count, Span<double> widths)
    {
        if (_positions.Length <= count)
            (_positions, _kernels) = (new double[2 * (count + 1)], new int[2 * (count + 1)]);
        var places = table.Places(axis.Dimension.Index);
        var centers = axis.Centers;
        var at = 0;
        var hasPrior = false;
        foreach (var row in table.Order(axis.Dimension.Index))
        {
            var slot = slots[row];
            if (slot < 0)
                continue;
            var position = axis.Cells > 0 ? centers[(int)places[row]] : places[row];
            if (!hasPrior && position > 0.5)
            {
                hasPrior = true;
                (_positions[at], _kernels[at++]) = (0.5, count);
            }

            (_positions[at], _kernels[at++]) = (position, slot);
        }

        if (!hasPrior)
            (_positions[at], _kernels[at++]) = (0.5, count);
        var kernels = at;
        var least = 1.0 / Math.Min(FinestClip, 1 + kernels);
        for (var index = 0; index < kernels; index++)
        {
            var below = index > 0 ? _positions[index] - _positions[index - 1] : 0;
            var above = index < kernels - 1 ? _positions[index + 1] - _positions[index] : 0;
            widths[_kernels[index]] = Math.Clamp(Math.Max(below, above), least, 1);
        }

        widths[count] = 1;
    }
}
