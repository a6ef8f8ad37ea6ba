using System.Runtime.InteropServices;

namespace Assay.Foundation.Formats;

/// <summary>A kind of number in a file and how it becomes one of <see cref="ElementType"/>.</summary>
/// <param name="Size">Bytes of one number in the file.</param>
/// <param name="Read">Reads numbers of this kind into an array of this shape.</param>
internal sealed record StoredType(int Size, StoredType.Reader Read)
{
    public delegate NumberArray Reader(BoundedSource source, int count, bool isBigEndian, int[] shape, string what);

    public static StoredType Float32 { get; } = new(4, Same<float>);

    public static StoredType Float64 { get; } = new(8, Same<double>);

    public static StoredType Int32 { get; } = new(4, Same<int>);

    public static StoredType Int64 { get; } = new(8, Same<long>);

    public static StoredType UInt8 { get; } = new(1, Same<byte>);

    /// <summary>A byte each, 0 for false.</summary>
    public static StoredType Bool { get; } = Converted<byte, bool>(1, value => value != 0);

    /// <summary>Read as <see cref="ElementType.I32"/>.</summary>
    public static StoredType Int8 { get; } = Converted<sbyte, int>(1, value => value);

    /// <summary>Read as <see cref="ElementType.I32"/>.</summary>
    public static StoredType Int16 { get; } = Converted<short, int>(2, value => value);

    /// <summary>Read as <see cref="ElementType.F32"/>, exactly.</summary>
    public static StoredType Float16 { get; } = Converted<ushort, float>(2, value => (float)BitConverter.UInt16BitsToHalf(value));

    /// <summary>The upper half of a <see cref="ElementType.F32"/>, and read as one, exactly.</summary>
    public static StoredType BFloat16 { get; } = Converted<ushort, float>(2, value => BitConverter.UInt32BitsToSingle((uint)value << 16));

    /// <summary>The bytes of an array's numbers as this machine has them.</summary>
    public static ReadOnlySpan<byte> BytesOf(NumberArray array) => array.Type switch
    {
        ElementType.F32 => MemoryMarshal.AsBytes(array.Values<float>().AsSpan()),
        ElementType.F64 => MemoryMarshal.AsBytes(array.Values<double>().AsSpan()),
        ElementType.I32 => MemoryMarshal.AsBytes(array.Values<int>().AsSpan()),
        ElementType.I64 => MemoryMarshal.AsBytes(array.Values<long>().AsSpan()),
        ElementType.U8 => array.Values<byte>(),
        _ => MemoryMarshal.AsBytes(array.Values<bool>().AsSpan()),
    };

    /// <summary>Bytes of one number.</summary>
    public static int SizeOf(ElementType type) => type switch
    {
        ElementType.F32 or ElementType.I32 => 4,
        ElementType.F64 or ElementType.I64 => 8,
        _ => 1,
    };

    /// <summary>Writes an array's numbers, least or most significant byte first.</summary>
    public static void Write(Stream stream, NumberArray array, bool bigEndian)
    {
        var bytes = BytesOf(array);
        var size = SizeOf(array.Type);
        if (bigEndian != BitConverter.IsLittleEndian || size == 1)
        {
            stream.Write(bytes);
            return;
        }

        Span<byte> number = stackalloc byte[size];
        for (var start = 0; start < bytes.Length; start += size)
        {
            bytes.Slice(start, size).CopyTo(number);
            number.Reverse();
            stream.Write(number);
        }
    }

    private static NumberArray Same<T>(BoundedSource source, int count, bool isBigEndian, int[] shape, string what)
        where T : unmanaged =>
        NumberArray.Of(source.ReadValues<T>(count, isBigEndian, what), shape);

    private static StoredType Converted<TStored, T>(int size, Converter<TStored, T> convert)
        where TStored : unmanaged
        where T : unmanaged =>
        new(size, (source, count, isBigEndian, shape, what) => NumberArray.Of(Array.ConvertAll(source.ReadValues<TStored>(count, isBigEndian, what), convert), shape));
}
