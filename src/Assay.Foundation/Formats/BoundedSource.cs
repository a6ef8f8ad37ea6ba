using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Assay.Foundation.Formats;

/// <summary>
/// Reads a file that may lie about its sizes: memory is taken for what the file holds, never for what its header says it holds. Every refusal is a
/// <see cref="DataFileException"/>.
/// </summary>
/// <param name="stream">The content, from its start.</param>
/// <param name="name">The file's name, for messages.</param>
/// <param name="limit">The most bytes that are read, decompressed.</param>
internal sealed class BoundedSource(Stream stream, string name, long limit)
{
    // Where the length is unknown (compressed content), arrays begin at this size and double.
    private const int FirstBytes = 1 << 18;

    private long _read;

    /// <summary>The file's name, for messages.</summary>
    public string Name => name;

    /// <summary>The error that says what was found and what was expected.</summary>
    public DataFileException Wrong(string found, string expected, Exception? inner = null) => new(name, found, expected, inner);

    /// <summary>Fills the destination.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="what">What is read, for the message of a file that ends too early.</param>
    public void ReadExactly(Span<byte> destination, string what)
    {
        var read = Fill(destination);
        if (read < destination.Length)
            throw EndsInside(what, destination.Length, read);
    }

    /// <summary>How many numbers a shape has, if that many can be there.</summary>
    /// <param name="sizes">The sizes that a header states.</param>
    /// <param name="elementSize">Bytes of one number in the file.</param>
    /// <param name="what">What has the shape, for messages.</param>
    public int Count(IReadOnlyList<long> sizes, int elementSize, string what)
    {
        foreach (var size in sizes)
        {
            if (size is < 0 or > int.MaxValue)
                throw Wrong($"{what} has the shape {ShapeText.Of(sizes)}", $"sizes of 0 to {int.MaxValue}");
        }

        if (sizes.Contains(0))
            return 0;
        var most = Math.Min(limit / elementSize, Array.MaxLength);
        var count = 1L;
        foreach (var size in sizes)
        {
            if (size > most / count)
                throw Wrong($"{what} has the shape {ShapeText.Of(sizes)} of {elementSize}-byte numbers", string.Create(CultureInfo.InvariantCulture, $"at most {limit} bytes, the reader's limit"));
            count *= size;
        }

        return (int)count;
    }

    /// <summary>Reads numbers.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="count">How many, from <see cref="Count"/>.</param>
    /// <param name="isBigEndian">Whether their most significant byte comes first.</param>
    /// <param name="what">What they are, for messages.</param>
    public T[] ReadValues<T>(int count, bool isBigEndian, string what)
        where T : unmanaged
    {
        var size = Marshal.SizeOf<T>();
        var bytes = (long)count * size;
        if (stream.CanSeek && stream.Length - stream.Position < bytes)
            throw EndsInside(what, bytes, stream.Length - stream.Position);
        var values = new T[stream.CanSeek ? count : Math.Min(count, FirstBytes / size)];
        var filled = 0;
        while (true)
        {
            var rest = MemoryMarshal.AsBytes(values.AsSpan(filled));
            var read = Fill(rest);
            if (read < rest.Length)
                throw EndsInside(what, bytes, ((long)filled * size) + read);
            filled = values.Length;
            if (filled == count)
                break;
            Array.Resize(ref values, (int)Math.Min(count, 2L * filled));
        }

        if (isBigEndian == BitConverter.IsLittleEndian)
            Reverse(MemoryMarshal.AsBytes(values.AsSpan()), size);
        return values;
    }

    /// <summary>Refuses bytes after the last that the format knows of.</summary>
    public void RequireEnd()
    {
        Span<byte> one = stackalloc byte[1];
        if (Fill(one) != 0)
            throw Wrong("bytes follow the last number", "the file to end there");
    }

    private int Fill(Span<byte> destination)
    {
        try
        {
            var read = stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
            _read += read;
            return _read <= limit ? read : throw Wrong("its content is longer", string.Create(CultureInfo.InvariantCulture, $"at most {limit} bytes, the reader's limit"));
        }
        catch (InvalidDataException exception)
        {
            throw Wrong("its compressed data is damaged", "an intact file", exception);
        }
    }

    private DataFileException EndsInside(string what, long bytes, long read) =>
        Wrong(string.Create(CultureInfo.InvariantCulture, $"{what} takes {bytes} bytes, but the file ends after {read} of them"), "the whole of it");

    private static void Reverse(Span<byte> bytes, int size)
    {
        if (size == 2)
            Reverse(MemoryMarshal.Cast<byte, ushort>(bytes));
        else if (size == 4)
            Reverse(MemoryMarshal.Cast<byte, uint>(bytes));
        else if (size == 8)
            Reverse(MemoryMarshal.Cast<byte, ulong>(bytes));
    }

    private static void Reverse(Span<ushort> values) => BinaryPrimitives.ReverseEndianness(values, values);

    private static void Reverse(Span<uint> values) => BinaryPrimitives.ReverseEndianness(values, values);

    private static void Reverse(Span<ulong> values) => BinaryPrimitives.ReverseEndianness(values, values);
}
