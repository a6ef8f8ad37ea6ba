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
    /// <remarks>Runs by the power of the t test (<see cref="Statistics.Power"/>), the spread from the standard error there is; errors by its normal approximation.</remarks>
    public static (long? PerSide, string Sentence) Of(Contrast contrast, ClaimAlternative alternative, double margin, double confidence)
    {
        var distance = MarginRule.Distance(contrast.Effect, alternative, margin);
        if (!(distance > 0))
            return (null, $"the effect {Wording.Signed(contrast.Effect)} does not reach what is claimed ({MarginRule.Wanted(alternative, margin)}): more of the same would not support it");
        if (!(contrast.StandardError > 0))
            return (null, "how much is missing cannot be said without a spread");
        if (contrast is { IsMeasured: true, TreatmentUnits: { } units })
            return OfRuns(contrast, units, distance, confidence);
        var quantiles = SummaryTest.NormalQuantile((1 + confidence) / 2) + SummaryTest.NormalQuantile(Power);
        var factor = Math.Pow(quantiles * contrast.StandardError / distance, 2);
        return (null, factor <= 1
            ? "a little less error would resolve it"
            : $"an error of {Wording.Number(distance / quantiles)} instead of {Wording.Number(contrast.StandardError)} would resolve it: about {Wording.Whole((long)Math.Ceiling(Math.Min(factor, MostRuns)))} times the data, if the effect stays");
    }

    // The spread of one unit follows from the error of the effect and the numbers there are; the smaller side has most to catch up.
    private static (long?, string) OfRuns(Contrast contrast, int units, double distance, double confidence)
    {
        var smaller = Math.Min(units, contrast.ControlUnits ?? units);
        var spread = contrast.StandardError / Math.Sqrt((1.0 / units) + (contrast.ControlUnits is { } control ? 1.0 / control : 0));
        var wanted = contrast.ControlUnits is null
            ? Statistics.Power.PairsForMean(distance / spread, Power, 1 - confidence)
            : Statistics.Power.RunsForMeans(distance / spread, Power, 1 - confidence);
        if (wanted.ValueOrNull is not { } needed || needed > MostRuns)
            return (null, "no number of runs that anybody will make would resolve it, if the effect stays: it is too small for this spread");
        var missing = (long)Math.Max(1, needed - smaller);
        return (missing, $"about {Wording.Count(missing, contrast.IsOneSample ? "unit" : "run")} more{(contrast.IsOneSample ? "" : " on each side")} would resolve it, if the effect stays");
    }
}
