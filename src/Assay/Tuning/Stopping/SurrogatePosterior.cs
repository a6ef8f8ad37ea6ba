using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Stopping;

/// <summary>What the Gaussian process of the sampler <c>gp</c> believes.</summary>
internal sealed class SurrogatePosterior(Surrogate surrogate) : IPosterior
{
    /// <summary>Fits one; null when there are too few trials.</summary>
    public static IPosterior? Of(SearchSpace space, IReadOnlyList<Observation> trials) => Surrogate.Of(space, trials) is { } fitted ? new SurrogatePosterior(fitted) : null;

    /// <inheritdoc/>
    public (double Mean, double Deviation) At(ReadOnlySpan<double> point)
    {
        var expected = surrogate.At(point);
        return (expected.Mean, expected.Deviation);
    }
}
