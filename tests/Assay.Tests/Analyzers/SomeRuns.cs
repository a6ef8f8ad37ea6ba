using System.Globalization;
using System.Text.Json;
using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Planning;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers;

/// <summary>Makes runs with results for analyzers.</summary>
internal static class SomeRuns
{
    /// <summary>A file of results.</summary>
    public static RunSubject Result(string name, params (string Key, double Value)[] metrics) => new(Place.OfFile($"{name}/results.json"))
    {
        Metrics = [.. metrics.Select(metric => Metric(metric.Key, metric.Value))],
        Tags = new Dictionary<string, string> { ["name"] = name },
    };

    /// <summary>A metric with one value.</summary>
    public static MetricSummary Metric(string key, double value, long step = 0) => new(new MetricIdentity(key), 1, 0, value, step, value, step, value, step);

    /// <summary>Params that are numbers.</summary>
    public static IReadOnlyDictionary<string, Param> Params(params (string Key, double Value)[] values) =>
        values.ToDictionary(value => value.Key, value => new Param(value.Key, value.Value.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>A claim on a metric.</summary>
    public static PlanClaim Claim(string id, string body) => new(id, id, "auc", JsonDocument.Parse(body).RootElement, 7);

    /// <summary>A completed run of a planned experiment, that left nothing but these metrics.</summary>
    public static RunRow Row(string experiment, params (string Key, double Value)[] metrics) => new(
        new Run { Id = RunId.New(TimeProvider.System), Name = experiment, Experiment = "losses", Status = RunStatus.Completed, Started = Some.Time, Ended = Some.Time.AddSeconds(2), Place = new PlanPlace("p") { Experiment = experiment } },
        metrics.ToDictionary(metric => metric.Key, metric => Metric(metric.Key, metric.Value)),
        new Dictionary<string, Param>(),
        new Dictionary<string, string>())
    {
        Artifacts = [],
    };

    /// <summary>The books of some runs.</summary>
    public static RecordsSubject Books(params RunRow[] rows) => new(Place.OfFile("store")) { Runs = rows, Now = Some.Time.AddDays(1) };
}
