using Assay.Analyzers.Subjects;
using Assay.Planning.Claims;

namespace Assay.Analyzers.Evidence;

/// <summary>
/// AS504. Samples that share something are counted as independent: the n(n−1)/2 pairs of n seeds, or the fold × seed runs of a cross-validation in a
/// claim that does not resample by fold. Intervals and p-values come out too small.
/// </summary>
internal sealed class PairsAsSamples() : Analyzer<EvidenceSubject>(new Rule(
    "AS504",
    "Clustered samples treated as independent",
    Severity.Warning,
    "Resample what is independent (seeds, folds, patients): 'by' in the claim's test, or the corrected test of Nadeau and Bengio for folds."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        foreach (var run in subject.Runs.Where(Counting.Counts))
        {
            if (Fact.Number(run, "n_pairs", "pairs") is not { } pairs || Fact.Number(run, "n_seeds", "seeds", "n_models") is not (> 2 and var seeds) || pairs != seeds * (seeds - 1) / 2)
                continue;
            yield return new Observation(Say($"{Fact.Name(run)} counts {pairs:0} pairs of {seeds:0} seeds as samples; each seed is in {seeds - 1:0} of them, so that only {seeds:0} are independent")) { Place = run.Place, Numbers = Numbers(("pairs", pairs), ("independent", seeds)) };
        }

        var cells = subject.Runs.Where(Counting.Counts).Select(run => (Fold: Fact.Number(run, "fold", "cv_fold"), Seed: Fact.Number(run, "seed"))).Where(cell => cell.Fold is not null && cell.Seed is not null).ToList();
        var folds = cells.Select(cell => cell.Fold).Distinct().Count();
        if (folds < 2 || cells.Count < 2 * folds)
            yield break;
        foreach (var claim in subject.Claims.Where(claim => claim is { Metric: not null, Gate.Count: 0, Test.By: null } && claim.Test.Kind != ClaimTestKind.NadeauBengio))
            yield return new Observation(Say($"claim '{claim.Id}' counts each of {cells.Count} runs as a sample; they are of {folds} folds, and runs of one fold share their data")) { Numbers = Numbers(("runs", cells.Count), ("folds", folds)) };
    }
}
