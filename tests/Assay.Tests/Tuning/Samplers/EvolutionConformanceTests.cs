using Assay.Testing;
using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Samplers.Nsga;
using Assay.Tuning.Samplers.Tpe;

namespace Assay.Tests.Tuning.Samplers;

public sealed class CmaEsConformanceTests : SamplerConformance
{
    protected override bool TakesSeveralObjectives => false;

    protected override ISampler Make() => new CmaEsSampler();
}

public sealed class NsgaIIConformanceTests : SamplerConformance
{
    protected override ISampler Make() => new NsgaIISampler(new NsgaOptions { PopulationSize = 10 });
}

public sealed class NsgaIIIOfSeveralConformanceTests : SamplerConformance
{
    protected override bool TakesOneObjective => false;

    // It takes one objective too, so nothing is refused.
    protected override ISampler Make() => new Several(new NsgaIIISampler(new NsgaOptions { PopulationSize = 10 }));
}

public sealed class MotpeConformanceTests : SamplerConformance
{
    protected override bool TakesOneObjective => false;

    protected override ISampler Make() => new Several(new ScalarizedSampler(new TpeSampler(), "motpe"));
}

/// <summary>Refuses one objective, so that the suite runs with two.</summary>
internal sealed class Several(ISampler inner) : ISampler
{
    public string Name => inner.Name;

    public Proposal? Propose(SamplingRequest request) =>
        request.Objectives > 1 ? inner.Propose(request) : throw new AssayException("These tests search two objectives.");
}
