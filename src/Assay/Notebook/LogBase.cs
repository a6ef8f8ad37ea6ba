using System.Security.Cryptography;
using Assay.Foundation.Files;

namespace Assay.Notebook;

/// <summary>What a log file held when Assay last read or wrote it: what differs from it now is what a person edited.</summary>
internal static class LogBase
{
    private const string FolderName = "logs";

    // A log is at most as large as the importer takes.
    private const long Largest = 256L << 20;

    /// <summary>Reads it.</summary>
    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="log">The log file, absolute.</param>
    /// <returns>The bytes; null when the file is new to the store.</returns>
    public static byte[]? Read(string storeFolder, string log)
    {
        var path = PathOf(storeFolder, log);
        return File.Exists(path) ? BoundedFile.ReadBytes(path, Largest) : null;
    }

    /// <summary>Remembers it.</summary>
    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="log">The log file, absolute.</param>
    /// <param name="content">What it holds.</param>
    public static void Write(string storeFolder, string log, ReadOnlySpan<byte> content)
    {
        var path = PathOf(storeFolder, log);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Losing it in a crash of the machine costs one comparison, not data: no flush.
        var temporary = $"{path}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            stream.Write(content);
        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Keeps two processes from bringing one log up to date at once; dispose it to let the next one in.</summary>
    /// <param name="storeFolder">The store's folder.</param>
    /// <param name="log">The log file, absolute.</param>
    /// <returns>The lock; null when another process holds it.</returns>
    public static IDisposable? TryLock(string storeFolder, string log)
    {
        var path = PathOf(storeFolder, log) + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // Named by where the log lies seen from the store, so that a folder can be moved.
    private static string PathOf(string storeFolder, string log)
    {
        var relative = Path.GetRelativePath(Path.GetDirectoryName(storeFolder)!, log).Replace('\\', '/');
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(relative)))[..16];
        return Path.Combine(storeFolder, FolderName, digest + ".md");
    }
}
