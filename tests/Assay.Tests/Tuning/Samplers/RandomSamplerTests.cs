using Assay.Testing;
using Assay.Tuning.Samplers;

namespace Assay.Tests.Tuning.Samplers;

public sealed class RandomSamplerTests : SamplerConformance
{
    protected override ISampler Make() => new RandomSampler();
}
