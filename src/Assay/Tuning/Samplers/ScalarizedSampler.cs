using Assay.Tuning.MultiObjective;

namespace Assay.Tuning.Samplers;

/// <summary>
/// Lets a sampler of one objective search several: it is shown the trials in one order, by Pareto front and within a front by the volume that they add, as if the place in that
/// order were the loss. Around TPE this is MOTPE.
/// </summary>
/// <param name="inner">A sampler that depends on the order of losses only, such as TPE or CMA-ES.</param>
/// <param name="name">Its name, e.g. <c>motpe</c>.</param>
public sealed class ScalarizedSampler(ISampler inner, string name) : ISampler
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return inner.Propose(request.Objectives == 1 ? request : request with { Finished = ScalarOrder.Of(request.Finished), Objectives = 1 });
    }
}
