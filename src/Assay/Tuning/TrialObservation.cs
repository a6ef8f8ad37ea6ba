using Assay.Tracking;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>Trials as samplers see them.</summary>
public static class TrialObservation
{
    /// <summary>A trial that ended.</summary>
    /// <param name="study">Its study, for the directions of the objectives.</param>
    /// <param name="space">The space that the sampler works on.</param>
    /// <param name="trial">The trial.</param>
    /// <returns>The observation: losses of every objective when it completed, those it has when it was pruned, none when it failed or a value is no number.</returns>
    public static Observation Of(Study study, SearchSpace space, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trial);
        var losses = trial.State == TrialState.Failed ? [] : Losses(study, trial);
        var state = losses.Length == 0 && trial.State == TrialState.Completed ? TrialState.Failed : trial.State;
        return new Observation(trial.Number, state, space.ToPoint(trial.Params), losses)
        {
            Violation = trial.Violations.Values.Sum(violation => Math.Max(0, violation)),
            LastStep = trial.LastStep,
        };
    }

    /// <summary>Where a running trial is, by what it was given at its beginning: values that its objective asked for later were not known to anybody.</summary>
    /// <param name="study">Its study, for the versions of the space.</param>
    /// <param name="space">The space that the sampler works on.</param>
    /// <param name="trial">The trial, running or ended since.</param>
    /// <returns>The point; null when it was given nothing yet.</returns>
    public static double[]? Running(Study study, SearchSpace space, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.Proposal is not { } proposal)
            return null;
        var given = study.SpaceOf(proposal.SpaceVersion);
        var values = new Dictionary<string, ParameterValue>(trial.Forced, StringComparer.Ordinal);
        foreach (var (name, value) in trial.Unused.Concat(trial.Suggested))
        {
            if (given[name] is not null)
                values.TryAdd(name, value);
        }

        return space.ToPoint(values);
    }

    private static double[] Losses(Study study, Trial trial)
    {
        if (trial.Value is not { } first)
            return [];
        var losses = new double[1 + trial.FurtherValues.Count];
        for (var index = 0; index < losses.Length; index++)
        {
            var value = index == 0 ? first : trial.FurtherValues[index - 1];
            if (value.Kind != MetricKind.Number)
                return [];
            losses[index] = (index == 0 ? study.Direction : study.FurtherObjectives[index - 1].Direction) == Direction.Maximize ? -value.Number : value.Number;
        }

        return losses.Length == 1 + study.FurtherObjectives.Count || trial.State == TrialState.Pruned ? losses : [];
    }
}
