using Assay.Analyzers.Subjects;
using Assay.Evaluation;
using Assay.Foundation.Randomness;

namespace Assay.Analyzers.Predictions;

/// <summary>
/// AS307. The expected calibration error is larger than it would be of calibrated probabilities by chance. Chance is drawn by consistency resampling
/// (Bröcker and Smith 2007, Weather and Forecasting 22:651–661): labels are drawn from the probabilities themselves, and their error is computed
/// over the same ten bins of equal width. The draws come from a fixed seed, so that the same predictions give the same finding.
/// </summary>
internal sealed class Miscalibrated() : Analyzer<PredictionsSubject>(new Rule(
    "AS307",
    "Probabilities are not calibrated",
    Severity.Warning,
    "Fit a calibration (Platt, isotonic, temperature) on validation and report the error before and after on another split."))
{
    private const int FewestRows = 50;
    private const int Draws = 200;
    private const double Quantile = 0.99;

    // A smaller error changes no decision.
    private const double SmallestError = 0.02;

    private static readonly Seed DrawSeed = new(307);

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Scores.Count < FewestRows || subject.Truth.Count != subject.Scores.Count || ScoreRange.Of(subject) is not { IsInUnit: true })
            yield break;
        double[] scores = [.. subject.Scores];
        bool[] truth = [.. subject.Truth];
        if (Error(scores, truth) is not { } error || error < SmallestError)
            yield break;
        var drawn = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < scores.Length; i++)
                truth[i] = DrawSeed.Uniform(((ulong)draw * (ulong)scores.Length) + (ulong)i) < scores[i];
            drawn[draw] = Error(scores, truth) ?? 0;
        }

        Array.Sort(drawn);
        var least = drawn[(int)(Quantile * Draws)];
        if (!(error > least))
            yield break;
        var (mean, share) = (scores.Average(), (double)subject.Truth.Count(positive => positive) / scores.Length);
        yield return new Observation(Say($"the calibration error {ScoreRange.Whose(subject)}is {error:0.000}; calibrated probabilities of these {scores.Length} rows would have at most {least:0.000} in {Quantile:0%} of cases; the mean probability is {mean:0.000}, the share of positives {share:0.000}"))
        {
            Numbers = Numbers(("ece", error), ("by_chance", least), ("mean", mean), ("positives", share)),
        };
    }

    private static double? Error(double[] scores, bool[] truth) => ReliabilityCurve.EqualWidth<double>(scores, (ReadOnlySpan<bool>)truth).Ece.ValueOrNull;
}
