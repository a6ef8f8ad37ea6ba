using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>AS212. The reported best value or trial is not the best of the trials.</summary>
internal sealed class ReportedBestDiffers() : Analyzer<StudySubject>(new Rule(
    "AS212",
    "Reported best is not the best trial",
    Severity.Error,
    "Write the report from the trials; find out whether the report or the list of trials is of an earlier run."))
{
    // Reports are rounded.
    private const double Tolerance = 5e-5;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        if (subject.Study.Reported is not { Value: { } value } reported || subject.Study.Best is not { } best)
            yield break;
        var actual = best.Value!.Value.Number;
        if (Math.Abs(value - actual) > Tolerance)
        {
            yield return new Observation(Say($"{reported.File} says that the best value is {Configuration.Text(value)}, the best of {subject.Study.Counted.Count()} completed trials is {Configuration.Text(actual)} (#{best.Number})")) { Numbers = Numbers(("reported", value), ("actual", actual)) };
        }
        else if (reported.Trial is { } number && subject.Study.Trials.FirstOrDefault(trial => trial.Number == number)?.Value?.NumberOrNull is { } own && Math.Abs(own - value) > Tolerance)
        {
            yield return new Observation(Say($"{reported.File} says that trial #{number} is the best with {Configuration.Text(value)}, but that trial has {Configuration.Text(own)}; #{best.Number} has the value")) { Numbers = Numbers(("reported", value), ("trial", own)) };
        }
    }
}
