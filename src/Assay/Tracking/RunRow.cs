namespace Assay.Tracking;

/// <summary>A run as a search returns it, with the columns that were asked for.</summary>
/// <param name="Run">The run.</param>
/// <param name="Metrics">Per key the summary of the series that was written last; other series of the key are read with the run.</param>
/// <param name="Params">Per key the parameter.</param>
/// <param name="Tags">Per key the tag.</param>
public sealed record RunRow(
    Run Run, IReadOnlyDictionary<string, MetricSummary> Metrics, IReadOnlyDictionary<string, Param> Params, IReadOnlyDictionary<string, string> Tags)
{
    /// <summary>Summaries of its series that have points, by key and identity; null when they were not asked for.</summary>
    public IReadOnlyList<MetricSummary>? Series { get; init; }

    /// <summary>The long part of its record; null when it was not asked for.</summary>
    public RunDetails? Details { get; init; }

    /// <summary>Its series of more than one point, by key and identity; null when they were not asked for.</summary>
    public IReadOnlyList<MetricCurve>? Curves { get; init; }

    /// <summary>The datasets it used, by name and role; null when they were not asked for.</summary>
    public IReadOnlyList<Dataset>? Datasets { get; init; }

    /// <summary>The files it left, by path; null when they were not asked for.</summary>
    public IReadOnlyList<Artifact>? Artifacts { get; init; }
}
