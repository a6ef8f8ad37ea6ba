using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Evidence;

/// <summary>
/// AS501. Values of one metric that stand beside each other were measured on different data, splits, label schemas or by different definitions; or
/// the runs' settings say that they answer different questions (number of classes, horizon, target).
/// </summary>
internal sealed class IdentitiesDiffer() : Analyzer<EvidenceSubject>(new Rule(
    "AS501",
    "One metric name, several meanings",
    Severity.Warning,
    "Give the metrics different names, or measure all runs on the same data by the same definition, before ranking or comparing them."))
{
    // Settings that change what is asked, so that the values of a metric are of different questions.
    private static readonly string[] Questions = ["num_classes", "n_classes", "horizon", "target", "label_schema"];

    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(EvidenceSubject subject, CancellationToken cancellationToken)
    {
        var counted = subject.Runs.Where(Counting.Counts).ToList();
        foreach (var key in counted.SelectMany(run => run.Metrics).GroupBy(metric => metric.Identity.Key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var parts = new List<string>();
            Add("definition", identity => identity.Definition);
            Add("dataset", identity => identity.Dataset is { Length: > 12 } digest ? digest[..12] : identity.Dataset);
            Add("split", identity => identity.Split);
            Add("label schema", identity => identity.LabelSchema);
            if (parts.Count > 0)
                yield return new Observation(Say($"'{key.Key}' is {string.Join("; ", parts)}")) { Numbers = Numbers(("values", key.Count())) };

            // A part that nobody declared is unknown, not different.
            void Add(string name, Func<MetricIdentity, string?> part)
            {
                if (Different(key.Select(metric => part(metric.Identity)).OfType<string>()) is { } values)
                    parts.Add(Say($"of {values.Count} {name}s ({string.Join(", ", values)})"));
            }
        }

        if (SharedMetric.Of(subject) is not { } shared)
            yield break;
        foreach (var question in Questions)
        {
            var answers = shared.Values.Select(row => row.Run.Params.FirstOrDefault(param => Fact.Names(param.Key, question)).Value?.Text).OfType<string>();
            if (Different(answers) is { } values)
                yield return new Observation(Say($"'{shared.Key}' of {shared.Values.Count} runs stands beside each other, but their {question} differs ({string.Join(", ", values)})")) { Numbers = Numbers(("values", shared.Values.Count)) };
        }
    }

    private static List<string>? Different(IEnumerable<string> values)
    {
        var groups = values.CountBy(value => value, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return groups.Count > 1 ? groups.ConvertAll(group => Say($"{group.Key}: {group.Value} run{(group.Value == 1 ? "" : "s")}")) : null;
    }
}
