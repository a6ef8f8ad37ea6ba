using Assay.Analyzers.Subjects;
using Assay.Tuning;
using Assay.Tuning.Summaries;

namespace Assay.Analyzers.Studies;

/// <summary>AS210. Studies that stand for independent searches began with the same suggestions: one seed of the sampler, so their agreement shows nothing.</summary>
internal sealed class ReplicatesOfOneSeed() : Analyzer<StudySubject>(new Rule(
    "AS210",
    "Replicate studies share one seed",
    Severity.Warning,
    "Give each replicate its own sampler seed and write it down; until then count them as one study."))
{
    // Random suggestions that agree by chance: a space has at least two values a parameter, and equal ones six times in a row are one seed.
    private const int FewestEqual = 6;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken)
    {
        var study = subject.Study;
        var own = Suggestions(study);
        foreach (var other in subject.Others.Where(other => IsReplicate(study, other) && string.CompareOrdinal(study.Name, other.Name) < 0))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var others = Suggestions(other);
            var equal = own.Zip(others).TakeWhile(pair => pair.First == pair.Second).Count();
            var sameSeed = study.Seed is { } seed && seed == other.Seed;
            if (equal < FewestEqual && !(sameSeed && (own.Count == 0 || others.Count == 0)))
                continue;
            var said = sameSeed ? Say($" and the seed {study.Seed} is the same") : "";
            yield return new Observation(Say($"the first {equal} suggestions of '{study.Name}' and '{other.Name}' are the same (of {own.Count} and {others.Count}){said}: the studies are not independent")) { Numbers = Numbers(("equal", equal), ("suggestions", own.Count), ("other_suggestions", others.Count)) };
        }
    }

    private static bool IsReplicate(Study left, Study right) => left.Metric == right.Metric && left.Direction == right.Direction && left.Space.ToJson() == right.Space.ToJson();

    private static List<string> Suggestions(Study study) => [.. study.Trials.Where(trial => trial.Suggested.Count > 0).Select(trial => Configuration.Of(trial with { Forced = new Dictionary<string, ParameterValue>() }))];
}
