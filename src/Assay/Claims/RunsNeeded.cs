using Assay.Planning.Claims;
using Assay.Statistics;

namespace Assay.Claims;

/// <summary>How much evidence a claim still needs if its effect stays as it is now.</summary>
internal static class RunsNeeded
{
    // The usual chance of finding an effect that is there (Cohen 1988).
    private const double Power = 0.8;

    // A number of runs that nobody will make says nothing more than that.
    private const double MostRuns = 1_000_000;

    /// <summary>Says it.</summary>
    /// <param name="contrast">The effect as it stands.</param>
    /// <param name="alternative">What is claimed of it.</param>
    /// <param name="margin">The margin.</param>
    /// <param name="confidence">The corrected confidence.</param>
    /// <returns>Runs still needed on each side, null where that is no number; and a sentence.</returns>
    /// <remarks>n = ((z(1 - α/2) + z(0.8)) · s / distance)², normal approximation, s from the standard error there is.</remarks>
    public static (long? PerSide, string Sentence) Of(Contrast contrast, ClaimAlternative alternative, double margin, double confidence)
    {
        var distance = MarginRule.Distance(contrast.Effect, alternative, margin);
        if (!(distance > 0))
            return (null, $"the effect {Wording.Signed(contrast.Effect)} does not reach what is claimed ({MarginRule.Wanted(alternative, margin)}): more of the same would not support it");
        if (!(contrast.StandardError > 0))
            return (null, "how much is missing cannot be said without a spread");
        var quantiles = SummaryTest.NormalQuantile((1 + confidence) / 2) + SummaryTest.NormalQuantile(Power);
        var factor = Math.Pow(quantiles * contrast.StandardError / distance, 2);
        if (!contrast.IsMeasured || contrast.TreatmentUnits is not { } units)
        {
            return (null, factor <= 1
                ? "a little less error would resolve it"
                : $"an error of {Wording.Number(distance / quantiles)} instead of {Wording.Number(contrast.StandardError)} would resolve it: about {Wording.Whole((long)Math.Ceiling(Math.Min(factor, MostRuns)))} times the data, if the effect stays");
        }

        // Both sides grow together: the smaller one bounds what the larger is worth.
        var now = contrast.ControlUnits is { } control ? 2.0 * units * control / (units + control) : units;
        var missing = Math.Max(1, Math.Ceiling((now * factor) - now));
        if (missing > MostRuns)
            return (null, "more than a million runs would be needed, if the effect stays: it is too small for this spread");
        var where = contrast.IsOneSample ? "" : " on each side";
        return ((long)missing, $"about {Wording.Count((long)missing, contrast.IsOneSample ? "unit" : "run")} more{where} would resolve it, if the effect stays");
    }
}
