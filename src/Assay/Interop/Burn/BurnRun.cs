namespace Assay.Interop.Burn;

/// <summary>A run as Burn's learner left it in a folder.</summary>
/// <param name="Path">The folder as it was named.</param>
/// <param name="Name">The folder's own name.</param>
/// <param name="Splits">The splits that have a folder with the number of their epoch folders, empty and interrupted ones included; train first, then valid, then test.</param>
/// <param name="Series">The metrics, in the order of splits, then by name.</param>
/// <param name="Checkpoints">Epochs whose model file is still there, ascending.</param>
/// <param name="Config">The text of <c>config.json</c>, valid JSON; null when there is none.</param>
/// <param name="Remarks">What was found odd: broken lines, cut files, interrupted epochs, files without numbers; each a sentence.</param>
public sealed record BurnRun(
    string Path,
    string Name,
    IReadOnlyList<(string Split, int Epochs)> Splits,
    IReadOnlyList<BurnSeries> Series,
    IReadOnlyList<int> Checkpoints,
    string? Config,
    IReadOnlyList<string> Remarks);
