using System.CommandLine;
using Assay.Planning;

namespace Assay.Cli.Commands;

/// <summary>The options by which a verb chooses a plan and experiments of it.</summary>
internal sealed class PlanOptions
{
    private readonly Option<string?> _plan;
    private readonly Option<string[]> _ids;
    private readonly Option<string[]> _priorities;
    private readonly Option<string[]> _phases;

    public PlanOptions(Verb verb)
    {
        _plan = verb.Has(Opt.Text("--plan", "file", "the plan (default: the nearest assay.yaml upwards)"));
        _ids = verb.Has(new PlanPartOption("--exp-id", "only this experiment; may be given several times", plan => plan.Experiments.Select(experiment => experiment.Id)));
        _priorities = verb.Has(new PlanPartOption("--priority", "only this priority; may be given several times", plan => plan.Priorities.Select(priority => priority.Id)));
        _phases = verb.Has(new PlanPartOption("--phase", "only this phase; may be given several times", plan => plan.Phases.Select(phase => phase.Id)));
    }

    /// <summary>Reads the plan.</summary>
    public Plan Read(Invocation call) => PlanSource.Read(call, _plan);

    /// <summary>The experiments that were chosen, all when none was named.</summary>
    public IReadOnlyList<PlannedExperiment> Select(Invocation call, Plan plan) => plan.Select(new PlanSelection
    {
        ExperimentIds = call.Get(_ids) ?? [],
        Priorities = call.Get(_priorities) ?? [],
        Phases = call.Get(_phases) ?? [],
    });
}
