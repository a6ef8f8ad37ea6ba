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

    // The value with the best mean, or the one that was tried most, holds so many of the trials …
    private const double LeastShare = 0.5;

    // … and among them another parameter's value is so much more frequent than among the rest.
    private const double LeastDifference = 0.1;

    private const int CompanionsShown = 6;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        var trials = study.Counted.Where(trial => trial.Params.Count > 0).ToList();
        if (trials.Count < FewestTrials || study.Best is not { } best)
            yield break;
        var confounded = new List<Marginal>();
        var all = best.Params.Keys.Where(name => trials.TrueForAll(trial => trial.Params.ContainsKey(name))).ToList();
        foreach (var name in all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (MarginalOf(study, trials, best, name) is { } marginal)
                confounded.Add(marginal);
        }

        if (confounded.Count == 0)
            yield break;
        // The one whose mean promises most.
        var shown = confounded.OrderByDescending(marginal => marginal.Values > 2).ThenByDescending(marginal => marginal.Advantage).First();
        var matched = trials.Where(trial => Configuration.Of(trial, shown.Name) == Configuration.Of(best, shown.Name)).ToList();
        var tried = matched.Select(trial => trial.Params[shown.Name]).Distinct().Count();
        var others = confounded.Where(marginal => marginal != shown).Select(marginal => marginal.Name).ToList();
        yield return new Observation(Say($"means per value compare more than the parameter in {confounded.Count} of {all.Count} parameters: {shown.Name} = {shown.Value} has a mean of {shown.Mean:0.0000} over {shown.Trials} of {trials.Count} trials (next: {shown.Next}, {shown.NextMean:0.0000} over {shown.NextTrials}), but {string.Join(", ", shown.Companions.Select(with => Say($"{with.With} of these {shown.Trials} also have {with.Name} = {with.Value} ({with.Without} of the other {trials.Count - shown.Trials})")))}; only {matched.Count} trials equal the best in all but {shown.Name}, with {tried} of its {shown.Values} values{(others.Count > 0 ? $"; likewise {string.Join(", ", others)}" : "")}"))
        {
            Numbers = Numbers(("confounded", confounded.Count), ("trials", shown.Trials), ("mean", shown.Mean), ("next_mean", shown.NextMean), ("matched", matched.Count), ("values_matched", tried)),
        };
    }

    private static Marginal? MarginalOf(Study study, List<Trial> trials, Trial best, string name)
    {
        var means = trials.GroupBy(trial => trial.Params[name]).Select(group => (Value: group.Key, Trials: group.ToList(), Mean: group.Average(trial => trial.Value!.Value.Number))).ToList();
        if (means.Count < 2)
            return null;
        // A sampler that takes a value for the best tries it most.
        var chosen = means.MaxBy(group => group.Trials.Count);
        if (chosen.Trials.Count < LeastShare * trials.Count || !chosen.Value.Equals(best.Params[name]))
            return null;
        var companions = Companions(trials, chosen.Trials, best, name);
        if (companions.Count == 0)
            return null;
        var next = means.Where(group => !group.Value.Equals(chosen.Value)).Aggregate((left, right) => study.IsBetter(right.Mean, left.Mean) ? right : left);
        var advantage = study.IsBetter(chosen.Mean, next.Mean) ? Math.Abs(chosen.Mean - next.Mean) : -Math.Abs(chosen.Mean - next.Mean);
        return new Marginal(name, chosen.Value, chosen.Trials.Count, chosen.Mean, next.Value, next.Trials.Count, next.Mean, advantage, means.Count, companions);
    }

    /// <summary>Values of other parameters of the best that go with the chosen trials, the closest companions first.</summary>
    private static List<(string Name, ParameterValue Value, int With, int Without)> Companions(List<Trial> all, List<Trial> chosen, Trial best, string except)
    {
        var rest = all.Count - chosen.Count;
        var found = new List<(string Name, ParameterValue Value, int With, int Without, double Difference)>();
        foreach (var (name, value) in best.Params.Where(value => value.Key != except))
        {
            var with = chosen.Count(trial => Has(trial, name, value));
            var without = all.Count(trial => Has(trial, name, value)) - with;
            var difference = ((double)with / chosen.Count) - ((double)without / rest);
            // More than half of them: only then is it mostly that other value which the mean shows.
            if (difference > LeastDifference && with > chosen.Count / 2)
                found.Add((name, value, with, without, difference));
        }

        return [.. found.OrderByDescending(companion => companion.Difference).Take(CompanionsShown).Select(companion => (companion.Name, companion.Value, companion.With, companion.Without))];
    }

    private static bool Has(Trial trial, string name, ParameterValue value) => trial.Params.TryGetValue(name, out var own) && own.Equals(value);

    private sealed record Marginal(
        string Name, ParameterValue Value, int Trials, double Mean, ParameterValue Next, int NextTrials, double NextMean, double Advantage, int Values,
        IReadOnlyList<(string Name, ParameterValue Value, int With, int Without)> Companions);
}
