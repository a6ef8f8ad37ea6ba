using Assay.Tracking;

namespace Assay.Cli.Comparing;

/// <summary>A run in a ranking.</summary>
/// <param name="Run">The run.</param>
/// <param name="Metric">Its series.</param>
/// <param name="Value">The value it is ranked by.</param>
/// <param name="Step">The step of the value.</param>
internal sealed record RankedRun(Run Run, MetricSummary Metric, double Value, long Step);
