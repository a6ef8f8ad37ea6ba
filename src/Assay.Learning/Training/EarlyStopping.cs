namespace Assay.Learning.Training;

/// <summary>Ends training when a metric has not become better for some epochs.</summary>
/// <param name="Metric">The metric with its data set, e.g. <c>valid/loss</c>.</param>
/// <param name="Patience">Epochs without a better value before training ends, at least 1.</param>
public sealed record EarlyStopping(string Metric, int Patience)
{
    /// <summary>By how much a value must be better to count, 0 or more, in the metric's unit; 0 by default.</summary>
    public double MinimumChange { get; init; }
}
