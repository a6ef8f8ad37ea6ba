namespace Assay.Tuning.Pruners;

/// <summary>At which steps a pruner looks at all.</summary>
/// <param name="Warmup">No trial is judged before this step.</param>
/// <param name="Every">Steps from one look to the next, at least 1; when nothing was reported at a step of a look, the next report is looked at.</param>
internal readonly record struct CheckInterval(long Warmup, long Every)
{
    /// <summary>Whether a curve's last report is to be looked at.</summary>
    public bool IsDue(TrialCurve curve)
    {
        if (curve.LastStep is not { } step || step < Warmup)
            return false;
        var due = ((step - Warmup) / Every * Every) + Warmup;
        var before = curve.Steps.Count > 1 ? curve.Steps[^2] : -1;
        return before < due;
    }
}
