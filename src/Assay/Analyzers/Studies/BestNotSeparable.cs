using Assay.Analyzers.Subjects;
using Assay.Statistics;
using Assay.Tuning;

namespace Assay.Analyzers.Studies;

/// <summary>
/// AS203. The best configuration is ahead of the next by less than the validation set can tell. The standard error of an AUROC is that of Hanley
/// and McNeil (1982), Radiology 143:29–36; of an accuracy √(p(1−p)/n). Two configurations are judged on the same rows, so their errors are correlated;
/// even at a correlation of 0.9 the standard error of the difference is √(2·(1−0.9)) ≈ 0.45 of one value's.
/// </summary>
internal sealed class BestNotSeparable() : Analyzer<StudySubject>(new Rule(
    "AS203",
    "Best configuration not separable from the next",
    Severity.Warning,
    "Treat them as equals: repeat the leaders with several seeds and compare them paired on the same rows, or take the simplest."))
{
    private const double Correlation = 0.9;
    private const double Normal95 = 1.96;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        if (study.Best is not { } best || best.Params.Count == 0 || StandardError(study, best.Value!.Value.Number) is not { } error)
            yield break;
        var top = best.Value!.Value.Number;
        var others = Configuration.Groups(study).Where(group => !group.Contains(best)).Select(group => group.Select(trial => trial.Value!.Value.Number).Aggregate((left, right) => study.IsBetter(left, right) ? left : right)).ToList();
        if (others.Count == 0)
            yield break;
        var next = others.Aggregate((left, right) => study.IsBetter(left, right) ? left : right);
        var least = Normal95 * error * Math.Sqrt(2 * (1 - Correlation));
        if (!(Math.Abs(top - next) < least))
            yield break;
        var near = others.Count(value => Math.Abs(top - value) < least);
        yield return new Observation(Say($"the best ({Configuration.Text(top)}) is {Math.Abs(top - next):0.#####} ahead of the next configuration ({Configuration.Text(next)}), with a standard error of {error:0.000} on {string.Join(" + ", study.ClassCounts)} rows: {near} of {others.Count} other configurations are within {least:0.000}, what such a set cannot tell apart"))
        {
            Numbers = Numbers(("best", top), ("next", next), ("standard_error", error), ("least", least), ("near", near)),
        };
    }

    private static double? StandardError(Study study, double value)
    {
        var rows = study.ClassCounts.Sum();
        if (rows <= 0 || value is < 0 or > 1)
            return null;
        if (study.Metric.Contains("auc", StringComparison.OrdinalIgnoreCase) || study.Metric.Contains("auroc", StringComparison.OrdinalIgnoreCase) || study.Metric == "objective")
            return study.ClassCounts is [> 0 and <= int.MaxValue and var negatives, > 0 and <= int.MaxValue and var positives] ? HanleyMcNeil.Area(value, (int)positives, (int)negatives).StandardError.ValueOrNull : null;
        return study.Metric.Contains("acc", StringComparison.OrdinalIgnoreCase) ? Math.Sqrt(value * (1 - value) / rows) : null;
    }
}
