using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>AS201. The best trial lies on the edge of what was searched, so that better values may lie beyond.</summary>
internal sealed class OptimumOnBound() : Analyzer<StudySubject>(new Rule(
    "AS201",
    "Optimum on a bound of the search",
    Severity.Warning,
    "Extend the space beyond these bounds and go on with the study, or write down why the bound is one."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var (hits, searched) = BoundHit.Of(subject.Study);
        if (hits.Count == 0)
            yield break;
        var best = subject.Study.Best!;
        yield return new Observation(Say($"the best trial, #{best.Number} with {best.Value!.Value.Number:0.#####}, is at the edge of the search in {hits.Count} of {searched} parameters: {string.Join(", ", hits.Select(hit => $"{hit.Parameter} = {hit.Value} ({hit.Where})"))}"))
        {
            Numbers = Numbers(("trial", best.Number), ("value", best.Value!.Value.Number), ("on_bound", hits.Count), ("searched", searched)),
        };
    }
}
