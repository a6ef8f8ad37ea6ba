using Assay.Analyzers.Subjects;
using Assay.Tuning;

namespace Assay.Analyzers.Studies;

/// <summary>AS208. Pruned or failed trials have values and were counted as results: values of shorter trainings, or of none.</summary>
internal sealed class UnfinishedInStatistics() : Analyzer<StudySubject>(new Rule(
    "AS208",
    "Pruned or failed trials in the statistics",
    Severity.Warning,
    "Compute means, spreads and medians over completed trials only, and say how many were pruned and failed."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        var unfinished = study.Trials.Where(trial => trial.State is TrialState.Pruned or TrialState.Failed && trial.Value?.NumberOrNull is { } number && double.IsFinite(number)).ToList();
        var counted = study.Counted.Select(trial => trial.Value!.Value.Number).ToList();
        // Only where somebody counted them: the report's number of trials, or its best.
        var isCounted = study.Reported is { } reported && (reported.TrialCount > counted.Count || unfinished.Exists(trial => trial.Number == reported.Trial));
        if (unfinished.Count == 0 || counted.Count == 0 || !isCounted)
            yield break;
        var (mean, deviation) = Moments(counted);
        var (mixed, mixedDeviation) = Moments([.. counted, .. unfinished.Select(trial => trial.Value!.Value.Number)]);
        yield return new Observation(Say($"{unfinished.Count} of {study.Trials.Count} trials were pruned or failed but have a value, and {study.Reported!.File} counts {study.Reported.TrialCount ?? study.Trials.Count}: with them the mean is {mixed:0.0000} ± {mixedDeviation:0.0000}, without {mean:0.0000} ± {deviation:0.0000} ({counted.Count} trials)"))
        {
            Numbers = Numbers(("unfinished", unfinished.Count), ("completed", counted.Count), ("mean", mean), ("mixed_mean", mixed)),
        };
    }

    private static (double Mean, double Deviation) Moments(List<double> values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }
}
