using Assay.Analyzers.Subjects;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>AS205. Configurations that differ from the best in one parameter were never tried, so that nobody knows which of its values matter.</summary>
internal sealed class UntestedNeighbours() : Analyzer<StudySubject>(new Rule(
    "AS205",
    "Neighbours of the best were not tried",
    Severity.Info,
    "Enqueue these neighbours before the best is frozen: they cost one trial each and show which parameters matter."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var neighbors = UntestedNeighbors.Of(subject.Study);
        var (all, untested) = (neighbors.Sum(parameter => parameter.All), neighbors.Sum(parameter => parameter.Values.Count));
        if (untested == 0)
            yield break;
        var best = subject.Study.Best!;
        var missing = neighbors.Where(parameter => parameter.Values.Count > 0).Select(parameter => $"{parameter.Parameter} {string.Join(", ", parameter.Values)}");
        yield return new Observation(Say($"{untested} of {all} configurations that differ from the best (#{best.Number}, {Configuration.Text(best.Value!.Value.Number)}) in one parameter were never tried: {string.Join("; ", missing)}"))
        {
            Numbers = Numbers(("neighbours", all), ("untried", untested)),
        };
    }
}
