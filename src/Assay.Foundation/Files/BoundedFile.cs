namespace Assay.Foundation.Files;

/// <summary>Reads files that others wrote, up to a stated size: a file that is too large is an error, not a full memory.</summary>
public static class BoundedFile
{
    /// <summary>Reads a whole file as bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Largest accepted size in bytes.</param>
    /// <returns>The content.</returns>
    /// <exception cref="FileTooLargeException">The file holds more than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static byte[] ReadBytes(string path, long limit)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // The length is asked first, and counted again while reading: a device or a growing file has no honest length.
        if (stream.CanSeek && stream.Length > limit)
            throw new FileTooLargeException(path, limit);
        // A file that is as long as it says is read into one array.
        var content = new byte[stream.CanSeek ? stream.Length : 0];
        var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        var buffer = new byte[length < content.Length ? 0 : 4096];
        int read;
        while (buffer.Length > 0 && (read = stream.Read(buffer)) > 0)
        {
            if (length + (long)read > limit)
                throw new FileTooLargeException(path, limit);
            if (content.Length < length + read)
                Array.Resize(ref content, Math.Max(length + read, content.Length * 2));
            buffer.AsSpan(0, read).CopyTo(content.AsSpan(length));
            length += read;
        }

        return content.Length == length ? content : content[..length];
    }

    /// <summary>Reads a whole file as UTF-8 text; a byte-order mark is dropped, invalid bytes become U+FFFD.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">Largest accepted size in bytes.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FileTooLargeException">The file holds more than <paramref name="limit"/> bytes.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string ReadText(string path, long limit)
    {
        var bytes = ReadBytes(path, limit).AsSpan();
        return Encoding.UTF8.GetString(bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
    }
}
