namespace Assay.Foundation.Formats;

/// <summary>The check sum of ZIP: CRC-32 with the reflected polynomial EDB88320.</summary>
public static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Takes more bytes into a sum that began with 0.</summary>
    /// <param name="sum">The sum so far.</param>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The sum with them.</returns>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        sum = ~sum;
        foreach (var value in bytes)
            sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);
        return ~sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var value = 0u; value < 256; value++)
        {
            var sum = value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            table[value] = sum;
        }

        return table;
    }
}
