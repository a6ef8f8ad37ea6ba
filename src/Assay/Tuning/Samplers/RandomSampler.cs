namespace Assay.Tuning.Samplers;

/// <summary>Independent uniform draws on the parameters' scales.</summary>
public sealed class RandomSampler : ISampler
{
    /// <inheritdoc/>
    public string Name => "random";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var random = request.Random("random");
        return new Proposal(request.Space.Draw(ref random));
    }
}
