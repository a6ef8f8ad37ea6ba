using System.IO.Compression;
using Assay.Foundation.Files;

namespace Assay.Foundation.Formats;

/// <summary>NumPy's archive of named arrays: a ZIP file of NPY files, compressed or not.</summary>
public static class Npz
{
    /// <summary>The most bytes that are read unless another limit is given: 1 GiB in all members, decompressed.</summary>
    public const long DefaultLimit = 1L << 30;

    private const string Suffix = ".npy";

    // ZIP knows no time before this; a fixed one makes equal archives of equal arrays.
    private static readonly DateTimeOffset WriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads every array of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes of all members together, decompressed.</param>
    /// <returns>Arrays by their names without <c>.npy</c>.</returns>
    /// <exception cref="DataFileException">Not such a file, damaged, a member that is no readable array, a name twice, or larger than the limit.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, NumberArray> Read(string path, long limit = DefaultLimit)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
        return Read(file, path, limit);
    }

    /// <summary>Reads every array of a stream that can seek.</summary>
    /// <param name="stream">The archive.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="limit">The most bytes of all members together, decompressed.</param>
    /// <returns>Arrays by their names without <c>.npy</c>.</returns>
    /// <exception cref="DataFileException">As when a file is read.</exception>
    public static IReadOnlyDictionary<string, NumberArray> Read(Stream stream, string name, long limit = DefaultLimit)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var arrays = new Dictionary<string, NumberArray>(StringComparer.Ordinal);
            var rest = limit;
            foreach (var entry in archive.Entries)
            {
                var member = $"{name} member '{entry.FullName}'";
                if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
                    throw new DataFileException(member, "it is no NPY file", "members whose names end in .npy");
                using var content = new CheckedStream(entry.Open());
                var array = Npy.Read(new BoundedSource(content, member, rest));
                if (content.Sum != entry.Crc32)
                    throw new DataFileException(member, $"its bytes have the check sum {content.Sum:x8}", $"{entry.Crc32:x8}, which the archive states");
                if (!arrays.TryAdd(entry.FullName[..^Suffix.Length], array))
                    throw new DataFileException(member, "a second member has this name", "names that differ");
                rest -= (long)array.Count * StoredType.SizeOf(array.Type);
            }

            return arrays;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or IOException { InnerException: InvalidDataException })
        {
            throw exception as DataFileException ?? new DataFileException(name, $"it is no readable archive ({exception.Message.TrimEnd('.')})", "an NPZ file, which is a ZIP archive", exception);
        }
    }

    /// <summary>Replaces a file; readers see the old one or the new. Equal arrays give equal bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">Arrays by name.</param>
    /// <param name="compress">Whether members are compressed, as by <c>numpy.savez_compressed</c>.</param>
    /// <exception cref="IOException">The file cannot be written; nothing changed.</exception>
    public static void Write(string path, IReadOnlyDictionary<string, NumberArray> arrays, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        AtomicFile.Write(path, file =>
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, array) in arrays.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                var entry = archive.CreateEntry(name + Suffix, compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                entry.LastWriteTime = WriteTime;
                using var content = entry.Open();
                Npy.Write(content, array);
            }
        });
    }
}
