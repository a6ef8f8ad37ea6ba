using Assay.Planning;
using Assay.Planning.Progress;

namespace Assay.Execution.Plans;

/// <summary>Keeps count, for every name that some experiment needs, of what is still open and what will never come.</summary>
internal sealed class NeedLedger
{
    private readonly Dictionary<string, HashSet<(string, long?)>> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _broken = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, long?), List<string>> _names = [];

    public NeedLedger(PlanProgress progress, IEnumerable<PlannedExperiment> selected)
    {
        var chosen = selected.Select(Key).ToHashSet();
        foreach (var name in progress.Experiments.SelectMany(e => e.Experiment.Needs).Distinct(StringComparer.Ordinal))
        {
            var open = progress.Named(name).Where(e => e.State != ExperimentState.Done).ToArray();
            _open[name] = [.. open.Select(e => Key(e.Experiment))];
            foreach (var member in open)
            {
                var key = Key(member.Experiment);
                if (!_names.TryGetValue(key, out var names))
                    _names[key] = names = [];
                names.Add(name);
                if (!chosen.Contains(key) && member.State != ExperimentState.Running)
                    _broken.TryAdd(name, $"{member.Experiment.Name} is not done and was not selected");
            }
        }
    }

    /// <summary>An experiment is done: what needs it may go on.</summary>
    public void Done(PlannedExperiment experiment)
    {
        foreach (var name in _names.GetValueOrDefault(Key(experiment)) ?? [])
            _open[name].Remove(Key(experiment));
    }

    /// <summary>An experiment will not be done by this runner: what needs it is blocked.</summary>
    public void Break(PlannedExperiment experiment, string why)
    {
        foreach (var name in _names.GetValueOrDefault(Key(experiment)) ?? [])
            _broken.TryAdd(name, $"{experiment.Name} {why}");
    }

    /// <summary>Whether everything an experiment needs is done.</summary>
    public bool IsMet(PlannedExperiment experiment) => experiment.Needs.All(name => _open[name].Count == 0);

    /// <summary>Why an experiment can never be started by this runner; null when it still can.</summary>
    public string? WhyBroken(PlannedExperiment experiment)
    {
        foreach (var name in experiment.Needs)
        {
            if (_open[name].Count > 0 && _broken.TryGetValue(name, out var why))
                return $"it needs {name}, but {why}";
        }

        return null;
    }

    private static (string, long?) Key(PlannedExperiment experiment) => (experiment.Id, experiment.Seed);
}
