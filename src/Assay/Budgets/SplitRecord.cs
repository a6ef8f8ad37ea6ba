namespace Assay.Budgets;

/// <summary>One draw as <c>manifest.json</c> has it.</summary>
/// <param name="Budget">Cases that were asked for.</param>
/// <param name="Seed">The seed of the draw.</param>
/// <param name="Fold">The fold that is left out for testing, from 0; null without folds.</param>
/// <param name="RequestedRows">Cases that were asked for, as <paramref name="Budget"/>.</param>
/// <param name="EffectiveRows">Cases that were drawn: training, and carved validation.</param>
/// <param name="Train">The training cases.</param>
/// <param name="Validation">The validation cases, carved or copied; null when there are none.</param>
public sealed record SplitRecord(int Budget, ulong Seed, int? Fold, int RequestedRows, int EffectiveRows, SplitFile Train, SplitFile? Validation);
