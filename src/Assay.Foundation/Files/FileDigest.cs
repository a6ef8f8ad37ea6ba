using System.Security.Cryptography;

namespace Assay.Foundation.Files;

/// <summary>SHA-256 of files and text, as 64 lower-case hex digits.</summary>
public static class FileDigest
{
    /// <summary>Digest of a file's bytes; a pipe or a device, whose reading might never end, has none and is not opened.</summary>
    /// <param name="path">The file; read as a stream, so any size.</param>
    /// <returns>64 lower-case hex digits.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string OfFile(string path)
    {
        if (FileLength.Of(path) == 0)
            return OfText("");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Digest of a text's UTF-8 bytes.</summary>
    /// <param name="text">The text.</param>
    /// <returns>64 lower-case hex digits.</returns>
    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
