using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>AS207. The best trial was set by hand, and what was reported as the best parameters is empty, because only the sampler's own were written.</summary>
internal sealed class ForcedWinner() : Analyzer<StudySubject>(new Rule(
    "AS207",
    "Winner is a forced trial without parameters",
    Severity.Error,
    "Take the parameters from what was forced, tell the sampler of forced trials (enqueue them), and do not read the search as having found the best."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        if (study.Best is not { } best || best.Suggested.Count > 0 || (study.Reported is { } reported && reported.Params.Count > 0))
            yield break;
        var forced = study.Trials.Count(trial => trial.IsForced && trial.Suggested.Count == 0);
        // A study of which no parameters are known at all is only a list of values.
        if (study.Trials.All(trial => trial.Params.Count == 0))
            yield break;
        var values = best.Forced.Count > 0 ? "what was forced: " + string.Join(", ", best.Forced.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key} {value.Value}")) : "nothing says what it tried";
        yield return new Observation(Say($"the best trial, #{best.Number} with {Configuration.Text(best.Value!.Value.Number)}, was not suggested by the sampler ({forced} of {study.Trials.Count} trials were forced), so its parameters are empty; {values}"))
        {
            Numbers = Numbers(("trial", best.Number), ("value", best.Value!.Value.Number), ("forced", forced)),
        };
    }
}
