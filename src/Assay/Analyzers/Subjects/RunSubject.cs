using Assay.Tracking;

namespace Assay.Analyzers.Subjects;

/// <summary>A run, or a file of training curves that somebody left without a store.</summary>
/// <param name="Place">Where it is.</param>
public sealed record RunSubject(Place Place) : Subject(Place)
{
    /// <summary>The run; null when only files are there.</summary>
    public Run? Run { get; init; }

    /// <summary>Its curves of two points or more, by key.</summary>
    public IReadOnlyList<Curve> Curves { get; init; } = [];

    /// <summary>Summaries of its metrics, curves included.</summary>
    public IReadOnlyList<MetricSummary> Metrics { get; init; } = [];

    /// <summary>Its params by key.</summary>
    public IReadOnlyDictionary<string, Param> Params { get; init; } = new Dictionary<string, Param>();

    /// <summary>Its tags by key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The datasets it used; null when they were not read.</summary>
    public IReadOnlyList<Dataset>? Datasets { get; init; }

    /// <summary>The files it left; null when they were not read.</summary>
    public IReadOnlyList<Artifact>? Artifacts { get; init; }

    /// <summary>The long part of its record; null when it was not read.</summary>
    public RunDetails? Details { get; init; }

    /// <summary>Rows per class of the data it was judged on, in the order of the classes; empty when unknown.</summary>
    public IReadOnlyList<long> ClassCounts { get; init; } = [];

    /// <summary>A param as a number; null when it is not there or no number.</summary>
    /// <param name="names">Last parts of dotted keys that mean it, e.g. <c>dropout</c> finds <c>training.dropout</c>.</param>
    /// <returns>The number of the first that is found.</returns>
    public double? Number(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var (key, param) in Params)
            {
                if (param.Number is { } number && (key.Equals(name, StringComparison.OrdinalIgnoreCase) || key.EndsWith("." + name, StringComparison.OrdinalIgnoreCase)))
                    return number;
            }
        }

        return null;
    }
}
