namespace Assay.Tuning.Samplers;

/// <summary>
/// Proposes what to try next. The proposal is a function of the request alone: an instance may keep what it computed to be faster, but one that was just made
/// proposes the same, bit for bit, whatever the number of threads. All random numbers come from the request's seed, trial number and attempt.
/// </summary>
/// <remarks>An instance is asked by one thread at a time. Implementations pass SamplerConformance.</remarks>
public interface ISampler
{
    /// <summary>Its name, e.g. <c>tpe</c>.</summary>
    string Name { get; }

    /// <summary>Proposes a configuration that satisfies the space's conditions and constraints.</summary>
    /// <param name="request">What is known.</param>
    /// <returns>The proposal; null when a finite space has nothing left that this sampler would try.</returns>
    /// <exception cref="AssayException">The sampler cannot work on this space, or no configuration satisfies the constraints.</exception>
    Proposal? Propose(SamplingRequest request);
}
