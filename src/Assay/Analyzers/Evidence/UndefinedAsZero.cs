using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Evidence;

/// <summary>AS507. A precision of 0 stands where nothing was predicted positive: 0 of 0 is undefined, and the 0 flows into means and rankings.</summary>
internal sealed class UndefinedAsZero() : Analyzer<Subject>(new Rule(
    "AS507",
    "Undefined stored as zero",
    Severity.Error,
    "Store it as undefined with the reason ('assay' keeps both), and leave it out of means, saying how many were left out."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(Subject subject, CancellationToken cancellationToken) => subject switch
    {
        RunSubject run => OfRun(run),
        PredictionsSubject { Points.Count: > 1 } predictions => OfPoints(predictions),
        _ => [],
    };

    private static IEnumerable<Observation> OfRun(RunSubject run)
    {
        if (PredictionFacts.Precision(run) is not 0 || PredictionFacts.Of(run) is not { } facts)
            yield break;
        var predicted = Fact.Number(run, "n_positive_preds");
        var high = ScoreRange.Of(facts)?.High;
        var recall = facts.Points is [{ Recall: { } value }] ? value : (double?)null;
        if (predicted is not 0 && !(high < 0.5) && !(high == 0.5 && recall == 0))
            yield break;
        var why = predicted == 0 ? "0 rows are predicted positive" : Say($"the largest score is {high:0.###}, so that 0 rows reach the threshold of 0.5");
        var whose = run.Tags.GetValueOrDefault("name") is { } name ? $"of '{name}' " : "";
        yield return new Observation(Say($"precision {whose}is stored as 0, but {why}: it is 0 of 0, undefined{(recall == 0 ? "; F1 has the same fault" : "")}")) { Numbers = Numbers(("predicted", 0), ("largest", high ?? double.NaN)) };
    }

    private static IEnumerable<Observation> OfPoints(PredictionsSubject subject)
    {
        var empty = subject.Points.Where(point => point is { Precision: 0 } && (point.Predicted ?? (point.TruePositives + point.FalsePositives)) == 0).ToList();
        if (empty.Count > 0)
            yield return new Observation(Say($"precision {ScoreRange.Whose(subject)}is stored as 0 at {empty.Count} of {subject.Points.Count} thresholds (from {empty[0].Threshold:0.##}) where 0 rows are predicted positive: 0 of 0 is undefined")) { Numbers = Numbers(("thresholds", empty.Count), ("of", subject.Points.Count)) };
    }
}
