using Assay.Statistics;

namespace Assay.Claims;

/// <summary>An effect that can be tested: against any margin, in any direction, at any confidence.</summary>
/// <param name="Effect">Treatment less control, or the stated effect.</param>
/// <param name="Method">The test's name.</param>
/// <param name="Test">Asks a hypothesis; a pure function.</param>
internal sealed record Contrast(double Effect, string Method, Func<Hypothesis, TestResult> Test)
{
    /// <summary>Independent units of the treatment, or pairs; null when not stated.</summary>
    public int? TreatmentUnits { get; init; }

    /// <summary>Independent units of the control; null when not stated, or when there are none.</summary>
    public int? ControlUnits { get; init; }

    /// <summary>Standard error of the effect.</summary>
    public double StandardError { get; init; }

    /// <summary>Whether the sides were measured run by run, so that more runs are what is missing.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Whether each further unit is a pair, or stands for itself.</summary>
    public bool IsOneSample { get; init; }

    /// <summary>Asks a one-sided or two-sided question.</summary>
    /// <param name="alternative">The direction that counts.</param>
    /// <param name="margin">The effect under the null hypothesis.</param>
    /// <returns>p; null when it is undefined.</returns>
    public double? P(Alternative alternative, double margin) => Test(new Hypothesis(alternative, margin)).PValue.ValueOrNull;

    /// <summary>The two-sided interval of the effect.</summary>
    /// <param name="confidence">In (0, 1).</param>
    /// <returns>The interval; null when there is none.</returns>
    public Interval? At(double confidence) => Test(new Hypothesis(Alternative.TwoSided, 0, confidence)).Interval;
}
