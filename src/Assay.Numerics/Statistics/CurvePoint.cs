namespace Assay.Statistics;

/// <summary>What one run reached with one budget.</summary>
/// <param name="Budget">Rows, steps or any other amount, above 0.</param>
/// <param name="Value">The metric, finite.</param>
/// <param name="Replicate">Seed, fold or repetition the run belongs to: equal numbers at different budgets, or on two curves, are one replicate, drawn together where asked for.</param>
public readonly record struct CurvePoint(double Budget, double Value, int Replicate = 0);
