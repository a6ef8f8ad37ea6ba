using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Evidence;

/// <summary>AS502. Configurations are compared of which each was run once, so that nobody knows how far two seeds of one configuration lie apart.</summary>
internal sealed class SingleSeed() : Analyzer<EvidenceSubject>(new Rule(
    "AS502",
    "One run per configuration",
    Severity.Warning,
    "Repeat at least the leaders and the baseline with several seeds, and compare means with their interval."))
{
    private const int FewestConfigurations = 3;

    private static readonly string[] Seeds = ["seed", "seeds", "random_seed", "random_state", "fold", "cv_fold"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        if (SharedMetric.Of(subject) is not { } metric || metric.Values.Count < FewestConfigurations || metric.Values.Any(row => row.Run.Params.Count == 0))
            yield break;
        var configurations = metric.Values.GroupBy(row => Configuration(row.Run), StringComparer.Ordinal).ToList();
        if (configurations.Count < FewestConfigurations || configurations.Exists(group => group.Count() > 1))
            yield break;
        var ranked = metric.Ranked;
        yield return new Observation(Say($"{ranked.Count} configurations are compared by '{metric.Key}' and each was run once: {Fact.Name(ranked[0].Run)} ({ranked[0].Value:0.####}) is {Math.Abs(ranked[0].Value - ranked[1].Value):0.####} ahead of {Fact.Name(ranked[1].Run)}, and no configuration has 2 runs that would show how much of it is the seed"))
        {
            Numbers = Numbers(("configurations", ranked.Count), ("best", ranked[0].Value), ("next", ranked[1].Value)),
        };
    }

    private static string Configuration(RunSubject run) =>
        string.Join('\u001f', run.Params.Where(param => !Seeds.Any(seed => Fact.Names(param.Key, seed))).OrderBy(param => param.Key, StringComparer.Ordinal).Select(param => $"{param.Key}={param.Value.Json}"));
}
