using System.Buffers.Binary;
using System.IO.Compression;
using Assay.Foundation.Files;

namespace Assay.Foundation.Formats;

/// <summary>
/// The IDX format of MNIST and its relatives: two zero bytes, a type, a number of axes, their sizes and the numbers, all big-endian. Names that end in
/// <c>.gz</c> are compressed.
/// </summary>
/// <remarks>Source: <see href="http://yann.lecun.com/exdb/mnist/"/>, "The IDX file format". Bytes of 8 and 16 bits with a sign are read as 32-bit numbers.</remarks>
public static class Idx
{
    /// <summary>The most bytes that are read unless another limit is given: 1 GiB, decompressed.</summary>
    public const long DefaultLimit = 1L << 30;

    // More axes than any library has; the header is read before it is believed.
    private const int MaximumRank = 32;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; decompressed when its name ends in <c>.gz</c>.</param>
    /// <param name="limit">The most bytes of numbers and header, decompressed.</param>
    /// <exception cref="DataFileException">Not such a file, damaged, or larger than the limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NumberArray Read(string path, long limit = DefaultLimit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        if (!IsCompressed(path))
            return Read(file, path, limit);
        using var content = new GZipStream(file, CompressionMode.Decompress);
        return Read(content, path, limit);
    }

    /// <summary>Reads the rest of a stream, which is not compressed.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <exception cref="DataFileException">Not such content, damaged, or larger than the limit.</exception>
    public static NumberArray Read(Stream stream, string name, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var source = new BoundedSource(stream, name, limit);
        Span<byte> word = stackalloc byte[4];
        source.ReadExactly(word, "the header");
        if (word[0] != 0 || word[1] != 0 || TypeOf(word[2]) is not { } type || word[3] > MaximumRank)
            throw source.Wrong($"it begins with the bytes {Convert.ToHexString(word)}", "an IDX file: two zero bytes, a type (08, 09, 0B, 0C, 0D or 0E) and a number of axes up to 32");
        var sizes = new long[word[3]];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            source.ReadExactly(word, "the header");
            sizes[axis] = BinaryPrimitives.ReadUInt32BigEndian(word);
        }

        var count = source.Count(sizes, type.Size, "the array");
        var array = type.Read(source, count, true, Array.ConvertAll(sizes, size => (int)size), $"the array {ShapeText.Of(sizes)}");
        source.RequireEnd();
        return array;
    }

    /// <summary>Replaces a file; readers see the old one or the new.</summary>
    /// <param name="path">The file; compressed when its name ends in <c>.gz</c>.</param>
    /// <param name="array">At most 255 axes of <see cref="ElementType.U8"/>, <see cref="ElementType.I32"/>, <see cref="ElementType.F32"/> or <see cref="ElementType.F64"/>.</param>
    /// <exception cref="ArgumentException">The format has no such numbers.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing changed.</exception>
    public static void Write(string path, NumberArray array) => AtomicFile.Write(path, file =>
    {
        if (!IsCompressed(path))
        {
            Write(file, array);
            return;
        }

        using var content = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true);
        Write(content, array);
    });

    /// <summary>Writes to a stream, not compressed.</summary>
    /// <inheritdoc cref="Write(string, NumberArray)"/>
    public static void Write(Stream stream, NumberArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        byte type = array.Type switch
        {
            ElementType.U8 => 0x08,
            ElementType.I32 => 0x0C,
            ElementType.F32 => 0x0D,
            ElementType.F64 => 0x0E,
            _ => throw new ArgumentException($"An IDX file holds no {array.Type}; bytes, 32-bit whole numbers and floating point it does.", nameof(array)),
        };
        if (array.Shape.Count > MaximumRank)
            throw new ArgumentException($"An array of {array.Shape.Count} axes is written; up to {MaximumRank} are read again.", nameof(array));
        stream.Write([0, 0, type, (byte)array.Shape.Count]);
        Span<byte> word = stackalloc byte[4];
        foreach (var size in array.Shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(word, size);
            stream.Write(word);
        }

        StoredType.Write(stream, array, bigEndian: true);
    }

    private static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static StoredType? TypeOf(byte code) => code switch
    {
        0x08 => StoredType.UInt8,
        0x09 => StoredType.Int8,
        0x0B => StoredType.Int16,
        0x0C => StoredType.Int32,
        0x0D => StoredType.Float32,
        0x0E => StoredType.Float64,
        _ => null,
    };
}
