namespace Assay.Notebook.Figures;

/// <summary>An axis of a chart.</summary>
/// <param name="Label">What it measures, with its unit.</param>
public sealed record ChartAxis(string Label)
{
    /// <summary>Whether equal distances are equal ratios; values that are not above 0 then have no place and are left out, which the figure says.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Where the axis begins; null for a little below the smallest value.</summary>
    public double? From { get; init; }

    /// <summary>Where the axis ends; null for a little above the largest value.</summary>
    public double? To { get; init; }
}
