namespace Assay.Budgets;

/// <summary>One draw: which cases train and which validate. Places are rows of the manifest from 0, ascending; no case is in two parts.</summary>
/// <param name="Budget">Cases that were asked for; the pool's size where no budget was.</param>
/// <param name="Seed">The seed of the draw.</param>
/// <param name="Fold">The fold that is left out for testing, from 0; null without folds.</param>
/// <param name="Train">Cases to train with, at least one.</param>
/// <param name="Validation">Cases that were carved out; empty when none were.</param>
public sealed record CaseSplit(int Budget, ulong Seed, int? Fold, IReadOnlyList<int> Train, IReadOnlyList<int> Validation)
{
    /// <summary>Training and validation cases together.</summary>
    public int Effective => Train.Count + Validation.Count;
}
