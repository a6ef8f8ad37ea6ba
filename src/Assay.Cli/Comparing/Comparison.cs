using System.Text.Json;
using Assay.Cli.Rendering;
using Assay.Tracking;

namespace Assay.Cli.Comparing;

/// <summary>Runs side by side.</summary>
/// <param name="Facts">Everything but metrics, section by section.</param>
/// <param name="Metrics">Metric series, by key.</param>
internal sealed record Comparison(IReadOnlyList<ComparedFact> Facts, IReadOnlyList<ComparedMetric> Metrics)
{
    /// <summary>Compares runs.</summary>
    /// <param name="runs">Two runs or more.</param>
    public static Comparison Of(IReadOnlyList<WholeRun> runs)
    {
        var facts = new List<ComparedFact>();
        AddSection("Params", run => run.Params.Select(param => (param.Key, param.Json)));
        AddSection("Config", Config);
        AddSection("Code", Code);
        AddSection("Data", run => run.Datasets.Select(data => (data.Role is { } role ? $"{data.Name} ({role})" : data.Name, Quote(data.Digest))));
        AddSection("Environment", Environment);
        return new Comparison(facts, [.. runs.SelectMany(run => run.Metrics).Select(series => series.Identity.Key).Distinct().Order(StringComparer.Ordinal).SelectMany(key => Series(runs, key))]);

        void AddSection(string section, Func<WholeRun, IEnumerable<(string Key, string Json)>> read)
        {
            // The last of equal keys stands: a dataset used twice in one role is one line.
            Dictionary<string, string>[] columns = [.. runs.Select(run => read(run).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Json))];
            foreach (var key in columns.SelectMany(column => column.Keys).Distinct().Order(StringComparer.Ordinal))
                facts.Add(new ComparedFact(section, key, [.. columns.Select(column => column.GetValueOrDefault(key))]));
        }
    }

    // A planned run's params are its configuration: what is said there is not said again.
    private static IEnumerable<(string Key, string Json)> Config(WholeRun run) =>
        Flatten(run.Details.Config).Except(run.Params.SelectMany(param => Flatten(param.Json, param.Key)));

    private static IEnumerable<(string Key, string Json)> Code(WholeRun run)
    {
        if (run.Details.Git is { } git)
        {
            yield return ("git commit", Quote(git.Commit));
            yield return ("git branch", Quote(git.Branch ?? "none"));
            yield return ("git changes", Quote(git.Dirty ? git.DiffDigest ?? "changed" : "none"));
        }

        if (run.Details.Command is { } command)
            yield return ("command", Quote(command));
        else if (run.Details.Arguments is { } arguments)
            yield return ("command", Quote(string.Join(' ', arguments)));
    }

    private static IEnumerable<(string Key, string Json)> Environment(WholeRun run)
    {
        foreach (var (key, value) in run.Details.Environment ?? new Dictionary<string, string>())
            yield return ($"${key}", Quote(value));
        if (run.Details.Host is not { } host)
            yield break;
        yield return ("host", Quote(host.Name));
        yield return ("system", Quote(host.System));
        yield return ("cores", host.Cores.ToString(CultureInfo.InvariantCulture));
        yield return ("gpus", Quote(host.Gpus.Count == 0 ? "none" : string.Join(", ", host.Gpus)));
    }

    // One line when every run measured the key one way; otherwise a line for each way.
    private static IEnumerable<ComparedMetric> Series(IReadOnlyList<WholeRun> runs, string key)
    {
        MetricSummary[][] columns = [.. runs.Select(run => run.Metrics.Where(series => series.Identity.Key == key).ToArray())];
        if (columns.All(column => column.Length <= 1))
        {
            yield return new ComparedMetric(key, [.. columns.Select(column => column.FirstOrDefault())], [.. runs.Select(run => run.Run.Experiment)]);
            yield break;
        }

        foreach (var meaning in columns.SelectMany(column => column).Select(series => Comparability.Meaning(series.Identity)).Distinct())
        {
            var words = RunText.Identity(meaning);
            yield return new ComparedMetric(
                words.Length > 0 ? $"{key} ({words})" : key,
                [.. columns.Select(column => column.FirstOrDefault(series => Comparability.Meaning(series.Identity) == meaning))],
                [.. runs.Select(run => run.Run.Experiment)]);
        }
    }

    private static IEnumerable<(string Key, string Json)> Flatten(string? json, string path = "")
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return Flatten(document.RootElement.Clone(), path);
    }

    private static IEnumerable<(string Key, string Json)> Flatten(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object when element.EnumerateObject().Any() =>
            element.EnumerateObject().SelectMany(property => Flatten(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}")),
        _ => [(path, element.GetRawText())],
    };

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JsonPage.Options.Encoder)}\"";
}
