using Assay.Tracking;

namespace Assay.Cli.Comparing;

/// <summary>A metric of several runs.</summary>
/// <param name="Label">Its key, with its identity when a run measured the key in several ways.</param>
/// <param name="Series">Per run the series; null where the run has none.</param>
/// <param name="Experiments">Per run its experiment.</param>
internal sealed record ComparedMetric(string Label, IReadOnlyList<MetricSummary?> Series, IReadOnlyList<string> Experiments)
{
    /// <summary>Whether the last values differ, or only some runs have one.</summary>
    public bool Differs => Series.Select(series => series?.Last).Distinct().Count() > 1;

    /// <summary>Whether the values mean the same.</summary>
    public Comparability Comparability { get; } = Comparability.Of(
        [.. Series.Zip(Experiments).Where(pair => pair.First is not null).Select(pair => (pair.First!.Identity, pair.Second))]);

    /// <summary>Second value less the first; null unless two runs have numbers.</summary>
    public double? Difference => Series is [{ Last.NumberOrNull: { } first }, { Last.NumberOrNull: { } second }] ? second - first : null;

    /// <summary>Which values are better; null when undeclared or declared differently.</summary>
    public Direction? Direction =>
        Series.OfType<MetricSummary>().Select(series => series.Identity.Direction).Distinct().ToArray() is [{ } direction] ? direction : null;
}
