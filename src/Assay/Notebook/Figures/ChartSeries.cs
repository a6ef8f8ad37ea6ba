namespace Assay.Notebook.Figures;

/// <summary>Points that belong together.</summary>
/// <param name="Name">What the legend calls it; empty keeps it out of the legend.</param>
/// <param name="Points">The points in the order they are connected.</param>
/// <param name="Marks">How they are drawn.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points, ChartMarks Marks)
{
    /// <summary>Which color of the palette; series of one number are of one color. Null takes the series' place in the chart.</summary>
    public int? Color { get; init; }
}
