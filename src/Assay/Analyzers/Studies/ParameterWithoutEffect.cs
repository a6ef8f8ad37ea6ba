using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>
/// AS211. Trials that differ in one parameter only have the same value to the last digit, every time: the parameter was searched but never reached the
/// training, and the trials are duplicates in effect.
/// </summary>
internal sealed class ParameterWithoutEffect() : Analyzer<StudySubject>(new Rule(
    "AS211",
    "Searched parameter has no effect",
    Severity.Error,
    "Follow the parameter from the search to the training; take it out of the space, or count such trials once."))
{
    // A ranking metric on few rows takes few values, and one pair may be equal by chance.
    private const int FewestPairs = 3;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var trials = subject.Study.Counted.Where(trial => trial.Params.Count > 0).ToList();
        foreach (var name in trials.SelectMany(trial => trial.Params.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (equal, different) = (0, 0);
            foreach (var group in trials.Where(trial => trial.Params.ContainsKey(name)).GroupBy(trial => Configuration.Of(trial, name), StringComparer.Ordinal))
            {
                // Once a value of the parameter; repeats of one configuration prove nothing.
                var values = group.DistinctBy(trial => trial.Params[name]).Select(trial => trial.Value!.Value.Number).ToList();
                for (var i = 1; i < values.Count; i++)
                {
                    if (values[i] == values[0])
                        equal++;
                    else
                        different++;
                }
            }

            if (equal >= FewestPairs && different == 0)
                yield return new Observation(Say($"{name} changes nothing: all {equal} pairs of trials that differ only in it have the same value to the last digit")) { Numbers = Numbers(("pairs", equal)) };
        }
    }
}
