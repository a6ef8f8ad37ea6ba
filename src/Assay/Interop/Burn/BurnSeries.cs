namespace Assay.Interop.Burn;

/// <summary>One metric of one split over the epochs.</summary>
/// <param name="Split">The folder's name: <c>train</c>, <c>valid</c>, <c>test</c>.</param>
/// <param name="Metric">The file's name without <c>.log</c>, underscores as blanks again: <c>Accuracy</c>, <c>Loss</c>.</param>
/// <param name="Epochs">By epoch, each once; epochs may be missing.</param>
public sealed record BurnSeries(string Split, string Metric, IReadOnlyList<BurnEpoch> Epochs);
