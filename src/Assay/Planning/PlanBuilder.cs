using Assay.Foundation.Text;
using Assay.Planning.Claims;
using Assay.Planning.Expansion;
using Assay.Planning.Keys;
using Assay.Planning.Late;
using Assay.Planning.Yaml;

namespace Assay.Planning;

/// <summary>Makes a plan of a checked tree. Nodes of a wrong shape were reported; they read as not given, so that the rest is checked too.</summary>
internal sealed class PlanBuilder
{
    private readonly YamlMap _root;
    private readonly string _file;
    private readonly string _folder;
    private readonly string _name;
    private readonly ProblemList _problems;
    private readonly Rendering _rendering;
    private readonly IdRegistry _ids;
    private readonly NeedsGraph _graph;
    private readonly Dictionary<string, string> _phaseOfItem = new(StringComparer.Ordinal);

    public PlanBuilder(YamlMap root, string file, ProblemList problems, PlanReaderOptions options)
    {
        _root = root;
        _file = file;
        _folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.GetFullPath(file);
        _name = TextOf(root, PlanKeys.PlanName) ?? (Path.GetFileName(_folder) is { Length: > 0 } last ? last : "plan");
        _problems = problems;
        _rendering = new Rendering(problems, options, _name);
        _ids = new IdRegistry(problems);
        _graph = new NeedsGraph(problems);
    }

    /// <summary>The plan; <see langword="null"/> when it has problems.</summary>
    public Plan? Build()
    {
        var phases = Phases();
        var defaultsPath = KeyPath.Top.Key(PlanKeys.PlanDefaults.Name);
        var defaults = new Settings().With(_root[PlanKeys.PlanDefaults.Name], defaultsPath);
        Variables.CheckNames((_root[PlanKeys.PlanDefaults.Name] as YamlMap)?[PlanKeys.Params.Name], defaultsPath.Key(PlanKeys.Params.Name), _problems);
        var prepare = Prepare(defaults);
        var stages = TextsOf(_root, PlanKeys.Stages);
        var sources = TextsOf(_root, PlanKeys.Sources);
        var experiments = new List<PlannedExperiment>();
        var priorities = Priorities(phases, defaults, new ExperimentBuilder(_rendering, stages, sources, _folder), experiments);
        CheckItems(phases);
        _graph.Check();
        var metrics = Metrics();
        CheckLate(priorities, experiments, metrics.Count > 0);
        var claims = Claims(phases, priorities, experiments);
        var lint = Lint();
        // Claims may be about runs that were made without a plan, or by others.
        if (experiments.Count == 0 && claims.Count == 0 && !_problems.Any)
            _problems.Add(_root, KeyPath.Top, "the plan names no experiment", $"add {PlanKeys.Priorities.Name}: or {PlanKeys.Experiments.Name}:");
        if (_problems.Any)
            return null;
        return new Plan([.. phases.Select(phase => WithMembers(phase, priorities, experiments))], priorities, experiments)
        {
            Name = _name,
            File = _file,
            Folder = _folder,
            Description = TextOf(_root, PlanKeys.PlanDescription),
            Prepare = prepare,
            Metrics = metrics,
            Stages = stages,
            Sources = sources,
            Top = Top(),
            Logs = [.. MapsOf(_root, PlanKeys.Logs).Select(log => new PlanLog(TextOf(log.Map, PlanKeys.LogFormat)!, TextOf(log.Map, PlanKeys.LogPath)!))],
            Claims = claims,
            Lint = lint,
            After = TextsOf(_root, PlanKeys.After) ?? ["lint"],
        };
    }

    private List<PlanPhase> Phases()
    {
        var phases = new List<PlanPhase>();
        foreach (var (map, path) in MapsOf(_root, PlanKeys.Phases))
        {
            if (map[PlanKeys.PhaseId.Name] is not YamlScalar { Kind: not ScalarKind.Null } id)
                continue;
            _ids.Take(id.Text, "phase", id, path.Key(PlanKeys.PhaseId.Name));
            _graph.AddPhase(id.Text);
            var items = Expander.NamesOf(map[PlanKeys.PhaseItems.Name], path.Key(PlanKeys.PhaseItems.Name));
            foreach (var item in items)
            {
                var name = Expander.TextOf(item);
                if (!_phaseOfItem.TryAdd(name, id.Text))
                    _problems.Add(item.Node, item.Path, $"'{name}' is already an item of the phase {_phaseOfItem[name]}", "an item is in one phase");
            }

            phases.Add(new PlanPhase(
                id.Text,
                TextOf(map, PlanKeys.PhaseTitle),
                TextOf(map, PlanKeys.PhaseGoal),
                TextOf(map, PlanKeys.PhaseStatus),
                [.. items.Select(Expander.TextOf)]));
        }

        return phases;
    }

    private List<PlanPriority> Priorities(List<PlanPhase> phases, Settings defaults, ExperimentBuilder builder, List<PlannedExperiment> experiments)
    {
        var groups = new List<(YamlEntry Entry, KeyPath Path, Settings Settings, Axes Axes)>();
        var path = KeyPath.Top.Key(PlanKeys.Priorities.Name);
        foreach (var entry in (_root[PlanKeys.Priorities.Name] as YamlMap)?.Entries ?? [])
        {
            var place = path.Key(entry.Key);
            _ids.Take(entry.Key, "priority", entry.KeyNode, place);
            _graph.AddPriority(entry.Key);
            if (entry.Value is not YamlMap map)
                continue;
            Variables.CheckNames(map[PlanKeys.Params.Name], place.Key(PlanKeys.Params.Name), _problems);
            // Its title is the group's, not that of each experiment in it.
            groups.Add((entry, place, defaults.With(Without(map, PlanKeys.PriorityTitle), place), Axes.Read(map, place, _problems)));
        }

        var priorities = new List<PlanPriority>();
        if (!CountIsBounded(groups, defaults))
            return priorities;
        var expander = new Expander(builder, _ids, _graph, _problems);
        var phaseIds = phases.Select(phase => phase.Id).ToHashSet(StringComparer.Ordinal);
        // The file's order is the plan's, whichever of the two keys comes first.
        foreach (var key in _root.Entries.Select(entry => entry.Key))
        {
            if (key == PlanKeys.Experiments.Name && _root[key] is YamlList list)
                expander.Outside(list, KeyPath.Top.Key(key), defaults, (id, map, place) => PhaseOf(id, map, place, phaseIds));
            if (key != PlanKeys.Priorities.Name)
                continue;
            foreach (var (entry, place, settings, axes) in groups)
            {
                var map = (YamlMap)entry.Value;
                var needs = Expander.NamesOf(map[PlanKeys.Needs.Name], place.Key(PlanKeys.Needs.Name));
                var names = needs.Select(Expander.TextOf).Distinct(StringComparer.Ordinal).ToList();
                var phase = PhaseOf(entry.Key, map, place, phaseIds);
                _graph.PriorityNeeds(entry.Key, needs);
                priorities.Add(new PlanPriority(
                    entry.Key,
                    TextOf(map, PlanKeys.PriorityTitle),
                    TextOf(map, PlanKeys.PriorityType),
                    TextOf(map, PlanKeys.PriorityDescription),
                    phase,
                    names,
                    expander.Priority(entry, place, new ExperimentGroup(entry.Key, phase, names, settings), axes),
                    entry.KeyNode.Line));
            }
        }

        experiments.AddRange(expander.All);
        return priorities;
    }

    private static YamlMap Without(YamlMap map, PlanKey key) => map[key.Name] is null
        ? map
        : new YamlMap(map.Line, map.Column, [.. map.Entries.Where(entry => entry.Key != key.Name)]);

    private bool CountIsBounded(List<(YamlEntry Entry, KeyPath Path, Settings Settings, Axes Axes)> groups, Settings defaults)
    {
        var total = 0L;
        foreach (var (entry, path, settings, axes) in groups)
        {
            total += Expander.Estimate((YamlMap)entry.Value, settings, axes);
            if (total <= PlanLimits.Experiments)
                continue;
            _problems.Add(
                entry.KeyNode,
                path,
                $"with this priority the plan holds more than {PlanLimits.Experiments:N0} experiments; that many are not planned",
                "split the plan, or search the space with a study");
            return false;
        }

        total += Expander.EstimateList(_root[PlanKeys.Experiments.Name] as YamlList, defaults);
        if (total <= PlanLimits.Experiments)
            return true;
        _problems.Add(_root, KeyPath.Top, $"the plan holds more than {PlanLimits.Experiments:N0} experiments; that many are not planned", "split the plan");
        return false;
    }

    private string? PhaseOf(string id, YamlMap map, KeyPath path, HashSet<string> phases)
    {
        var listed = _phaseOfItem.GetValueOrDefault(id);
        if (map[PlanKeys.InPhase.Name] is not YamlScalar { Kind: not ScalarKind.Null } said)
            return listed;
        var place = path.Key(PlanKeys.InPhase.Name);
        if (!phases.Contains(said.Text))
            _problems.Add(said, place, $"'{said.Text}' is not a phase of this plan", NearWord.SuggestOrList(said.Text, phases, "the plan has no phases"));
        else if (listed is not null && listed != said.Text)
            _problems.Add(said, place, $"{id} says it is in phase {said.Text}, but is an item of {listed}", "say it once");
        return said.Text;
    }

    // After all ids are known.
    private void CheckItems(List<PlanPhase> phases)
    {
        var priorities = (_root[PlanKeys.Priorities.Name] as YamlMap)?.Entries.Select(entry => entry.Key) ?? [];
        var outside = MapsOf(_root, PlanKeys.Experiments).Select(one => TextOf(one.Map, PlanKeys.ExperimentId)).OfType<string>();
        var known = priorities.Concat(outside).ToHashSet(StringComparer.Ordinal);
        foreach (var (map, path) in MapsOf(_root, PlanKeys.Phases))
        {
            foreach (var item in Expander.NamesOf(map[PlanKeys.PhaseItems.Name], path.Key(PlanKeys.PhaseItems.Name)))
            {
                var name = Expander.TextOf(item);
                if (!known.Contains(name))
                    _problems.Add(item.Node, item.Path, $"'{name}' is not a priority of this plan", NearWord.SuggestOrList(name, known, "the plan has no priorities"));
                if (TextOf(map, PlanKeys.PhaseId) is { } phase)
                    _graph.AddItem(phase, name);
            }
        }
    }

    // The best of a priority is known when all of it is done, so what takes it must need it.
    private void CheckLate(List<PlanPriority> priorities, List<PlannedExperiment> experiments, bool hasMetrics)
    {
        foreach (var experiment in experiments)
        {
            foreach (var reference in experiment.Awaits.Concat(experiment.Taken.Select(value => value.Reference)).Where(reference => reference.Kind == LateKind.Best))
            {
                if (!priorities.Exists(priority => priority.Id == reference.Name))
                    _problems.Add(experiment.Line, 1, KeyPath.Top, $"'{reference}': '{reference.Name}' is not a priority of this plan", NearWord.SuggestOrList(reference.Name, priorities.ConvertAll(priority => priority.Id), "the plan has no priorities"));
                else if (!experiment.Needs.Contains(reference.Name, StringComparer.Ordinal))
                    _problems.Add(experiment.Line, 1, KeyPath.Top, $"{experiment.Id} takes '{reference}' without needing {reference.Name}", $"add needs: [{reference.Name}]");
                else if (!hasMetrics && _root[PlanKeys.Ranking.Name] is null)
                    _problems.Add(experiment.Line, 1, KeyPath.Top, $"'{reference}': the plan does not say which metric is best", "add top: { by: … } or metrics:");
            }
        }
    }

    private static PlanPhase WithMembers(PlanPhase phase, List<PlanPriority> priorities, List<PlannedExperiment> experiments)
    {
        var members = priorities.Where(priority => priority.Phase == phase.Id).Select(priority => priority.Id)
            .Concat(experiments.Where(one => one.Priority is null && one.Phase == phase.Id).Select(one => one.Id));
        return phase with { Items = [.. phase.Items.Union(members, StringComparer.Ordinal)] };
    }

    private List<LaunchCommand> Prepare(Settings defaults)
    {
        var node = _root[PlanKeys.Prepare.Name];
        if (node is null)
            return [];
        var path = KeyPath.Top.Key(PlanKeys.Prepare.Name);
        var scope = new Scope(_rendering, defaults.Merged(PlanKeys.Params).Entries, Builtins.None);
        var commands = node is YamlList list ? list.Items.Select((item, i) => (item, path.Item(i))) : [(node, path)];
        return [.. commands.Select(command => SettingReader.CommandOf(scope, command.Item1, command.Item2, _problems)).OfType<LaunchCommand>()];
    }

    private List<PlanMetric> Metrics() =>
    [
        .. ((_root[PlanKeys.Metrics.Name] as YamlMap)?.Entries ?? []).Where(entry => entry.Value is YamlMap).Select(entry =>
        {
            var map = (YamlMap)entry.Value;
            var context = new OrderedDictionary<string, string>(StringComparer.Ordinal);
            foreach (var part in (map[PlanKeys.MetricContext.Name] as YamlMap)?.Entries ?? [])
                context[part.Key] = (part.Value as YamlScalar)?.Text ?? "";
            return new PlanMetric(
                entry.Key,
                TextOf(map, PlanKeys.MetricDefinition),
                TextOf(map, PlanKeys.MetricDataset),
                TextOf(map, PlanKeys.MetricSplit),
                TextOf(map, PlanKeys.MetricLabelSchema),
                TextOf(map, PlanKeys.MetricDirection) is { } direction ? direction == "maximize" : null,
                context);
        }),
    ];

    private List<PlanClaim> Claims(List<PlanPhase> phases, List<PlanPriority> priorities, List<PlannedExperiment> experiments)
    {
        var names = new PlanNames(
            _name,
            [.. phases.Select(phase => phase.Id)],
            [.. priorities.Select(priority => priority.Id)],
            experiments.Select(experiment => experiment.Id).ToHashSet(StringComparer.Ordinal));
        return new ClaimReader(names, _problems).Read(MapsOf(_root, PlanKeys.Claims));
    }

    private PlanLint? Lint()
    {
        if (_root[PlanKeys.Linting.Name] is not YamlMap map)
            return null;
        var path = KeyPath.Top.Key(PlanKeys.Linting.Name);
        var severities = ((map[PlanKeys.LintSeverity.Name] as YamlMap)?.Entries ?? [])
            .Select(entry => new PlanSeverity(entry.Key, (entry.Value as YamlScalar)?.Text ?? "", entry.KeyNode.Line, entry.KeyNode.Column)).ToList();
        var suppressions = new List<PlanSuppression>();
        var list = (map[PlanKeys.LintSuppress.Name] as YamlList)?.Items ?? [];
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not YamlMap item || item[PlanKeys.SuppressRule.Name] is not YamlScalar { Kind: not ScalarKind.Null } rule)
                continue;
            var reason = TextOf(item, PlanKeys.SuppressReason) ?? "";
            if (item[PlanKeys.SuppressReason.Name] is { } said && string.IsNullOrWhiteSpace(reason))
                _problems.Add(said, path.Key(PlanKeys.LintSuppress.Name).Item(i).Key(PlanKeys.SuppressReason.Name), "the reason is empty", "say why these findings do not count");
            suppressions.Add(new PlanSuppression(rule.Text, TextOf(item, PlanKeys.SuppressOn), reason, rule.Line, rule.Column));
        }

        return new PlanLint(severities, suppressions);
    }

    private PlanTop? Top() => _root[PlanKeys.Ranking.Name] is YamlMap map
        ? new PlanTop(TextOf(map, PlanKeys.TopBy)!, int.Parse(TextOf(map, PlanKeys.TopLimit) ?? "10", CultureInfo.InvariantCulture))
        : null;

    private static string? TextOf(YamlMap map, PlanKey key) => map[key.Name] is YamlScalar { Kind: not ScalarKind.Null } scalar ? scalar.Text : null;

    private static List<string>? TextsOf(YamlMap map, PlanKey key) =>
        map[key.Name] is null ? null : [.. Expander.NamesOf(map[key.Name], KeyPath.Top).Select(Expander.TextOf)];

    private static List<(YamlMap Map, KeyPath Path)> MapsOf(YamlMap map, PlanKey key)
    {
        var path = KeyPath.Top.Key(key.Name);
        var items = (map[key.Name] as YamlList)?.Items ?? [];
        return [.. items.Select((item, i) => (Map: item as YamlMap, Path: path.Item(i))).Where(item => item.Map is not null).Select(item => (item.Map!, item.Path))];
    }
}
