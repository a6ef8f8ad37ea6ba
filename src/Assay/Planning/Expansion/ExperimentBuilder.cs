using Assay.Foundation.Text;
using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>Makes experiments of settings and variables; checks what shows only when everything is interpolated.</summary>
internal sealed class ExperimentBuilder(Rendering rendering, IReadOnlyList<string>? stages, IReadOnlyList<string>? sources, string folder)
{
    private static readonly Setting DefaultOut = new(new YamlScalar(0, 0, "outputs/${id}", isText: true), KeyPath.Top);
    private static readonly Setting DefaultOutWithSeed = new(new YamlScalar(0, 0, "outputs/${id}/${seed}", isText: true), KeyPath.Top);

    private readonly Dictionary<string, PlannedExperiment> _outs =
        new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    private ProblemList Problems => rendering.Problems;

    public PlannedExperiment Build(ExperimentPlace place, ExperimentGroup group, OrderedDictionary<string, Setting> variables)
    {
        var settings = group.Settings;
        var outSetting = settings[PlanKeys.Out] ?? (place.Seed is null ? DefaultOut : DefaultOutWithSeed);
        var scope = new Scope(rendering, variables, new Builtins(place.Id, place.Seed, group.Priority, group.Phase, outSetting));
        var read = new SettingReader(scope, settings, Problems);
        // A command that cannot be made was reported; the stand-in is never run, because a plan with problems is never returned.
        var command = read.Command(PlanKeys.Command) ?? LaunchCommand.OfShell(":");
        if (settings[PlanKeys.Command] is null)
            Problems.Add(place.Node, place.Path, $"{place.Id} has no command", "give it one, or put one in defaults");
        var experiment = new PlannedExperiment(place.Id, place.Seed, command)
        {
            Priority = group.Priority,
            Phase = group.Phase,
            Title = read.Text(PlanKeys.ExperimentTitle),
            Needs = group.Needs,
            WorkingDirectory = read.Text(PlanKeys.WorkingDirectory) ?? ".",
            Environment = read.Map(PlanKeys.Environment),
            Config = scope.Config(),
            Out = outSetting.Node is YamlScalar template ? scope.Text(template, outSetting.Path) ?? "" : "",
            Results = new ResultReader(scope, Problems).Read(settings[PlanKeys.Results]),
            Outputs = read.Texts(PlanKeys.Outputs),
            Inputs = read.Texts(PlanKeys.Inputs),
            Code = read.Texts(PlanKeys.Code),
            Timeout = read.Duration(PlanKeys.Timeout),
            Retries = read.Whole(PlanKeys.Retries, 0, PlanLimits.Retries) ?? 0,
            Backoff = read.Duration(PlanKeys.Backoff) ?? TimeSpan.FromSeconds(10),
            Cpus = read.Whole(PlanKeys.Cpus, 1, PlanLimits.Slots) ?? 1,
            Gpus = read.Whole(PlanKeys.Gpus, 0, PlanLimits.Slots) ?? 0,
            Stage = read.Text(PlanKeys.Stage),
            Sources = read.Texts(PlanKeys.Source),
            Reason = read.Text(PlanKeys.Reason),
            Tags = read.Map(PlanKeys.Tags),
            Line = place.Node.Line,
        };
        // What was rendered says what was asked for.
        experiment = experiment with { Awaits = [.. scope.Awaits], Taken = [.. scope.Taken.Values] };
        CheckOut(experiment, outSetting, place);
        CheckWord(experiment.Stage, settings[PlanKeys.Stage], stages, "stage");
        foreach (var source in experiment.Sources)
            CheckWord(source, settings[PlanKeys.Source], sources, "source");
        return experiment;
    }

    private void CheckOut(PlannedExperiment experiment, Setting setting, ExperimentPlace place)
    {
        if (Problems.Any && experiment.Out.Length == 0)
            return;
        var (node, path) = setting.Node.Line > 0 ? (setting.Node, setting.Path) : (place.Node, place.Path);
        if (string.IsNullOrWhiteSpace(experiment.Out))
        {
            if (Problems.IsNew(node, "empty out"))
                Problems.Add(node, path, $"out is empty for {experiment.Name}", "name a folder, such as outputs/${id}");
            return;
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(folder, experiment.WorkingDirectory, experiment.Out)));
        if (_outs.TryAdd(full, experiment) || !Problems.IsNew(node, "shared out"))
            return;
        var other = _outs[full];
        // Equal names are reported as a duplicate id, which is the cause.
        if (other.Name != experiment.Name)
        {
            Problems.Add(node, path, $"{other.Name} and {experiment.Name} would both write to '{experiment.Out}'",
                experiment.Seed is not null && other.Id == experiment.Id ? "put ${seed} into out" : "put ${id} into out");
        }
    }

    private void CheckWord(string? word, Setting? setting, IReadOnlyList<string>? known, string kind)
    {
        if (word is null || setting is null || known is null || known.Contains(word, StringComparer.Ordinal) || !Problems.IsNew(setting.Node, word))
            return;
        Problems.Add(setting.Node, setting.Path, $"'{word}' is not a {kind} of this plan", NearWord.SuggestOrList(word, known, $"add it to {kind}s"));
    }
}
