using Assay.Foundation.Files;
using Assay.Planning;
using Assay.Tracking;

namespace Assay.Execution.Capture;

/// <summary>Finds and hashes the files a command was declared to leave.</summary>
internal static class OutputFiles
{
    // Globs that meet more were meant otherwise.
    private const int FileLimit = 10_000;

    /// <summary>The files of all globs, each once, by path; and a sentence for each glob that met none, or file that cannot be read.</summary>
    internal static (IReadOnlyList<Artifact> Files, IReadOnlyList<string> Problems) Find(string workingDirectory, IReadOnlyList<string> globs)
    {
        IReadOnlyList<(string Name, string Path)> found;
        IReadOnlyList<string> unmatched;
        try
        {
            found = FileSet.Find(workingDirectory, globs, out unmatched);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return ([], [$"The declared outputs cannot be looked for: {e.Message}"]);
        }

        var files = new List<Artifact>();
        List<string> problems = [.. unmatched.Select(glob => $"{glob}: declared as an output, but not written.")];
        foreach (var (name, path) in found.Take(FileLimit))
        {
            try
            {
                files.Add(new Artifact(name, new FileInfo(path).Length, FileDigest.OfFile(path), Stored: false));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{name}: this output cannot be read: {e.Message}");
            }
        }

        if (found.Count > FileLimit)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Only the first {FileLimit:N0} of {found.Count:N0} output files are recorded."));
        return (files, problems);
    }
}
