using Assay.Tuning.Samplers;

namespace Assay.Tuning;

/// <summary>How a trial's parameters were proposed: with the study at that time, enough to propose them again, bit for bit.</summary>
/// <param name="Sampler">The sampler, with its seed.</param>
/// <param name="Saw">The trials that it was shown.</param>
/// <param name="SpaceVersion">The version of the study's space, see <see cref="Study.SpaceOf"/>.</param>
public sealed record TrialProposal(Sampler Sampler, TrialView Saw, int SpaceVersion)
{
    /// <summary>How many trials the study was to have in all; null when that was open.</summary>
    public int? Trials { get; init; }

    /// <summary>How many proposals were thrown away before, because forced values broke a constraint with them.</summary>
    public int Attempt { get; init; }

    /// <summary>Which sampler proposed it and why, for a sampler that chooses among others; null otherwise.</summary>
    public string? Why { get; init; }
}
