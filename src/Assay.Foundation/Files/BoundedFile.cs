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
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            if (content.Length + read > limit)
                throw new FileTooLargeException(path, limit);
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
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
