namespace Assay.Tracking.Results;

/// <summary>
/// Where, in each of many result files that another program wrote, the id, the parameters and the metrics are. Keys are dotted; a pattern is a
/// key, a section (<c>architecture</c> or <c>architecture.*</c>), or holds <c>*</c> for any run of characters.
/// </summary>
public sealed record ResultFolderMap
{
    private static readonly string[] Known = ["pattern", "id", "title", "priority", "time", "params", "metrics"];

    /// <summary>What is used where nothing is said: the usual names, and a guess at what is a metric.</summary>
    public static ResultFolderMap Default { get; } = new();

    /// <summary>Which files are read, relative to the folder, with <c>/</c>, <c>*</c> and <c>**</c>.</summary>
    public string Pattern { get; init; } = "**/results.json";

    /// <summary>Keys tried in order for the id.</summary>
    public IReadOnlyList<string> Id { get; init; } = ["exp_id", "experiment_id", "id", "name", "run_id"];

    /// <summary>Keys tried in order for the title.</summary>
    public IReadOnlyList<string> Title { get; init; } = ["title", "description"];

    /// <summary>Keys tried in order for the priority.</summary>
    public IReadOnlyList<string> Priority { get; init; } = ["priority"];

    /// <summary>Keys tried in order for the time: ISO 8601 (UTC when it names no zone), or seconds or milliseconds since 1970.</summary>
    public IReadOnlyList<string> Time { get; init; } = ["timestamp", "time", "date", "created_at"];

    /// <summary>Patterns of the parameters; <see langword="null"/> takes every scalar and list that is not a metric.</summary>
    public IReadOnlyList<string>? Params { get; init; }

    /// <summary>
    /// Patterns of the metrics; <see langword="null"/> takes the numbers below sections that are named for metrics, results, scores, losses, tests,
    /// validation or training.
    /// </summary>
    public IReadOnlyList<string>? Metrics { get; init; }

    /// <summary>Reads the text form, <c>id=exp_id,metrics=val_metrics.*+training.*,params=architecture.*+tier</c>.</summary>
    /// <param name="text">Entries <c>name=key</c> parted by commas, several keys parted by <c>+</c>; empty for <see cref="Default"/>.</param>
    /// <returns>The map; what the text does not name is as in <see cref="Default"/>.</returns>
    /// <exception cref="AssayException">An entry is not of that form, or its name is unknown or given twice.</exception>
    public static ResultFolderMap Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var map = Default;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (entry.Length == 0 && text.Trim().Length == 0)
                continue;
            var parts = entry.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[1].Length == 0)
                throw new AssayException($"map: '{entry}' is not of the form name=key, as in id=exp_id or metrics=val_metrics.*+training.*.");
            var name = parts[0];
            if (!Known.Contains(name))
                throw new AssayException($"map: '{name}' is not known; expected one of {string.Join(", ", Known)}.");
            if (!seen.Add(name))
                throw new AssayException($"map: '{name}' is given twice; join several keys by '+', as in {name}=a+b.");
            var keys = parts[1].Split('+', StringSplitOptions.TrimEntries);
            if (keys.Any(key => key.Length == 0))
                throw new AssayException($"map: '{entry}' has an empty key beside a '+'.");
            map = name switch
            {
                "pattern" => map with { Pattern = parts[1] },
                "id" => map with { Id = keys },
                "title" => map with { Title = keys },
                "priority" => map with { Priority = keys },
                "time" => map with { Time = keys },
                "params" => map with { Params = keys },
                _ => map with { Metrics = keys },
            };
        }

        return map;
    }
}
