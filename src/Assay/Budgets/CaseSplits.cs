namespace Assay.Budgets;

/// <summary>All draws of one call.</summary>
/// <param name="Folds">Test cases of each fold; empty without folds. Together they are all cases, each once.</param>
/// <param name="Splits">The draws, by fold, budget and seed.</param>
public sealed record CaseSplits(IReadOnlyList<IReadOnlyList<int>> Folds, IReadOnlyList<CaseSplit> Splits);
