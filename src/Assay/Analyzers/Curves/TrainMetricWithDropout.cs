using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Curves;

/// <summary>
/// AS106. A training metric was measured while dropout was on, so that it is worse than the model is, and the gap to validation looks smaller.
/// The sign: with dropout, validation beats training at the first steps.
/// </summary>
internal sealed class TrainMetricWithDropout() : Analyzer<RunSubject>(new Rule(
    "AS106",
    "Training metric measured with dropout",
    Severity.Info,
    "Measure the training metric once more without dropout, on a fixed sample, before a gap between training and validation is read."))
{
    // Steps at the beginning at which validation must be ahead.
    private const int Steps = 3;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(RunSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Number("dropout", "dropout_rate", "drop_rate") is not (> 0 and < 1 and var dropout))
            yield break;
        foreach (var train in subject.Curves.Where(curve => curve.Role.Split == CurveSplit.Train && curve.Identity.Definition is null))
        {
            var valid = subject.Curves.FirstOrDefault(curve => curve.Role.Split == CurveSplit.Valid && curve.Role.Quantity == train.Role.Quantity);
            if (valid is null || valid.Values.Count < Steps || train.Values.Count < Steps || !train.Steps.Take(Steps).SequenceEqual(valid.Steps.Take(Steps)))
                continue;
            var ahead = Enumerable.Range(0, Steps).All(i => train.Role.IsHigherBetter ? valid.Values[i] > train.Values[i] : valid.Values[i] < train.Values[i]);
            if (!ahead)
                continue;
            yield return new Observation(Say($"with dropout {dropout:R}, '{train.Identity.Key}' is worse than '{valid.Identity.Key}' at the first {Steps} steps ({train.Values[0]:0.###} against {valid.Values[0]:0.###} at step {train.Steps[0]}): it is measured with dropout on, or as a mean over an epoch in which the model improves, and understates over-fitting"))
            {
                Numbers = Numbers(("dropout", dropout), ("train", train.Values[0]), ("valid", valid.Values[0])),
            };
            yield break;
        }
    }
}
