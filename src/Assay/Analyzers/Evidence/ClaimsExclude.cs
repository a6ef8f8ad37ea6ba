using Assay.Analyzers.Subjects;
using Assay.Claims;
using Assay.Planning.Claims;

namespace Assay.Analyzers.Evidence;

/// <summary>AS509. Two claims of a plan cannot both hold: the plan says so, or their effects on the same runs exclude each other.</summary>
internal sealed class ClaimsExclude() : Analyzer<EvidenceSubject>(new Rule(
    "AS509",
    "Two claims contradict",
    Severity.Error,
    "Decide by the evidence ('assay claims check') and drop or reword the other."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Claims.Count < 2)
            yield break;
        var higher = subject.Runs.SelectMany(run => run.Metrics).GroupBy(metric => metric.Identity.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => CurveRole.Of(group.First().Identity).IsHigherBetter, StringComparer.Ordinal);
        // A claim that names no side means the better one, as when it is tested.
        foreach (var conflict in ConflictSearch.Of(subject.Claims, claim => claim.Test.Alternative ?? (claim.Metric is { } metric && higher.TryGetValue(metric, out var isHigher) && !isHigher ? ClaimAlternative.Less : ClaimAlternative.Greater)))
        {
            var line = subject.Claims.First(claim => claim.Id == conflict.Second).Line;
            yield return new Observation(Say($"claims '{conflict.First}' and '{conflict.Second}' (line {line}) cannot both hold: {conflict.Why}")) { Numbers = Numbers(("claims", 2)) };
        }
    }
}
