using System.CommandLine;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary>The options for where a record stands in a plan.</summary>
internal sealed class RecordPlace
{
    private readonly PlanOption _plan;
    private readonly Option<string?> _phase;
    private readonly Option<string?> _item;
    private readonly Option<string?> _priority;
    private readonly Option<string?> _id;

    private RecordPlace(Verb verb)
    {
        _plan = verb.Has(new PlanOption("--plan", "the plan (default: that of assay.yaml, when it has a place in one)"));
        _phase = verb.Has(Opt.Text("--phase", "id", "phase of the plan"));
        _item = verb.Has(Opt.Text("--item", "id", "item of the phase"));
        _priority = verb.Has(Opt.Text("--priority", "id", "priority of the plan"));
        _id = verb.Has(Opt.Text("--id", "id", "id of the planned experiment"));
    }

    /// <summary>Adds the options to a verb.</summary>
    public static RecordPlace AddTo(Verb verb) => new(verb);

    /// <summary>The place that was typed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="plan">The plan of the folder; null when there is none.</param>
    /// <param name="store">Knows the plans that were run before.</param>
    /// <returns>The place; null when none was typed.</returns>
    /// <exception cref="AssayException">It is not clear which plan is meant, or the plan has no such place.</exception>
    public async Task<PlanPlace?> ReadAsync(Invocation call, Plan? plan, IRunStore store)
    {
        var name = call.Get(_plan);
        if (name is null && (call.Get(_phase) ?? call.Get(_item) ?? call.Get(_priority) ?? call.Get(_id)) is null)
            return null;
        name ??= plan?.Name ?? await OnlyPlanAsync(call, store);
        if (plan?.Name == name)
        {
            PlanSource.Check("--phase", call.Get(_phase), [.. plan.Phases.Select(phase => phase.Id)]);
            PlanSource.Check("--item", call.Get(_item), [.. plan.Phases.SelectMany(phase => phase.Items)]);
            PlanSource.Check("--priority", call.Get(_priority), [.. plan.Priorities.Select(priority => priority.Id)]);
            if (call.Get(_id) is { } id && plan.Find(id).Count == 0)
                PlanSource.Check("--id", id, [.. plan.Experiments.Select(experiment => experiment.Id).Distinct()]);
        }

        return new PlanPlace(name) { Phase = call.Get(_phase), Item = call.Get(_item), Priority = call.Get(_priority), Experiment = call.Get(_id) };
    }

    private static async Task<string> OnlyPlanAsync(Invocation call, IRunStore store)
    {
        var plans = await store.GetPlansAsync(call.Cancellation);
        return plans is [var only]
            ? only.Name
            : throw new AssayException($"--phase, --item, --priority and --id need --plan here: {(plans.Count == 0 ? "there is no assay.yaml" : $"the store knows {string.Join(", ", plans.Select(plan => plan.Name))}")}.");
    }
}
