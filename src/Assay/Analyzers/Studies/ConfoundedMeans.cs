using Assay.Analyzers.Subjects;
using Assay.Tuning;

namespace Assay.Analyzers.Studies;

/// <summary>
/// AS204. The mean over all trials with one value of a parameter compares more than that parameter: a sampler repeats what went well, so the trials with
/// that value share others, too. Only trials that differ in nothing else (matched trials) tell what the parameter does.
/// </summary>
internal sealed class ConfoundedMeans() : Analyzer<StudySubject>(new Rule(
    "AS204",
    "Marginal means are confounded",
    Severity.Warning,
    "Compare matched trials, which differ in this parameter only, or vary it alone around the best; do not read the mean per value as its effect."))
{
    private const int FewestTrials = 10;

    // The value with the best mean holds so many of the trials …
    private const double LeastShare = 0.5;

    // … and among them another parameter's value is so much more frequent than among the rest.
    private const double LeastDifference = 0.1;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        var trials = study.Counted.Where(trial => trial.Params.Count > 0).ToList();
        if (trials.Count < FewestTrials || study.Best is not { } best)
            yield break;
        foreach (var name in best.Params.Keys.Where(name => trials.TrueForAll(trial => trial.Params.ContainsKey(name))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var means = trials.GroupBy(trial => trial.Params[name]).Select(group => (Value: group.Key, Trials: group.ToList(), Mean: group.Average(trial => trial.Value!.Value.Number))).ToList();
            if (means.Count < 2)
                continue;
            var favourite = means.Aggregate((left, right) => study.IsBetter(right.Mean, left.Mean) ? right : left);
            var largest = means.MaxBy(group => group.Trials.Count);
            // The favourite by its mean, or the value that most trials have because it was the favourite while searching.
            var chosen = favourite.Trials.Count >= LeastShare * trials.Count ? favourite : largest;
            if (chosen.Trials.Count < LeastShare * trials.Count || !chosen.Value.Equals(best.Params[name]) || Companion(trials, chosen.Trials, best, name) is not { } companion)
                continue;
            var matched = trials.Where(trial => Configuration.Of(trial, name) == Configuration.Of(best, name)).ToList();
            var tried = matched.Select(trial => trial.Params[name]).Distinct().Count();
            var next = means.Where(group => !group.Value.Equals(chosen.Value)).Aggregate((left, right) => study.IsBetter(right.Mean, left.Mean) ? right : left);
            yield return new Observation(Say($"{name} = {chosen.Value} has {chosen.Trials.Count} of {trials.Count} trials and a mean of {chosen.Mean:0.0000} (next: {next.Value}, {next.Mean:0.0000} of {next.Trials.Count}), but {companion.With} of these {chosen.Trials.Count} also have {companion.Name} = {companion.Value} ({companion.Without} of the other {trials.Count - chosen.Trials.Count}); only {matched.Count} trials equal the best in all but {name}, with {tried} of its {means.Count} values"))
            {
                Numbers = Numbers(("share", chosen.Trials.Count), ("mean", chosen.Mean), ("companion_with", companion.With), ("companion_without", companion.Without), ("matched", matched.Count), ("values", tried)),
            };
        }
    }

    /// <summary>The value of another parameter of the best that goes most with the chosen trials.</summary>
    private static (string Name, ParameterValue Value, int With, int Without)? Companion(List<Trial> all, List<Trial> chosen, Trial best, string except)
    {
        var rest = all.Count - chosen.Count;
        if (rest == 0)
            return null;
        (string Name, ParameterValue Value, int With, int Without)? found = null;
        var most = LeastDifference;
        foreach (var (name, value) in best.Params.Where(value => value.Key != except))
        {
            var with = chosen.Count(trial => Has(trial, name, value));
            var without = all.Count(trial => Has(trial, name, value)) - with;
            var difference = ((double)with / chosen.Count) - ((double)without / rest);
            if (difference > most)
                (found, most) = ((name, value, with, without), difference);
        }

        return found;
    }

    private static bool Has(Trial trial, string name, ParameterValue value) => trial.Params.TryGetValue(name, out var own) && own.Equals(value);
}
