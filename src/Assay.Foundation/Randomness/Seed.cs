using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Assay.Foundation.Randomness;

/// <summary>The origin of a random stream. Child seeds are named, so that adding one stream never shifts another.</summary>
/// <param name="Value">Any 64-bit number; equal values give equal streams on every machine.</param>
public readonly record struct Seed(ulong Value)
{
    /// <summary>The seed of a named part: SHA-256 of (value, name), first 8 bytes.</summary>
    /// <param name="name">What the stream is for, e.g. <c>"sampler"</c>; ordinal, case matters.</param>
    /// <returns>A seed that is independent of its siblings for all practical purposes.</returns>
    public Seed For(string name)
    {
        var text = Encoding.UTF8.GetBytes(name);
        var message = new byte[8 + text.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(message, Value);
        text.CopyTo(message.AsSpan(8));
        return new Seed(BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(message)));
    }

    /// <summary>A uniform number of this seed's counter-based stream (SplitMix64 finalizer over value and counter).</summary>
    /// <param name="counter">Position in the stream, any number.</param>
    /// <returns>A number in [0, 1) with 53 random bits.</returns>
    /// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
    public double Uniform(ulong counter)
    {
        var z = unchecked(Value + ((counter + 1) * 0x9E3779B97F4A7C15UL));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
