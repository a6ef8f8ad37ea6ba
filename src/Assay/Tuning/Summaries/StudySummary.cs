namespace Assay.Tuning.Summaries;

/// <summary>What a study says, and what it does not: everything over completed trials only.</summary>
/// <param name="Study">The study.</param>
/// <param name="Stability">Whether the best stands alone.</param>
/// <param name="Convergence">How the study went on.</param>
/// <param name="Marginals">Means for each value of each parameter.</param>
/// <param name="Coverage">How much of the grid was tried.</param>
/// <param name="Neighbors">Neighbors of the best.</param>
/// <param name="Bounds">Bounds that the best lies on.</param>
/// <param name="Separation">Whether the rows tell the best from the next; null when not known.</param>
/// <param name="Baseline">The best beside the baseline; null without one.</param>
/// <param name="Front">With several objectives, the trials that none beats in all; else empty.</param>
public sealed record StudySummary(
    Study Study, Stability Stability, Convergence Convergence, IReadOnlyList<ParameterMarginal> Marginals, IReadOnlyList<GridCoverage> Coverage,
    IReadOnlyList<UntestedNeighbors> Neighbors, IReadOnlyList<BoundHit> Bounds, Separation? Separation, BaselineComparison? Baseline, IReadOnlyList<Trial> Front)
{
    /// <summary>Trials by where they stand.</summary>
    public IReadOnlyDictionary<TrialState, int> States => Study.Trials.CountBy(trial => trial.State).ToDictionary();

    /// <summary>Summarizes a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The summary. With several objectives everything but the front is of the first.</returns>
    /// <exception cref="AssayException">An option cannot be, or a group of parameters names one that has no grid.</exception>
    public static StudySummary Of(Study study, SummaryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        options ??= new();
        if (options.Validate() is { Count: > 0 } problems)
            throw new AssayException(string.Join('\n', problems));
        return new(
            study,
            Stability.Of(study, options),
            Convergence.Of(study),
            ParameterMarginal.Of(study, options.Confidence),
            GridCoverage.Of(study, options.Groups),
            UntestedNeighbors.Of(study),
            BoundHit.Of(study).Hits,
            Separation.Of(study),
            options.Baseline is { } baseline ? BaselineComparison.Of(study, baseline.Name, baseline.Value) : null,
            study.Directions.Count > 1 ? [.. study.Front.OrderBy(trial => trial.Number)] : []);
    }
}
