namespace Assay.Foundation.Files;

/// <summary>Asks for the length of a file without opening it: to open a named pipe that nobody writes waits forever.</summary>
public static class FileLength
{
    /// <summary>The length of a file, or of what a link finally points at.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Bytes; 0 for an empty file, and for a pipe or a device.</returns>
    /// <exception cref="IOException">There is no such file, or the links lead nowhere or round in a circle.</exception>
    public static long Of(string path) => (File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path)).Length;
}
