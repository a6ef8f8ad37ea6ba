using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

/// <summary>Repeatable samples.</summary>
internal static class Draws
{
    public static double[] Uniform(int seed, string name, int count)
    {
        var stream = new Seed((ulong)seed).For(name);
        return [.. Enumerable.Range(0, count).Select(index => stream.Uniform((ulong)index))];
    }

    public static double[] Normal(int seed, string name, int count, double mean = 0, double deviation = 1) =>
        [.. Uniform(seed, name, count).Select(u => mean + (deviation * Distributions.NormalQuantile(Math.Max(u, 1e-16))))];

    public static double[] Exponential(int seed, string name, int count) => [.. Uniform(seed, name, count).Select(u => -Math.Log(1 - u))];
}
