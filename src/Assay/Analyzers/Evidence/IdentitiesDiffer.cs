using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Evidence;

/// <summary>AS501. Values of one metric that stand beside each other were measured on different data, splits, label schemas or by different definitions.</summary>
internal sealed class IdentitiesDiffer() : Analyzer<EvidenceSubject>(new Rule(
    "AS501",
    "One metric name, several meanings",
    Severity.Warning,
    "Give the metrics different names, or measure all runs on the same data by the same definition, before ranking or comparing them."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        var counted = subject.Runs.Where(run => run.Run is not { } record || (record.Status == RunStatus.Completed && record.SupersededWhy is null));
        foreach (var key in counted.SelectMany(run => run.Metrics).GroupBy(metric => metric.Identity.Key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var parts = new List<string>();
            Add("definition", identity => identity.Definition);
            Add("dataset", identity => identity.Dataset is { Length: > 12 } digest ? digest[..12] : identity.Dataset);
            Add("label schema", identity => identity.LabelSchema);
            if (parts.Count > 0)
                yield return new Observation(Say($"'{key.Key}' is {string.Join("; ", parts)}")) { Numbers = Numbers(("values", key.Count())) };

            // A part that nobody declared is unknown, not different.
            void Add(string name, Func<MetricIdentity, string?> part)
            {
                var groups = key.Select(metric => part(metric.Identity)).OfType<string>().CountBy(value => value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
                if (groups.Count > 1)
                    parts.Add($"of {groups.Count} {name}s ({string.Join(", ", groups.Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {group.Value} run{(group.Value == 1 ? "" : "s")}")))})");
            }
        }
    }
}
