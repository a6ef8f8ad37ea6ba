using Assay.Foundation.Randomness;

namespace Assay.Budgets;

/// <summary>Random orders and choices from one seed: the same seed gives the same on every machine.</summary>
/// <param name="seed">Where the chance comes from.</param>
internal sealed class SeededOrder(Seed seed)
{
    private ulong _counter;

    /// <summary>A whole number from 0 to below a bound.</summary>
    // 53 random bits: for bounds of manifests (below 2^31) the bias is under one in four million.
    public int Next(int bound) => (int)(seed.Uniform(_counter++) * bound);

    /// <summary>The numbers from 0 to below a count in random order.</summary>
    /// <remarks>Fisher and Yates, from the end.</remarks>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
