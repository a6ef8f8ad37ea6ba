using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>Turns a priority, or the list of experiments outside priorities, into experiments.</summary>
/// <param name="builder">Makes one experiment.</param>
/// <param name="ids">The ids that are taken.</param>
/// <param name="graph">Takes who needs whom.</param>
/// <param name="problems">Takes what is wrong.</param>
internal sealed class Expander(ExperimentBuilder builder, IdRegistry ids, NeedsGraph graph, ProblemList problems)
{
    /// <summary>All experiments so far, in the order of the file.</summary>
    public List<PlannedExperiment> All { get; } = [];

    /// <summary>How many experiments a priority will make, nothing expanded; saturates.</summary>
    public static long Estimate(YamlMap priority, Settings settings, Axes axes)
    {
        var list = priority[PlanKeys.PriorityExperiments.Name] as YamlList;
        return (CombinationsOf(axes, list?.Items) * SeedCount(settings[PlanKeys.Seeds]?.Node)) + EstimateList(list, settings);
    }

    /// <summary>How many experiments a list will make.</summary>
    public static long EstimateList(YamlList? list, Settings settings) =>
        list?.Items.Sum(entry => SeedCount((entry as YamlMap)?[PlanKeys.Seeds.Name] ?? settings[PlanKeys.Seeds]?.Node)) ?? 0;

    /// <summary>Expands a priority.</summary>
    public IReadOnlyList<PlannedExperiment> Priority(YamlEntry entry, KeyPath path, ExperimentGroup group, Axes axes)
    {
        var map = (YamlMap)entry.Value;
        var list = map[PlanKeys.PriorityExperiments.Name] as YamlList;
        var combinations = CombinationsOf(axes, list?.Items);
        var withoutId = list?.Items.Count(item => item is YamlMap one && one[PlanKeys.ExperimentId.Name] is null) ?? 0;
        var (idNode, idPath) = map[PlanKeys.Ids.Name] is { } written ? (written, path.Key(PlanKeys.Ids.Name)) : (entry.KeyNode, path);
        using var names = Ids(entry.Key, map, path, combinations, withoutId, axes).GetEnumerator();
        var start = All.Count;
        if (combinations > 0)
        {
            var own = group.Settings.Merged(PlanKeys.Params).Entries;
            foreach (var combination in axes.Combinations())
                Add(NextId(), group, WithAxes(own, combination), entry.KeyNode, path, []);
        }

        Explicit(list, path.Key(PlanKeys.PriorityExperiments.Name), group, NextId, null);
        return All.GetRange(start, All.Count - start);

        WrittenId NextId()
        {
            names.MoveNext();
            return new WrittenId(names.Current, idNode, idPath);
        }
    }

    /// <summary>Expands experiments outside priorities; <paramref name="phaseOf"/> gives an experiment's phase.</summary>
    public void Outside(YamlList list, KeyPath path, Settings defaults, Func<string, YamlMap, KeyPath, string?> phaseOf) =>
        Explicit(list, path, new ExperimentGroup(null, null, [], defaults), null, phaseOf);

    private static OrderedDictionary<string, Setting> WithAxes(OrderedDictionary<string, Setting> variables, IReadOnlyList<(string Name, Setting Value)> combination)
    {
        if (combination.Count == 0)
            return variables;
        var result = new OrderedDictionary<string, Setting>(variables, StringComparer.Ordinal);
        foreach (var (name, value) in combination)
            result[name] = value;
        return result;
    }

    private void Explicit(YamlList? list, KeyPath path, ExperimentGroup group, Func<WrittenId>? nextId, Func<string, YamlMap, KeyPath, string?>? phaseOf)
    {
        for (var i = 0; i < (list?.Items.Count ?? 0); i++)
        {
            var place = path.Item(i);
            if (list!.Items[i] is not YamlMap map || IdOf(map, place, nextId) is not { } id)
                continue;
            if (phaseOf is null && map.Entry(PlanKeys.InPhase.Name) is { } phaseEntry)
                problems.Add(phaseEntry.KeyNode, place.Key(PlanKeys.InPhase.Name), "an experiment of a priority is in its priority's phase", "remove it");
            Variables.CheckNames(map[PlanKeys.Params.Name], place.Key(PlanKeys.Params.Name), problems);
            var needs = NamesOf(map[PlanKeys.Needs.Name], place.Key(PlanKeys.Needs.Name));
            var own = new ExperimentGroup(
                group.Priority,
                phaseOf is null ? group.Phase : phaseOf(id.Id, map, place),
                needs.Count == 0 ? group.Needs : [.. group.Needs.Concat(needs.Select(TextOf)).Distinct(StringComparer.Ordinal)],
                group.Settings.With(map, place));
            Add(id, own, own.Settings.Merged(PlanKeys.Params).Entries, map, place, needs);
        }
    }

    // null when the id has the wrong shape or is missing, which is reported.
    private WrittenId? IdOf(YamlMap map, KeyPath path, Func<WrittenId>? nextId)
    {
        if (map[PlanKeys.ExperimentId.Name] is { } written)
        {
            return written is YamlScalar { Kind: not ScalarKind.Null } scalar
                ? new WrittenId(scalar.Text, scalar, path.Key(PlanKeys.ExperimentId.Name))
                : null;
        }

        if (nextId is not null)
            return nextId();
        problems.Add(map, path, "an experiment outside priorities needs an id", "write id: followed by a name");
        return null;
    }

    /// <summary>The scalars of a text or list of texts, with their places.</summary>
    public static List<Setting> NamesOf(YamlNode? node, KeyPath path) => node switch
    {
        YamlScalar { Kind: not ScalarKind.Null } => [new Setting(node, path)],
        YamlList list => [.. list.Items.Select((item, i) => new Setting(item, path.Item(i))).Where(setting => setting.Node is YamlScalar { Kind: not ScalarKind.Null })],
        _ => [],
    };

    public static string TextOf(Setting setting) => ((YamlScalar)setting.Node).Text;

    private void Add(WrittenId id, ExperimentGroup group, OrderedDictionary<string, Setting> variables, YamlNode node, KeyPath path, List<Setting> ownNeeds)
    {
        ids.Take(id.Id, "experiment", id.Node, id.Path);
        graph.AddExperiment(id.Id, group.Priority, ownNeeds.Count > 0);
        graph.ExperimentNeeds(id.Id, ownNeeds);
        foreach (var seed in Seeds(group.Settings))
            All.Add(builder.Build(new ExperimentPlace(id.Id, seed, node, path), group, variables));
    }

    // Ids as declared; when they cannot be used, the generated ones, so that everything else is still checked.
    private IEnumerable<string> Ids(string priority, YamlMap map, KeyPath path, long combinations, int explicitWithoutId, Axes axes)
    {
        var needed = combinations + explicitWithoutId;
        var generated = Enumerable.Range(1, int.MaxValue - 1).Select(n => string.Create(CultureInfo.InvariantCulture, $"{priority}-{n:D3}"));
        var place = path.Key(PlanKeys.Ids.Name);
        var declared = NamesOf(map[PlanKeys.Ids.Name], place);
        if (map[PlanKeys.Ids.Name] is not { } node || (declared.Count == 0 && node is not YamlList { Items.Count: 0 }))
            return generated;
        var lists = new List<(long Count, IEnumerable<string> Ids)>();
        IdRange? onlyRange = null;
        foreach (var setting in declared)
        {
            var text = TextOf(setting);
            if (!text.Contains("..", StringComparison.Ordinal))
            {
                lists.Add((1, [text]));
                continue;
            }

            if (IdRange.Parse(text, out var fault) is not { } range)
            {
                problems.Add(setting.Node, setting.Path, fault!);
                return generated;
            }

            onlyRange = declared.Count == 1 ? range : null;
            lists.Add((range.Count, range.Ids()));
        }

        var given = lists.Sum(list => list.Count);
        if (given == needed)
            return lists.SelectMany(list => list.Ids);
        var says = node is YamlScalar scalar ? $"'{scalar.Text}'" : "ids";
        problems.Add(
            node,
            place,
            $"{says} names {given} {(given == 1 ? "experiment" : "experiments")}, but {Reason(axes, combinations, explicitWithoutId)}",
            onlyRange is null || needed == 0 ? $"write {needed} ids" : $"write {onlyRange.WithCount(needed)}");
        return generated;
    }

    private static string Reason(Axes axes, long combinations, int explicitWithoutId)
    {
        var list = $"experiments {(explicitWithoutId == 1 ? "holds 1" : $"holds {explicitWithoutId}")} without an id";
        if (!axes.IsEmpty)
            return explicitWithoutId > 0 ? $"{axes.Words}, and {list}" : axes.Words;
        return explicitWithoutId > 0 || combinations == 0 ? list : "a priority without matrix, zip and experiments is 1";
    }

    // Without axes a priority is one experiment, unless it lists its experiments.
    private static long CombinationsOf(Axes axes, IReadOnlyList<YamlNode>? entries) => axes.IsEmpty && entries is not null ? 0 : axes.Count;

    private static long SeedCount(YamlNode? seeds) => seeds switch
    {
        YamlList list => Math.Max(1, list.Items.Count),
        YamlScalar scalar when long.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) => Math.Clamp(count, 1, int.MaxValue),
        _ => 1,
    };

    private long?[] Seeds(Settings settings)
    {
        if (settings[PlanKeys.Seeds] is not { } setting)
            return [null];
        return setting.Once(() =>
        {
            if (setting.Node is not YamlList list)
                return [.. Enumerable.Range(0, (int)SeedCount(setting.Node)).Select(seed => (long?)seed)];
            var seeds = new List<long?>();
            for (var i = 0; i < list.Items.Count; i++)
            {
                if (list.Items[i] is not YamlScalar scalar || !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
                    continue;
                if (seeds.Contains(seed))
                    problems.Add(scalar, setting.Path.Item(i), $"the seed {seed} is listed twice", "remove one");
                else
                    seeds.Add(seed);
            }

            return seeds.Count == 0 ? [null] : seeds.ToArray();
        });
    }
}
