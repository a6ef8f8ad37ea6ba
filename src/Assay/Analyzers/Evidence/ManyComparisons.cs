using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Planning.Claims;
using Assay.Statistics;
using MathNet.Numerics.Distributions;

namespace Assay.Analyzers.Evidence;

/// <summary>
/// AS505. Many are compared and the best is told as if it had been the only one. The best of m equal runs lies z(m) standard errors above their
/// middle, z(m) = Φ⁻¹((m − 0.375) / (m + 0.25)) (Blom 1958); runs judged on the same rows share part of their error.
/// </summary>
internal sealed class ManyComparisons() : Analyzer<EvidenceSubject>(new Rule(
    "AS505",
    "Many comparisons uncorrected",
    Severity.Warning,
    "Judge the winner on data that did not choose it, or correct for the number of comparisons (Holm, which claims do unless told not to)."))
{
    private const int FewestRuns = 8;

    // Of models of one family on the same rows; what they share cancels in a comparison.
    private const double Correlation = 0.7;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        var tested = subject.Claims.Where(claim => claim.Gate.Count == 0 && claim.Metric is not null).ToList();
        var uncorrected = tested.Count(claim => claim.Test.Correction == ClaimCorrection.None);
        if (tested.Count > 1 && uncorrected > 0)
            yield return new Observation(Say($"{uncorrected} of {tested.Count} claims on these runs are tested without a correction: of {tested.Count} tests at 5% one or more come out by chance in {1 - Math.Pow(0.95, tested.Count):0%} of cases")) { Numbers = Numbers(("claims", tested.Count), ("uncorrected", uncorrected)) };

        var runs = subject.Runs.Where(Counting.Counts).Select(run => (Name: Fact.Name(run), Auc: PredictionFacts.Auc(run), PredictionFacts.Of(run)?.Counts)).Where(run => run is { Auc: not null, Counts: not null }).ToList();
        if (runs.Count < FewestRuns)
            yield break;
        var (rows, positives) = runs[0].Counts!.Value;
        if (runs.Exists(run => run.Counts != runs[0].Counts) || positives <= 0 || positives >= rows || rows > int.MaxValue)
            yield break;
        var ranked = runs.Select(run => run.Auc!.Value).Order().ToList();
        var median = (ranked[(ranked.Count - 1) / 2] + ranked[ranked.Count / 2]) / 2;
        if (HanleyMcNeil.Area(Math.Clamp(median, 0, 1), (int)positives, (int)(rows - positives)).StandardError.ValueOrNull is not { } error)
            yield break;
        var chance = Normal.InvCDF(0, 1, (runs.Count - 0.375) / (runs.Count + 0.25)) * error * Math.Sqrt(1 - Correlation);
        if (!(ranked[^1] - median < chance))
            yield break;
        yield return new Observation(Say($"the best of {runs.Count} AUROCs ({ranked[^1]:0.0000}, {runs.MaxBy(run => run.Auc).Name}) is {ranked[^1] - median:0.0000} above the middle one; the best of {runs.Count} equal runs would be {chance:0.0000} above it, with a standard error of {error:0.000} on {positives} positives among {rows} rows"))
        {
            Numbers = Numbers(("runs", runs.Count), ("best", ranked[^1]), ("median", median), ("by_chance", chance), ("standard_error", error)),
        };
    }
}
