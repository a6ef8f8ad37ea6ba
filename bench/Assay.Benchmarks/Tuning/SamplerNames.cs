using Assay.Tuning.Samplers;
using Assay.Tuning.Samplers.CmaEs;
using Assay.Tuning.Samplers.Nsga;

namespace Assay.Benchmarks.Tuning;

/// <summary>Samplers by the names that the command line of the benchmarks uses.</summary>
internal static class SamplerNames
{
    /// <summary>A new sampler.</summary>
    public static ISampler Make(string name) => name switch
    {
        "random" => new RandomSampler(),
        "cmaes" => new CmaEsSampler(),
        "nsga2" => new NsgaIISampler(),
        "nsga3" => new NsgaIIISampler(),
        "nsga2-blend" => new NsgaIISampler(new NsgaOptions { Crossover = Crossover.Blend }),
        "nsga2-uniform" => new NsgaIISampler(new NsgaOptions { Crossover = Crossover.Uniform }),
        _ => throw new ArgumentException($"There is no sampler '{name}'.", nameof(name)),
    };
}
