using System.Text.Json;
using Assay.Planning.Late;
using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Planning.Progress;

/// <summary>Finds late values in the store, each once.</summary>
/// <param name="plan">The plan.</param>
/// <param name="records">The store; null when there is none yet.</param>
internal sealed class LateResolver(Plan plan, IRunStore? records)
{
    private readonly Dictionary<(LateKind, string), (IReadOnlyDictionary<string, JsonElement> Params, string From)> _sources = [];

    /// <summary>The values that were found.</summary>
    public Dictionary<LateReference, LateValue> Known { get; } = [];

    /// <summary>Looks for a value.</summary>
    /// <returns>A sentence why there is none; null when it is known now.</returns>
    public async Task<string?> FindAsync(LateReference reference, CancellationToken cancellationToken)
    {
        if (Known.ContainsKey(reference))
            return null;
        if (!_sources.TryGetValue((reference.Kind, reference.Name), out var source))
        {
            var (found, why) = reference.Kind == LateKind.Study
                ? await StudyAsync(reference.Name, cancellationToken).ConfigureAwait(false)
                : await BestAsync(reference.Name, cancellationToken).ConfigureAwait(false);
            if (found is not { } known)
                return $"{reference}: {why}";
            _sources.Add((reference.Kind, reference.Name), source = known);
        }

        if (!source.Params.TryGetValue(reference.Param, out var json))
            return $"{reference}: {source.From} has no parameter '{reference.Param}'; it has {(source.Params.Count == 0 ? "none" : string.Join(", ", source.Params.Keys.Take(20)))}";
        Known.Add(reference, new LateValue(reference, json, source.From));
        return null;
    }

    private async Task<((IReadOnlyDictionary<string, JsonElement>, string)?, string)> StudyAsync(string name, CancellationToken cancellationToken)
    {
        var studies = records is null ? [] : await records.GetStudiesAsync(name, cancellationToken).ConfigureAwait(false);
        if (studies.Count == 0)
            return (null, $"there is no study '{name}' in the store");
        if (studies.Count > 1 && studies[0].Id != name)
            return (null, $"{studies.Count} studies answer to '{name}'; name one by its id");
        var study = await StudyStore.LoadAsync(records!, studies[0], cancellationToken).ConfigureAwait(false);
        if (study.Objectives.Count > 1)
            return (null, $"the study '{name}' has {study.Objectives.Count} objectives, hence no single best trial");
        if (study.Best is not { } best)
            return (null, $"the study '{name}' has no completed trial with a value");
        return ((best.Params.ToDictionary(value => value.Key, value => Element(value.Value.Json), StringComparer.Ordinal), string.Create(CultureInfo.InvariantCulture, $"trial #{best.Number} of {study.Name}")), "");
    }

    // By the metric that ranks runs, else the first that the plan declares.
    private async Task<((IReadOnlyDictionary<string, JsonElement>, string)?, string)> BestAsync(string priority, CancellationToken cancellationToken)
    {
        var metric = plan.Top?.By ?? plan.Metrics.FirstOrDefault(metric => metric.Maximize is not null)?.Key ?? plan.Metrics[0].Key;
        var declared = plan.Metrics.FirstOrDefault(one => one.Key == metric)?.Maximize;
        var members = plan.Named(priority).Select(experiment => (experiment.Id, experiment.Seed)).ToHashSet();
        (RunRow Row, double Value)? best = null;
        for (string? after = null; records is not null;)
        {
            var page = await records.SearchAsync(new RunSearch { Plan = plan.Name, Columns = RunColumns.None with { Metrics = [metric], Params = null }, Limit = 2000, After = after }, cancellationToken).ConfigureAwait(false);
            // Pages are newest first; of equals the run that was first stays, whichever page it is on.
            foreach (var row in page.Items.Where(row => row.Run.Status == RunStatus.Completed && row.Run.SupersededWhy is null && members.Contains((row.Run.Place?.Experiment ?? "", row.Run.Place?.Seed))))
            {
                if (!row.Metrics.TryGetValue(metric, out var summary) || Best(summary, declared) is not { } value || !double.IsFinite(value))
                    continue;
                var isLarger = declared ?? summary.Identity.Direction != Direction.Minimize;
                if (best is not { } leader || (isLarger ? value > leader.Value : value < leader.Value) || (value == leader.Value && row.Run.Id.CompareTo(leader.Row.Run.Id) < 0))
                    best = (row, value);
            }

            if (page.Next is null)
                break;
            after = page.Next;
        }

        return best is { } winner
            ? ((winner.Row.Params.ToDictionary(param => param.Key, param => Element(param.Value.Json), StringComparer.Ordinal), $"run {winner.Row.Run.Id.Tail} ({winner.Row.Run.Place?.Experiment}), the best {metric} of {priority}"), "")
            : (null, $"no completed run of {priority} has a value of '{metric}'");
    }

    private static double? Best(MetricSummary summary, bool? maximize) => maximize switch { true => summary.Max, false => summary.Min, null => summary.Best };

    private static JsonElement Element(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
