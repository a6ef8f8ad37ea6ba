using Assay.Tuning.Samplers;

namespace Assay.Benchmarks.Tuning;

/// <summary>Samplers by the names that the command line of the benchmarks uses.</summary>
internal static class SamplerNames
{
    /// <summary>A new sampler.</summary>
    public static ISampler Make(string name) => name switch
    {
        "random" => new RandomSampler(),
        _ => throw new ArgumentException($"There is no sampler '{name}'.", nameof(name)),
    };
}
