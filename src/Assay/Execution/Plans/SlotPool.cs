using Assay.Planning;

namespace Assay.Execution.Plans;

/// <summary>The jobs, processor slots and GPUs that are free.</summary>
internal sealed class SlotPool(PlanRunOptions options)
{
    private readonly SortedSet<int> _gpus = [.. Enumerable.Range(0, options.GpuSlots)];
    private int _jobs = options.Jobs;
    private int _cpus = options.CpuSlots;

    public bool HasFreeJob => _jobs > 0;

    /// <summary>Why an experiment fits into no pool of these options, however empty; null when it fits.</summary>
    public string? WhyNever(PlannedExperiment experiment)
    {
        if (experiment.Gpus > options.GpuSlots)
            return string.Create(CultureInfo.InvariantCulture, $"it asks for {experiment.Gpus} GPU(s) and the runner has {options.GpuSlots}: --gpus gives more");
        return experiment.Cpus > options.CpuSlots
            ? string.Create(CultureInfo.InvariantCulture, $"it asks for {experiment.Cpus} cpus and the runner has {options.CpuSlots}: --cpus gives more")
            : null;
    }

    /// <summary>Takes what an experiment asks for.</summary>
    /// <returns>The GPUs it gets; null when something is not free, and nothing was taken.</returns>
    public IReadOnlyList<int>? TryTake(PlannedExperiment experiment)
    {
        if (_jobs < 1 || _cpus < experiment.Cpus || _gpus.Count < experiment.Gpus)
            return null;
        _jobs--;
        _cpus -= experiment.Cpus;
        int[] gpus = [.. _gpus.Take(experiment.Gpus)];
        _gpus.ExceptWith(gpus);
        return gpus;
    }

    /// <summary>Takes slots for a child that runs already, free or not: it is never stopped for lack of one. Its GPUs are unknown to this runner.</summary>
    public IReadOnlyList<int> Force(PlannedExperiment experiment)
    {
        _jobs--;
        _cpus -= experiment.Cpus;
        return [];
    }

    public void Return(PlannedExperiment experiment, IReadOnlyList<int> gpus)
    {
        _jobs++;
        _cpus += experiment.Cpus;
        _gpus.UnionWith(gpus);
    }
}
