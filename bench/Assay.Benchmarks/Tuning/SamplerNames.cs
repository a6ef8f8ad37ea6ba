using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Samplers.QuasiRandom;
using Assay.Tuning.Samplers.Tpe;

namespace Assay.Benchmarks.Tuning;

/// <summary>Samplers by the names that the command line of the benchmarks uses.</summary>
internal static class SamplerNames
{
    /// <summary>A new sampler.</summary>
    public static ISampler Make(string name) => name switch
    {
        "random" => new RandomSampler(),
        "tpe" => new TpeSampler(),
        "tpe-distinct" => new DistinctSampler(new TpeSampler()),
        "sobol" => new QuasiRandomSampler(),
        "cmaes" => new CmaEsSampler(),
        _ => throw new ArgumentException($"There is no sampler '{name}'.", nameof(name)),
    };
}
