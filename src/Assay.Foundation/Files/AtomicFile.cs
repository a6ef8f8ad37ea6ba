namespace Assay.Foundation.Files;

/// <summary>Writes a whole file so that a reader sees the old content or the new, never a part.</summary>
public static class AtomicFile
{
    /// <summary>Replaces <paramref name="path"/> by what <paramref name="write"/> puts into the stream.</summary>
    /// <param name="path">The file to replace or create; its folder is created when missing.</param>
    /// <param name="write">Writes the content. When it throws, the old file stays as it was.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written; nothing changed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        // Same folder, so that the rename stays inside one file system.
        var temporary = full + "." + Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "-" +
            Environment.CurrentManagedThreadId.ToString(CultureInfo.InvariantCulture) + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Replaces <paramref name="path"/> by UTF-8 text without a byte-order mark.</summary>
    /// <param name="path">The file to replace or create.</param>
    /// <param name="text">The whole content.</param>
    /// <exception cref="IOException">The disk is full, or the file cannot be written; nothing changed.</exception>
    public static void WriteText(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
