namespace Assay.Notebook.Figures;

/// <summary>How a series is drawn; several at once are possible.</summary>
[Flags]
public enum ChartMarks
{
    /// <summary>Not at all, but in the legend.</summary>
    None = 0,

    /// <summary>A line through the points, from left to right as they are given.</summary>
    Line = 1,

    /// <summary>A disc at each point.</summary>
    Points = 2,

    /// <summary>A surface between the points' lower and upper ends.</summary>
    Band = 4,

    /// <summary>A bar from each point's lower to its upper end.</summary>
    Bars = 8,

    /// <summary>With <see cref="Line"/>: dashed.</summary>
    Dashed = 16,
}
