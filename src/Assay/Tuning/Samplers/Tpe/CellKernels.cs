using System.Runtime.CompilerServices;
using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// Normal kernels cut off at 0 and 1, for dimensions with a few values in order: numbers with steps, and choices that are numbers or declared as ordered. The probability of a value
/// is the kernel's mass in the value's cell.
/// </summary>
internal sealed class CellKernels(Axis axis) : KernelColumn(axis)
{
    private const double LeastLog = -200; // Of a cell so far away that its mass is 0 in double precision.
    private const int MostShapes = 64;

    private readonly Bandwidths _bandwidths = new(axis);
    private readonly List<(double Width, double[] Logs)>[] _shapes = [.. Enumerable.Range(0, axis.Cells).Select(_ => new List<(double, double[])>())];
    private readonly double[] _prior = Logs(axis, 0.5, 1);
    private readonly double[]?[] _columns = new double[]?[axis.Cells];
    private readonly bool[] _isFilled = new bool[axis.Cells];
    private double[] _widths = [];
    private double[] _centers = [];
    private double[][] _logs = [];
    private int _count;

    /// <inheritdoc/>
    public override void Build(TrialTable table, ReadOnlySpan<int> rows, ReadOnlySpan<int> slots)
    {
        _count = rows.Length + 1;
        Grow(ref _widths, _count);
        Grow(ref _logs, _count);
        Grow(ref _centers, _count);
        Array.Clear(_isFilled);
        var places = table.Places(Dimension);
        _bandwidths.Fill(table, slots, rows.Length, _widths);
        for (var kernel = 0; kernel < rows.Length; kernel++)
        {
            var place = places[rows[kernel]];
            if (double.IsNaN(place))
            {
                _logs[kernel] = _prior;
                continue;
            }

            var cell = (int)place;
            _centers[kernel] = Axis.Centers[cell];
            _logs[kernel] = Shape(cell, _widths[kernel]);
        }

        (_centers[rows.Length], _logs[rows.Length]) = (0.5, _prior);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Add(double place, Span<double> exponents)
    {
        var cell = (int)place;
        var column = _columns[cell] ?? [];
        if (!_isFilled[cell] || column.Length < _count)
        {
            Grow(ref column, _count);
            for (var kernel = 0; kernel < _count; kernel++)
                column[kernel] = _logs[kernel][cell];
            (_columns[cell], _isFilled[cell]) = (column, true);
        }

        for (var kernel = 0; kernel < _count; kernel++)
            exponents[kernel] += column[kernel];
    }

    /// <inheritdoc/>
    public override double Draw(int kernel, ref RandomSequence random)
    {
        double position;
        do
            position = _centers[kernel] + (_widths[kernel] * random.Normal());
        while (position is < 0 or > 1);
        return Axis.CellAt(position);
    }

    // Kernels on the same value have few different widths: those between neighboring values.
    private double[] Shape(int cell, double width)
    {
        var known = _shapes[cell];
        foreach (var shape in known)
        {
            if (shape.Width == width)
                return shape.Logs;
        }

        if (known.Count == MostShapes)
            known.Clear();
        var logs = Logs(Axis, Axis.Centers[cell], width);
        known.Add((width, logs));
        return logs;
    }

    private static double[] Logs(Axis axis, double center, double width)
    {
        var whole = NormalMass.Between(-center / width, (1 - center) / width);
        var logs = new double[axis.Cells];
        for (var cell = 0; cell < logs.Length; cell++)
            logs[cell] = Math.Max(LeastLog, Math.Log(NormalMass.Between((axis.Edges[cell] - center) / width, (axis.Edges[cell + 1] - center) / width) / whole));
        return logs;
    }
}
