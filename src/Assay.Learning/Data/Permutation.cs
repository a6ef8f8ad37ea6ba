using Assay.Foundation.Randomness;

namespace Assay.Learning.Data;

/// <summary>Random orders that follow from a seed alone.</summary>
internal static class Permutation
{
    /// <summary>Puts 0 … n−1 into random order, each order as likely as any other. Source: Durstenfeld 1964 (Fisher and Yates).</summary>
    public static void Fill(Span<int> order, Seed seed)
    {
        FillInOrder(order);
        for (var last = order.Length - 1; last > 0; last--)
        {
            var other = (int)(seed.Uniform((ulong)last) * (last + 1));
            (order[last], order[other]) = (order[other], order[last]);
        }
    }

    /// <summary>0 … n−1.</summary>
    public static void FillInOrder(Span<int> order)
    {
        for (var index = 0; index < order.Length; index++)
            order[index] = index;
    }
}
