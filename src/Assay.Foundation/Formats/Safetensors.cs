using System.Buffers.Binary;
using Assay.Foundation.Files;

namespace Assay.Foundation.Formats;

/// <summary>
/// Named arrays in one file, as Hugging Face's libraries keep weights: the header's length, a JSON header, and the numbers, little-endian, without gaps. F32, F64,
/// I32, I64, U8 and BOOL; F16 and BF16 are read as 32-bit numbers.
/// </summary>
/// <remarks>Source: <see href="https://github.com/huggingface/safetensors"/>, "Format"; gaps, overlaps and names twice are refused as there.</remarks>
public static class Safetensors
{
    /// <summary>The most bytes that are read unless another limit is given: 4 GiB.</summary>
    public const long DefaultLimit = 4L << 30;

    // As in the reference implementation.
    private const long MaximumHeader = 100_000_000;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <exception cref="DataFileException">Not such a file, damaged, of a type that is not read, or larger than the limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path, long limit = DefaultLimit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        return Read(file, path, limit);
    }

    /// <summary>Reads the rest of a stream.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <exception cref="DataFileException">Not such content, damaged, of a type that is not read, or larger than the limit.</exception>
    public static SafetensorsFile Read(Stream stream, string name, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = new BoundedSource(stream, name, limit);
        Span<byte> word = stackalloc byte[8];
        source.ReadExactly(word, "the header's length");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(word);
        if (length > (ulong)Math.Min(MaximumHeader, limit))
            throw source.Wrong($"its header takes {length} bytes", $"a safetensors file with at most {Math.Min(MaximumHeader, limit)} bytes of header");
        var header = SafetensorsHeader.Parse(source, source.ReadValues<byte>((int)length, isBigEndian: false, "the header"));
        var tensors = new Dictionary<string, NumberArray>(StringComparer.Ordinal);
        var place = 0L;
        foreach (var entry in header.Entries)
        {
            if (entry.Start != place)
                throw source.Wrong($"tensor '{entry.Name}' lies at {entry.Start}", $"it at {place}, where the one before it ends");
            tensors.Add(entry.Name, entry.Type.Read(source, entry.Count, false, entry.Shape, $"tensor '{entry.Name}' {ShapeText.Of(entry.Shape)}"));
            place = entry.End;
        }

        source.RequireEnd();
        return new SafetensorsFile(tensors, header.Metadata);
    }

    /// <summary>Replaces a file; readers see the old one or the new. Equal content gives equal bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Arrays by name.</param>
    /// <param name="metadata">Texts by name.</param>
    /// <exception cref="ArgumentException">A tensor is named <c>__metadata__</c>.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing changed.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, NumberArray> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, file => Write(file, tensors, metadata));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="tensors">Arrays by name.</param>
    /// <param name="metadata">Texts by name.</param>
    /// <exception cref="ArgumentException">A tensor is named <c>__metadata__</c>.</exception>
    public static void Write(Stream stream, IReadOnlyDictionary<string, NumberArray> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        // Wide numbers first, so that every array begins at a multiple of its numbers' size, as readers that map the file want it.
        (string Name, NumberArray Array)[] ordered =
        [
            .. tensors.OrderByDescending(pair => StoredType.SizeOf(pair.Value.Type)).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value)),
        ];
        var header = SafetensorsHeader.Bytes(ordered, metadata);
        Span<byte> word = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(word, header.Length);
        stream.Write(word);
        stream.Write(header);
        foreach (var (_, array) in ordered)
            StoredType.Write(stream, array, bigEndian: false);
    }
}
