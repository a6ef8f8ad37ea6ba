using System.Text.Json;

namespace Assay.Tracking.Results;

/// <summary>Which values of another program's result file are parameters and which are metrics.</summary>
internal static class ResultFolderContent
{
    // A section is about outcomes when a word of its name begins with one of these …
    private static readonly string[] Outcome = ["metric", "result", "score", "loss", "test", "val", "train", "eval"];

    // … unless another word says that it holds settings, as in loss_function or train_config.
    private static readonly string[] Setting = ["param", "hyper", "config", "setting", "option", "arg", "function", "fn", "split"];

    internal static (List<KeyValuePair<string, string>> Params, List<ResultMetric> Metrics) Read(JsonElement root, string path, ResultFolderMap map)
    {
        var described = map.Id.Concat(map.Title).Concat(map.Priority).Concat(map.Time).ToHashSet(StringComparer.Ordinal);
        var metrics = new OrderedDictionary<string, MetricValue>(StringComparer.Ordinal);
        foreach (var (key, element) in JsonPlace.Leaves(root, path))
        {
            if (!described.Contains(key) && IsMetric(key, map) && Value(element) is { } value)
                metrics[key] = value;
        }

        var lists = new HashSet<string>(metrics.Keys.SelectMany(Sections), StringComparer.Ordinal);
        var parameters = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        Collect(root, "", (key, element) =>
        {
            if (map.Params is { } patterns ? patterns.Any(pattern => Matches(pattern, key)) : !described.Contains(key) && !metrics.ContainsKey(key) && !lists.Contains(key))
                parameters[key] = element.GetRawText();
        });
        return ([.. parameters], [.. metrics.Select(metric => new ResultMetric(metric.Key, metric.Value, 0))]);
    }

    /// <summary>Whether a dotted key is meant by a pattern: the key, a section above it, or a text with <c>*</c>.</summary>
    internal static bool Matches(string pattern, string key) =>
        pattern.Contains('*', StringComparison.Ordinal)
            ? Wild(pattern, key)
            : key.StartsWith(pattern, StringComparison.Ordinal) && (key.Length == pattern.Length || key[pattern.Length] == '.');

    private static bool IsMetric(string key, ResultFolderMap map)
    {
        if (map.Metrics is { } patterns)
            return patterns.Any(pattern => Matches(pattern, key));
        var sections = key.Split('.')[..^1];
        return sections.Any(section => HasWord(section, Outcome)) && !sections.Any(section => HasWord(section, Setting));
    }

    private static MetricValue? Value(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? MetricValue.Undefined("null in the result file") : JsonPlace.Number(element);

    // Lists stay whole: one parameter, unless their items were metrics.
    private static void Collect(JsonElement at, string key, Action<string, JsonElement> take)
    {
        if (at.ValueKind != JsonValueKind.Object)
        {
            take(key, at);
            return;
        }

        foreach (var property in at.EnumerateObject())
            Collect(property.Value, key.Length == 0 ? property.Name : $"{key}.{property.Name}", take);
    }

    private static IEnumerable<string> Sections(string key)
    {
        for (var dot = key.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = key.IndexOf('.', dot + 1))
            yield return key[..dot];
    }

    private static bool HasWord(string section, string[] beginnings) =>
        Words(section).Any(word => beginnings.Any(beginning => word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)));

    // val_metrics, valMetrics and "val metrics" are the same two words.
    private static IEnumerable<string> Words(string section)
    {
        var start = 0;
        for (var i = 1; i <= section.Length; i++)
        {
            if (i < section.Length && char.IsLetterOrDigit(section[i]) && !(char.IsUpper(section[i]) && char.IsLower(section[i - 1])))
                continue;
            yield return section[start..i].TrimStart('_', '-', ' ', '/');
            start = i;
        }
    }

    // The usual two-pointer match: on a mismatch the last star takes one character more.
    private static bool Wild(string pattern, string key)
    {
        int p = 0, k = 0, star = -1, mark = 0;
        while (k < key.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = k;
            }
            else if (p < pattern.Length && pattern[p] == key[k])
            {
                p++;
                k++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                k = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
