using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS605. A total that a log states is not what its own rows add up to.</summary>
internal sealed class TotalsDiffer() : Analyzer<LogSubject>(new Rule(
    "AS605",
    "Totals do not add up",
    Severity.Warning,
    "Let the tracker be generated ('assay log'), or correct the total or the row that is missing."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(LogSubject subject, CancellationToken cancellationToken)
    {
        foreach (var total in subject.Totals.Where(total => total.Stated != total.Computed))
            yield return new Observation(Say($"{total.What} is stated as {total.Stated:0.##}, and the rows of the log add up to {total.Computed:0.##} ({total.Stated - total.Computed:+0.##;-0.##})")) { Line = total.Line, Numbers = Numbers(("stated", total.Stated), ("computed", total.Computed)) };
    }
}
