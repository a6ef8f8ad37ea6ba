using Assay.Foundation.Text;
using Assay.Planning.Expansion;
using Assay.Planning.Keys;
using Assay.Planning.Yaml;
using Assay.Tracking.Queries;

namespace Assay.Planning.Claims;

/// <summary>Reads selections of runs. Nodes of a wrong shape were reported; they read as not given.</summary>
/// <param name="names">The plan's own ids.</param>
/// <param name="problems">Where mistakes go.</param>
internal sealed class SelectionReader(PlanNames names, ProblemList problems)
{
    private static readonly PlanKey[] Narrowing =
    [
        ClaimKeys.Study, ClaimKeys.Tags, ClaimKeys.Query, ClaimKeys.Runs, ClaimKeys.InPlan, ClaimKeys.InPhase, ClaimKeys.Item, ClaimKeys.InPriority, ClaimKeys.Experiment,
        ClaimKeys.Stage, ClaimKeys.Source,
    ];

    /// <summary>The selection of a map; null when the node is none.</summary>
    public EvidenceSelection? Read(YamlNode? node, KeyPath path)
    {
        if (node is not YamlMap map)
            return null;
        if (Narrowing.All(key => map[key.Name] is null))
            problems.Add(map, path, "the selection names no runs", $"add {string.Join(", ", Narrowing.Take(4).Select(key => key.Name))}, …");
        var study = Text(map, ClaimKeys.Study);
        foreach (var key in new[] { ClaimKeys.Pick, ClaimKeys.PickSeeds }.Where(key => study is null && map[key.Name] is not null))
            problems.Add(map[key.Name]!, path.Key(key.Name), $"'{key.Name}' goes with study, which is not given", "name the study");
        var scale = Number(map, ClaimKeys.Scale) ?? 1;
        if (scale == 0)
            problems.Add(map[ClaimKeys.Scale.Name]!, path.Key(ClaimKeys.Scale.Name), "a scale of 0 leaves nothing of the values", "write another factor");
        var selection = new EvidenceSelection
        {
            Study = study,
            Pick = TrialPick.TryParse(Text(map, ClaimKeys.Pick), out var pick) ? pick : default,
            Seeds = (int?)Number(map, ClaimKeys.PickSeeds),
            Tags = TagsOf(map),
            Query = QueryOf(map, path),
            Runs = Texts(map, ClaimKeys.Runs),
            Phases = Texts(map, ClaimKeys.InPhase),
            Items = Texts(map, ClaimKeys.Item),
            Priorities = Texts(map, ClaimKeys.InPriority),
            Experiments = Texts(map, ClaimKeys.Experiment),
            Stage = Text(map, ClaimKeys.Stage),
            Source = Text(map, ClaimKeys.Source),
            Metric = Text(map, ClaimKeys.SideMetric),
            At = ValueAt.TryParse(Text(map, ClaimKeys.At), out var at) ? at : null,
            Scale = scale,
            Stated = StatedOf(map[ClaimKeys.StatedKey.Name], path.Key(ClaimKeys.StatedKey.Name)),
            Written = CanonicalJson.Of(map.Value.Json),
            Line = map.Line,
        };
        var plan = Text(map, ClaimKeys.InPlan);
        if (plan is null && selection.Phases.Count + selection.Items.Count + selection.Priorities.Count + selection.Experiments.Count > 0)
        {
            plan = names.Plan;
            Check(map, path, ClaimKeys.InPhase, "phase", names.Phases);
            Check(map, path, ClaimKeys.InPriority, "priority", names.Priorities);
            Check(map, path, ClaimKeys.Experiment, "experiment", names.Experiments);
        }

        return selection with { Plan = plan };
    }

    /// <summary>The number a key holds; null when it holds none.</summary>
    public static double? Number(YamlMap map, PlanKey key) => map[key.Name] is YamlScalar scalar ? ClaimShapes.NumberOf(scalar) : null;

    /// <summary>The text a key holds; null when it holds none.</summary>
    public static string? Text(YamlMap map, PlanKey key) => map[key.Name] is YamlScalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;

    /// <summary>The texts a key holds.</summary>
    public static IReadOnlyList<string> Texts(YamlMap map, PlanKey key) => [.. Expander.NamesOf(map[key.Name], KeyPath.Top).Select(Expander.TextOf)];

    private static Dictionary<string, string> TagsOf(YamlMap map)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in (map[ClaimKeys.Tags.Name] as YamlMap)?.Entries ?? [])
        {
            if (entry.Value is YamlScalar { Kind: not ScalarKind.Null } value)
                tags[entry.Key] = value.Text;
        }

        return tags;
    }

    private RunQuery? QueryOf(YamlMap map, KeyPath path)
    {
        if (Text(map, ClaimKeys.Query) is not { } text)
            return null;
        try
        {
            return RunQuery.Parse(text);
        }
        catch (RunQueryException refusal)
        {
            // The excerpt with its caret would break the line; the column is said.
            problems.Add(map[ClaimKeys.Query.Name]!, path.Key(ClaimKeys.Query.Name), refusal.Message.Split('\n')[0]);
            return null;
        }
    }

    private void Check(YamlMap map, KeyPath path, PlanKey key, string kind, IReadOnlyCollection<string> known)
    {
        foreach (var name in Expander.NamesOf(map[key.Name], path.Key(key.Name)))
        {
            var text = Expander.TextOf(name);
            if (!known.Contains(text))
                problems.Add(name.Node, name.Path, $"'{text}' is not {(kind[0] == 'e' ? "an" : "a")} {kind} of this plan", NearWord.Suggest(text, known) ?? "for runs of another plan or log, name it under plan");
        }
    }

    private StatedEvidence? StatedOf(YamlNode? node, KeyPath path)
    {
        if (node is not YamlMap map)
            return null;
        var stated = new StatedEvidence
        {
            StandardError = Figure(map, ClaimKeys.StandardError),
            Deviation = Figure(map, ClaimKeys.Deviation),
            Count = Figure(map, ClaimKeys.Count),
            Low = Figure(map, ClaimKeys.Low),
            High = Figure(map, ClaimKeys.High),
            Confidence = Number(map, ClaimKeys.StatedConfidence) ?? 0.95,
            Units = Figure(map, ClaimKeys.Units),
            Positives = Figure(map, ClaimKeys.Positives),
            Negatives = Figure(map, ClaimKeys.Negatives),
            ProportionOf = Figure(map, ClaimKeys.ProportionOf),
            From = Text(map, ClaimKeys.StatedFrom),
        };
        Together(ClaimKeys.Low, ClaimKeys.High);
        Together(ClaimKeys.Positives, ClaimKeys.Negatives);
        if (stated.Deviation is not null && stated.Count is null)
            problems.Add(map, path, "'sd' goes with n, which is not given", "say how many values the mean is of");
        if (stated.Units is not null && stated.Count is null)
            problems.Add(map, path, "'units' goes with n, which is not given", "say how many values there were");
        string[] ways =
        [
            .. new[] { ClaimKeys.StandardError, ClaimKeys.Deviation, ClaimKeys.Low, ClaimKeys.Positives, ClaimKeys.ProportionOf }.Where(key => map[key.Name] is not null).Select(key => key.Name),
        ];
        if (ways.Length > 1)
            problems.Add(map, path, $"the error is stated in {ways.Length} ways ({string.Join(", ", ways)})", "keep one");
        if (stated.Low is { Number: { } low } && stated.High is { Number: { } high } && low > high)
            problems.Add(map, path, string.Create(CultureInfo.InvariantCulture, $"the interval begins at {low} and ends at {high}"), "write the smaller bound under low");
        foreach (var key in new[] { ClaimKeys.StandardError, ClaimKeys.Deviation, ClaimKeys.Count, ClaimKeys.Units, ClaimKeys.Positives, ClaimKeys.Negatives, ClaimKeys.ProportionOf })
        {
            if (Number(map, key) is < 0)
                problems.Add(map[key.Name]!, path.Key(key.Name), $"'{key.Name}' cannot be negative");
        }

        return stated;

        void Together(PlanKey one, PlanKey other)
        {
            if (map[one.Name] is null != map[other.Name] is null)
                problems.Add(map, path, $"'{one.Name}' and '{other.Name}' go together, and only one is given", "give both");
        }
    }

    private static StatedFigure? Figure(YamlMap map, PlanKey key) => map[key.Name] is not YamlScalar { Kind: not ScalarKind.Null } scalar ? null
        : ClaimShapes.NumberOf(scalar) is { } number ? new StatedFigure(number, null) : new StatedFigure(null, scalar.Text);
}
