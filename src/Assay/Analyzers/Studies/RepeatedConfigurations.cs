using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>
/// AS202. Trials repeat a configuration and give the same value to the last digit: one training counted several times, not a confirmation, and
/// no sign that the search converged.
/// </summary>
internal sealed class RepeatedConfigurations() : Analyzer<StudySubject>(new Rule(
    "AS202",
    "Repeated configurations counted as convergence",
    Severity.Warning,
    "Count each configuration once; repeat the best with new seeds to learn its spread, and let the sampler skip what was tried."))
{
    private const int FewestTies = 3;

    // Share of trials that told nothing new.
    private const double LeastWaste = 0.1;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        if (subject.Study.Best is not { } best || best.Params.Count == 0)
            yield break;
        var convergence = Convergence.Of(subject.Study);
        var (trials, wasted, value) = (convergence.Trials, convergence.Repeats, best.Value!.Value.Number);
        var own = Configuration.Of(best);
        var ties = convergence.Ties.Where(trial => Configuration.Of(trial) == own).ToList();
        if (ties.Count < FewestTies && wasted < Math.Max(FewestTies, LeastWaste * trials))
            yield break;
        var tied = ties.Count < FewestTies ? "" : Say($"; the best was trained {ties.Count} times with exactly {Configuration.Text(value)} (#{string.Join(", #", ties.Select(trial => trial.Number))}), which is one result, not {ties.Count}");
        yield return new Observation(Say($"{trials} trials are {convergence.Configurations} different configurations: {wasted} repeat one with the same value to the last digit and tell nothing new{tied}"))
        {
            Numbers = Numbers(("trials", trials), ("unique", convergence.Configurations), ("wasted", wasted), ("ties", ties.Count)),
        };
    }
}
