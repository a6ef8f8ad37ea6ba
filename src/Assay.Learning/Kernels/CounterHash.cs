namespace Assay.Learning.Kernels;

/// <summary>
/// Counter-based random bits: 32 bits from (key, index) with no state between calls, so that a mask is the same wherever,
/// in whichever order and on however many threads it is made, and can be made again in the backward pass instead of being stored.
/// </summary>
/// <remarks>
/// Two rounds of a 32-bit finalizer over the counter with the key mixed in before, between and after.
/// Source of the finalizer: C. Wellons, "Prospecting for hash functions" (2018), the triple32 family; Salmon et al. 2011 for the counter-based idea.
/// </remarks>
internal static class CounterHash
{
    internal const uint Multiplier1 = 0x21F0AAADu;
    internal const uint Multiplier2 = 0xD35A2D97u;

    /// <summary>32 bits, uniform for all practical purposes in both arguments.</summary>
    public static uint Bits(ulong key, ulong index)
    {
        var low = unchecked((uint)key);
        var high = unchecked((uint)(key >> 32));
        var x = unchecked((uint)index ^ low);
        x ^= unchecked((uint)(index >> 32) * 0x9E3779B9u);
        return Finish(Finish(x) ^ high);
    }

    private static uint Finish(uint x)
    {
        unchecked
        {
            x ^= x >> 16;
            x *= Multiplier1;
            x ^= x >> 15;
            x *= Multiplier2;
            return x ^ (x >> 15);
        }
    }
}
