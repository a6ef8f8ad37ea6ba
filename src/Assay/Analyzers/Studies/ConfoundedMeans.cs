using Assay.Analyzers.Subjects;
using Assay.Tuning;
using Assay.Tuning.Summaries;

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

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        var trials = study.Counted.Where(trial => trial.Params.Count > 0).ToList();
        if (trials.Count < FewestTrials || study.Best is not { } best)
            yield break;
        var confounded = new List<Marginal>();
        var all = best.Params.Keys.Where(name => trials.TrueForAll(trial => trial.Params.ContainsKey(name))).ToList();
        foreach (var parameter in ParameterMarginal.Of(study).Where(parameter => all.Contains(parameter.Parameter)))
        {
            if (MarginalOf(study, parameter, best, trials.Count) is { } marginal)
                confounded.Add(marginal);
        }

        if (confounded.Count == 0)
            yield break;
        // The one whose mean promises most.
        var shown = confounded.OrderByDescending(marginal => marginal.Values > 2).ThenByDescending(marginal => marginal.Advantage).First();
        var matched = trials.Where(trial => Configuration.Of(trial, shown.Name) == Configuration.Of(best, shown.Name)).ToList();
        var tried = matched.Select(trial => trial.Params[shown.Name]).Distinct().Count();
        var others = confounded.Where(marginal => marginal != shown).Select(marginal => marginal.Name).ToList();
        yield return new Observation(Say($"means per value compare more than the parameter in {confounded.Count} of {all.Count} parameters: {shown.Name} = {shown.Chosen.Level} has a mean of {shown.Chosen.Mean.Value:0.0000} over {shown.Chosen.Trials} of {trials.Count} trials (next: {shown.Next.Level}, {shown.Next.Mean.Value:0.0000} over {shown.Next.Trials}), but {string.Join(", ", shown.Companions.Select(with => Say($"{with.With} of these {shown.Chosen.Trials} also have {with.Parameter} = {with.Value} ({with.Without} of the other {trials.Count - shown.Chosen.Trials})")))}; only {matched.Count} trials equal the best in all but {shown.Name}, with {tried} of its {shown.Values} values{(others.Count > 0 ? $"; likewise {string.Join(", ", others)}" : "")}"))
        {
            Numbers = Numbers(("confounded", confounded.Count), ("trials", shown.Chosen.Trials), ("mean", shown.Chosen.Mean.Value), ("next_mean", shown.Next.Mean.Value), ("matched", matched.Count), ("values_matched", tried)),
        };
    }

    private static Marginal? MarginalOf(Study study, ParameterMarginal marginal, Trial best, int trials)
    {
        if (marginal.IsBinned || marginal.Levels.Count < 2)
            return null;
        // A sampler that takes a value for the best tries it most.
        var chosen = marginal.Levels.MaxBy(level => level.Trials)!;
        if (chosen.Trials < LeastShare * trials || chosen.Value is not { } value || !value.Equals(best.Params[marginal.Parameter]) || marginal.Companions.Count == 0)
            return null;
        var next = marginal.Levels.Where(level => level != chosen).Aggregate((left, right) => study.IsBetter(right.Mean.Value, left.Mean.Value) ? right : left);
        var advantage = study.IsBetter(chosen.Mean.Value, next.Mean.Value) ? Math.Abs(chosen.Mean.Value - next.Mean.Value) : -Math.Abs(chosen.Mean.Value - next.Mean.Value);
        return new Marginal(marginal.Parameter, chosen, next, advantage, marginal.Levels.Count, marginal.Companions);
    }

    private sealed record Marginal(string Name, MarginalLevel Chosen, MarginalLevel Next, double Advantage, int Values, IReadOnlyList<Companion> Companions);
}
