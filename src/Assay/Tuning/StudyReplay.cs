using Assay.Foundation.Randomness;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tuning;

/// <summary>Proposes what was proposed before, from the record of a study.</summary>
public static class StudyReplay
{
    /// <summary>What the sampler of a trial was asked.</summary>
    /// <param name="study">The study, with the trials that were shown to the sampler.</param>
    /// <param name="trial">A trial of it.</param>
    /// <returns>The request; a sampler made from the proposal's <see cref="Sampler"/> answers it with the same bits.</returns>
    /// <exception cref="AssayException">The trial does not say how it was proposed: it was forced, imported, or died before.</exception>
    public static SamplingRequest Request(Study study, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(trial);
        if (trial.Proposal is not { } proposal)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"Trial {trial.Number} of '{study.Name}' does not say how it was proposed: no sampler was asked, or it came from elsewhere."));
        var space = new SearchSpace(study.SpaceOf(proposal.SpaceVersion));
        return new SamplingRequest(space, trial.Number, new Seed((ulong)(proposal.Sampler.Seed ?? 0)))
        {
            Finished = [.. study.Trials.Where(other => proposal.Saw.Has(other.Number)).Select(other => TrialObservation.Of(study, space, other))],
            Running = [.. study.Trials.Where(other => proposal.Saw.Running.Contains(other.Number)).Select(other => TrialObservation.Running(study, space, other)!)],
            Objectives = study.Objectives.Count,
            Trials = proposal.Trials,
            Attempt = proposal.Attempt,
        };
    }
}
