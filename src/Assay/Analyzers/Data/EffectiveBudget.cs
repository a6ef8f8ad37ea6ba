using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Data;

/// <summary>
/// AS404. The training rows that were asked for are not the rows that were trained on: a validation part was taken out of them, the pool was smaller,
/// or rows were added.
/// </summary>
internal sealed class EffectiveBudget() : Analyzer<SplitSubject>(new Rule(
    "AS404",
    "Label budget is not the rows trained on",
    Severity.Warning,
    "Put the effective rows on the axis of every curve and table, and keep the requested number beside them."))
{
    private const double SmallestShare = 0.01;

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(SplitSubject subject, CancellationToken cancellationToken)
    {
        if (subject.RequestedRows is not (> 0 and var requested))
            yield break;
        var train = subject.Parts.FirstOrDefault(part => part.Split == CurveSplit.Train) ?? (subject.Parts.Count > 0 ? subject.Parts[0] : null);
        var rows = train?.Rows ?? (train?.Ids.Count > 0 ? train.Ids.Count : null);
        if (rows is not { } effective || Math.Abs(effective - requested) <= SmallestShare * requested)
            yield break;
        var valid = subject.Parts.FirstOrDefault(part => part.Split == CurveSplit.Valid);
        var carved = valid?.Rows is > 0 and var held && effective + held == requested ? Say($": {held} of them became {valid!.Name}") : "";
        yield return new Observation(Say($"{requested} training rows were asked for and {train!.Name} has {effective} ({(double)(effective - requested) / requested:+0.0%;-0.0%}){carved}")) { Numbers = Numbers(("requested", requested), ("effective", effective)) };
    }
}
