using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>AS309. Scores that are judged against yes or no lie outside [0, 1]: logits, margins or forecasts. A threshold of 0.5 and calibration mean nothing for them.</summary>
internal sealed class NoProbabilities() : Analyzer<PredictionsSubject>(new Rule(
    "AS309",
    "Scores are no probabilities",
    Severity.Info,
    "Rank with them (AUROC, average precision, precision at k), or turn them into probabilities by a calibration fitted on validation."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(PredictionsSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Truth.Count == 0 || ScoreRange.Of(subject) is not { IsInUnit: false } range)
            yield break;
        var above = subject.Scores.Count(score => score >= 0.5);
        yield return new Observation(Say($"the scores {ScoreRange.Whose(subject)}of {subject.Scores.Count} rows lie in [{range.Low:0.####}, {range.High:0.####}], outside [0, 1]: a threshold of 0.5 would predict {above} positives where {subject.Truth.Count(truth => truth)} are"))
        {
            Numbers = Numbers(("smallest", range.Low), ("largest", range.High), ("above", above)),
        };
    }
}
