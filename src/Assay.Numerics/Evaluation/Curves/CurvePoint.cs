namespace Assay.Evaluation.Curves;

/// <summary>A value of a metric at a step of training.</summary>
/// <param name="Step">The step or epoch.</param>
/// <param name="Value">The value.</param>
public readonly record struct CurvePoint(long Step, double Value);
