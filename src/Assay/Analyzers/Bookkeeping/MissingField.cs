using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS610. Entries leave out fields that the log's own template asks for.</summary>
internal sealed class MissingField() : Analyzer<LogSubject>(new Rule(
    "AS610",
    "Template field left out",
    Severity.Info,
    "Let the entries be written from the records ('assay log'); what only a person knows (reason, notes) is asked for when a run is recorded."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(LogSubject subject, CancellationToken cancellationToken)
    {
        var fields = subject.Entries.SelectMany(entry => entry.MissingFields.Select(field => (Field: field, entry.Line))).GroupBy(item => item.Field, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        if (fields.Count == 0)
            yield break;
        yield return new Observation(Say($"of {subject.Entries.Count} entries {string.Join(", ", fields.Select(group => Say($"{group.Count()} leave out '{group.Key}'")))}; the first is at line {fields.Min(group => group.Min(item => item.Line))}"))
        {
            Line = fields.Min(group => group.Min(item => item.Line)),
            Numbers = Numbers([.. fields.Select(group => (group.Key, (double)group.Count()))]),
        };
    }
}
