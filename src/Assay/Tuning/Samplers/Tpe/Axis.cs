using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// A dimension as kernels see it. The place of a value is a number: of a dimension with few values the value's own number, of all others its position in [0, 1].
/// </summary>
internal sealed class Axis
{
    private const int MostCells = 128;

    /// <summary>The axis of a dimension.</summary>
    public Axis(Dimension dimension)
    {
        Dimension = dimension;
        IsNominal = !dimension.IsOrdered;
        Cells = IsNominal || dimension.Count <= MostCells ? dimension.Count : 0;
        if (Cells > 0 && !IsNominal)
            (Edges, Centers) = (new double[Cells + 1], new double[Cells]);
        for (var cell = 0; cell < Centers.Length; cell++)
        {
            (Edges[cell], Edges[cell + 1]) = dimension.CellOf(cell);
            Centers[cell] = dimension.ToUnit(dimension.ValueAt(cell));
        }
    }

    /// <summary>The dimension.</summary>
    public Dimension Dimension { get; }

    /// <summary>Number of values, each with its own probability; 0 when there are many, or any number.</summary>
    public int Cells { get; }

    /// <summary>Whether no two values are nearer than others.</summary>
    public bool IsNominal { get; }

    /// <summary>Ends of the cells in [0, 1], one more than cells; empty unless there are cells with an order.</summary>
    public double[] Edges { get; } = [];

    /// <summary>Positions of the values in [0, 1].</summary>
    public double[] Centers { get; } = [];

    /// <summary>The place of a value; NaN of NaN.</summary>
    public double PlaceOf(double value) => double.IsNaN(value) ? value : Cells > 0 ? Dimension.NumberOf(value) : Dimension.ToUnit(value);

    /// <summary>The value at a place; NaN of NaN.</summary>
    public double ValueOf(double place) => double.IsNaN(place) ? place : Cells > 0 ? Dimension.ValueAt((int)place) : Dimension.FromUnit(place);

    /// <summary>The cell that a position in [0, 1] lies in.</summary>
    public int CellAt(double position)
    {
        var found = Array.BinarySearch(Edges, position);
        return Math.Clamp(found < 0 ? ~found - 1 : found, 0, Cells - 1);
    }
}
