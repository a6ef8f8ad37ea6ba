using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Samplers.Nsga;
using Assay.Tuning.Samplers.QuasiRandom;
using Assay.Tuning.Samplers.Tpe;

namespace Assay.Benchmarks.Tuning;

/// <summary>Samplers by the names that the command line of the benchmarks uses.</summary>
internal static class SamplerNames
{
    /// <summary>A new sampler.</summary>
    public static ISampler Make(string name) => name switch
    {
        "auto" => new AutoSampler(),
        "random" => new RandomSampler(),
        "sobol" => new QuasiRandomSampler(),
        "cmaes" => new CmaEsSampler(),
        "nsga2" => new NsgaIISampler(),
        "nsga3" => new NsgaIIISampler(),
        "nsga2-blend" => new NsgaIISampler(new NsgaOptions { Crossover = Crossover.Blend }),
        "nsga2-uniform" => new NsgaIISampler(new NsgaOptions { Crossover = Crossover.Uniform }),
        "motpe" => new ScalarizedSampler(new TpeSampler(), "motpe"),
        "gp" => new GaussianProcessSampler(),
        "tpe" => new TpeSampler(),
        "tpe-distinct" => new DistinctSampler(new TpeSampler()),
        _ => throw new ArgumentException($"There is no sampler '{name}'.", nameof(name)),
    };
}
