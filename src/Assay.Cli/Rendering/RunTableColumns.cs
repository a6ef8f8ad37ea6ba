using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>The columns of a table of runs: fields of a run by name, and keys of metrics, params and tags.</summary>
internal static class RunTableColumns
{
    private const string Metrics = "metrics.";
    private const string Params = "params.";
    private const string Tags = "tags.";

    private static readonly Field[] Fields =
    [
        new("id", (run, _, _) => run.Id.Tail, int.MaxValue, 0),
        new("name", (run, _, _) => run.Name, 12, 0),
        new("title", (run, _, _) => RunText.Title(run), 20, 0),
        new("plan", (run, _, _) => RunText.PlanId(run), 8, 40),
        new("status", (run, _, _) => new Table.Cell(RunText.Status(run), RunText.StatusInk(run)), int.MaxValue, 0),
        new("age", (run, _, screen) => screen.Age(run.Started ?? run.Created), int.MaxValue, 50, Right: true),
        new("started", (run, _, screen) => screen.Time(run.Started), int.MaxValue, 50),
        new("ended", (run, _, screen) => screen.Time(run.Ended), int.MaxValue, 50),
        new("created", (run, _, screen) => screen.Time(run.Created), int.MaxValue, 50),
        new("duration", (run, now, _) => Figures.Duration(RunText.Duration(run, now)), int.MaxValue, 60, Right: true),
        new("experiment", (run, _, _) => run.Experiment, 8, 55),
        new("phase", (run, _, _) => run.Place?.Phase, 4, 55),
        new("item", (run, _, _) => run.Place?.Item, 4, 55),
        new("priority", (run, _, _) => run.Place?.Priority, 6, 55),
        new("stage", (run, _, _) => run.Stage, 6, 55),
        new("source", (run, _, _) => run.Source, 6, 55),
        new("kind", (run, _, _) => run.Kind.ToString().ToLowerInvariant(), int.MaxValue, 55),
        new("user", (run, _, _) => run.User, 4, 55),
        new("exit", (run, _, _) => run.ExitCode?.ToString(CultureInfo.InvariantCulture), int.MaxValue, 55, Right: true),
        new("reason", (run, _, _) => run.Reason, 12, 55),
        new("result", (run, _, _) => run.Result, 12, 55),
        new("conclusion", (run, _, _) => run.Conclusion, 12, 55),
        new("caveat", (run, _, _) => run.Caveat, 12, 55),
        new("error", (run, _, _) => new Table.Cell(run.ErrorLine ?? "", Ink.Bad), 16, 55),
        new("resolution", (run, _, _) => run.Resolution, 12, 55),
    ];

    private static readonly Dictionary<string, Field> ByName = Fields.ToDictionary(field => field.Name);

    /// <summary>Names of the fields of a run.</summary>
    public static IEnumerable<string> FieldNames => Fields.Select(known => known.Name);

    /// <summary>Splits what <c>--columns</c> was given.</summary>
    /// <exception cref="AssayException">No name is left.</exception>
    public static IReadOnlyList<string> Names(string text)
    {
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length > 0 ? names : throw new AssayException("--columns is empty: names with commas between them are expected, e.g. id,status,auc.");
    }

    /// <summary>What a search must read for these columns.</summary>
    public static RunColumns Needed(IReadOnlyList<string> names)
    {
        // A bare name may be a metric, a param or a tag: only the rows will tell.
        string[] bare = [.. names.Where(name => !ByName.ContainsKey(name) && !HasPrefix(name))];
        return new RunColumns { Metrics = Keys(Metrics), Params = Keys(Params), Tags = Keys(Tags) };

        string[] Keys(string prefix) => [.. bare, .. names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..])];
    }

    /// <summary>The usual columns: what every run has, and the metrics that most of the rows have.</summary>
    /// <param name="rows">The rows, with all their metrics.</param>
    /// <param name="metrics">So many metrics at most.</param>
    public static IReadOnlyList<string> Usual(IReadOnlyList<RunRow> rows, int metrics)
    {
        var frequent = rows
            .SelectMany(row => row.Metrics.Keys)
            .CountBy(key => key)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(metrics)
            .Select(pair => Metrics + pair.Key);
        string[] plan = rows.Any(row => row.Run.Place?.Experiment is not null) ? ["plan"] : [];
        return ["id", "title", .. plan, "status", "age", "duration", .. frequent];
    }

    /// <summary>The column of a name.</summary>
    /// <param name="name">A field, a key, or a key behind "metrics.", "params." or "tags.".</param>
    /// <param name="place">Its place among the columns: of keys, the last is left out first.</param>
    public static Table.Column Column(string name, int place) => ByName.TryGetValue(name, out var field)
        ? new Table.Column(field.Name, field.Right, field.Shortest, field.Rank)
        : new Table.Column(KeyOf(name), Right: true, Shortest: 8, Rank: place + 1);

    /// <summary>The cell of a name.</summary>
    public static Table.Cell Cell(string name, RunRow row, DateTimeOffset now, Screen screen)
    {
        if (ByName.TryGetValue(name, out var field))
            return field.Read(row.Run, now, screen);
        // A bare name takes the first that the run has: metric, param, tag.
        var key = KeyOf(name);
        if (MayBe(Metrics) && row.Metrics.TryGetValue(key, out var metric))
            return new Table.Cell(Figures.Value(metric.Last), metric.Last.Kind == MetricKind.Number ? Ink.None : Ink.Warn);
        if (MayBe(Params) && row.Params.TryGetValue(key, out var param))
            return param.Text;
        return MayBe(Tags) && row.Tags.TryGetValue(key, out var tag) ? tag : "";

        bool MayBe(string prefix) => key.Length == name.Length || name.StartsWith(prefix, StringComparison.Ordinal);
    }

    private static bool HasPrefix(string name) => KeyOf(name).Length != name.Length;

    private static string KeyOf(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)[Metrics, Params, Tags])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
                return name[prefix.Length..];
        }

        return name;
    }

    private sealed record Field(string Name, Func<Run, DateTimeOffset, Screen, Table.Cell> Read, int Shortest, int Rank, bool Right = false);
}
