using System.Collections.Concurrent;
using Assay.Foundation.Randomness;

namespace Assay.Tuning.Samplers;

/// <summary>Named child seeds, each computed once: a proposal may take less time than the hash behind them.</summary>
internal static class Streams
{
    private const int MostKept = 4096;

    private static readonly ConcurrentDictionary<(ulong Seed, string Purpose), Seed> Known = new();

    /// <summary>The child seed of a purpose.</summary>
    public static Seed Of(Seed seed, string purpose)
    {
        if (Known.TryGetValue((seed.Value, purpose), out var child))
            return child;
        if (Known.Count > MostKept)
            Known.Clear();
        return Known[(seed.Value, purpose)] = seed.For(purpose);
    }
}
