namespace Assay.Tuning.Summaries;

/// <summary>
/// How a study went on. Trials that tie to the last digit because they trained one configuration again are one result; they say nothing about convergence,
/// which needs new configurations that are no better.
/// </summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Trials">Counted trials whose parameters are known.</param>
/// <param name="Configurations">How many different configurations they are.</param>
/// <param name="Repeats">Trials that repeat a configuration with its value to the last digit, and told nothing new.</param>
/// <param name="Ties">Trials with exactly the best value, by number.</param>
/// <param name="TiedConfigurations">How many different configurations tie.</param>
/// <param name="BestFound">Number of the trial that first had the best value; null when none counts.</param>
/// <param name="Since">Counted trials after that one.</param>
/// <param name="NewSince">How many configurations they tried that nobody had tried before.</param>
public sealed record Convergence(
    ConvergenceKind Kind, int Trials, int Configurations, int Repeats, IReadOnlyList<Trial> Ties, int TiedConfigurations, int? BestFound, int Since, int NewSince)
{
    private const int FewestTrials = 10;

    // Of the trials, the last so many decide whether the study still improves.
    private const double Late = 0.2;

    /// <summary>Judges a study.</summary>
    /// <param name="study">The study; its first objective is looked at.</param>
    /// <returns>The judgement.</returns>
    public static Convergence Of(Study study)
    {
        ArgumentNullException.ThrowIfNull(study);
        var groups = Configuration.Groups(study);
        var trials = groups.Sum(group => group.Count());
        // Equal values: other seeds would be replicates, which are welcome.
        var repeats = groups.Sum(group => group.Count() - group.Select(trial => trial.Value!.Value.Number).Distinct().Count());
        if (study.Best is not { } best)
            return new(ConvergenceKind.Undetermined, trials, groups.Count, repeats, [], 0, null, 0, 0);
        var top = best.Value!.Value.Number;
        List<Trial> ties = [.. study.Counted.Where(trial => trial.Value!.Value.Number == top)];
        var before = new HashSet<string>(study.Counted.Where(trial => trial.Number <= best.Number).Select(trial => Configuration.Of(trial)), StringComparer.Ordinal);
        var since = 0;
        var fresh = 0;
        foreach (var trial in study.Counted.Where(trial => trial.Number > best.Number))
        {
            since++;
            if (before.Add(Configuration.Of(trial)))
                fresh++;
        }

        var counted = study.Counted.Count();
        var late = Math.Max(FewestTrials, Late * counted);
        var kind = counted < FewestTrials ? ConvergenceKind.Undetermined
            : fresh >= late ? ConvergenceKind.Converged
            : since - fresh > fresh && since - fresh >= 3 ? ConvergenceKind.Repeating
            : since < late ? ConvergenceKind.Improving
            : ConvergenceKind.Undetermined;
        return new(kind, trials, groups.Count, repeats, ties, ties.Select(trial => Configuration.Of(trial)).Distinct(StringComparer.Ordinal).Count(), best.Number, since, fresh);
    }
}
