using Assay.Foundation.Files;

namespace Assay.Foundation.Formats;

/// <summary>
/// NumPy's format of one array: floating point of 16 (read as 32), 32 and 64 bits, whole numbers of 8, 16 (read as 32), 32 and 64 bits, bytes and truth values, in
/// either byte order. Arrays in Fortran order are read into row-major order; arrays are written row-major and little-endian.
/// </summary>
/// <remarks>Source: <see href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html"/>. Pickled objects are never read.</remarks>
public static class Npy
{
    /// <summary>The most bytes that are read unless another limit is given: 1 GiB.</summary>
    public const long DefaultLimit = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <exception cref="DataFileException">Not such a file, damaged, of numbers that are not read, or larger than the limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NumberArray Read(string path, long limit = DefaultLimit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        return Read(file, path, limit);
    }

    /// <summary>Reads the rest of a stream.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="limit">The most bytes that are read.</param>
    /// <exception cref="DataFileException">Not such content, damaged, of numbers that are not read, or larger than the limit.</exception>
    public static NumberArray Read(Stream stream, string name, long limit = DefaultLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(new BoundedSource(stream, name, limit));
    }

    /// <summary>Replaces a file; readers see the old one or the new.</summary>
    /// <param name="path">The file.</param>
    /// <param name="array">The numbers.</param>
    /// <exception cref="IOException">The file cannot be written; nothing changed.</exception>
    public static void Write(string path, NumberArray array) => AtomicFile.Write(path, file => Write(file, array));

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="array">The numbers.</param>
    public static void Write(Stream stream, NumberArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        stream.Write(NpyHeader.Bytes(array));
        StoredType.Write(stream, array, bigEndian: false);
    }

    internal static NumberArray Read(BoundedSource source)
    {
        var header = NpyHeader.Read(source);
        var count = source.Count(header.Sizes, header.Type.Size, "the array");
        var shape = Array.ConvertAll(header.Sizes, size => (int)size);
        var array = header.Type.Read(source, count, header.IsBigEndian, shape, $"the array {ShapeText.Of(shape)}");
        source.RequireEnd();
        return header.IsFortranOrder ? RowMajor(array) : array;
    }

    private static NumberArray RowMajor(NumberArray array) => array.Type switch
    {
        ElementType.F32 => RowMajor<float>(array),
        ElementType.F64 => RowMajor<double>(array),
        ElementType.I32 => RowMajor<int>(array),
        ElementType.I64 => RowMajor<long>(array),
        ElementType.U8 => RowMajor<byte>(array),
        _ => RowMajor<bool>(array),
    };

    private static NumberArray RowMajor<T>(NumberArray array)
        where T : unmanaged
    {
        var source = array.Values<T>();
        var result = new T[source.Length];
        var place = new int[array.Shape.Count];
        var strides = new int[array.Shape.Count]; // of the source: the first axis runs fastest
        for (int axis = 0, stride = 1; axis < strides.Length && source.Length > 0; axis++)
        {
            strides[axis] = stride;
            stride *= array.Shape[axis];
        }

        for (int index = 0, from = 0; index < result.Length; index++)
        {
            result[index] = source[from];
            for (var axis = place.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++place[axis] < array.Shape[axis])
                    break;
                from -= place[axis] * strides[axis];
                place[axis] = 0;
            }
        }

        return NumberArray.Of(result, array.Shape);
    }
}
