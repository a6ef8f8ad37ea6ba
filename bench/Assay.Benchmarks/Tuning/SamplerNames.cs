using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.CmaEs;

namespace Assay.Benchmarks.Tuning;

/// <summary>Samplers by the names that the command line of the benchmarks uses.</summary>
internal static class SamplerNames
{
    /// <summary>A new sampler.</summary>
    public static ISampler Make(string name) => name switch
    {
        "random" => new RandomSampler(),
        "cmaes" => new CmaEsSampler(),
        "tpe" => new DistinctSampler(new Assay.Tuning.Samplers.Tpe.TpeSampler()),
        "gp" => new Assay.Tuning.Samplers.GaussianProcess.GaussianProcessSampler(),
        _ => throw new ArgumentException($"There is no sampler '{name}'.", nameof(name)),
    };
}
