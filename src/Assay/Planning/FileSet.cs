using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Assay.Planning;

/// <summary>Finds the files that a list of paths, folders and globs stands for.</summary>
internal static class FileSet
{
    private static readonly StringComparison PathComparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>The files, each once, named relative to the root with <c>/</c>.</summary>
    /// <param name="root">Full path of the folder that the globs start at.</param>
    /// <param name="globs">Files, folders (all below them) or globs; those with <c>!</c> leave files out.</param>
    /// <param name="unmatched">The globs that match nothing.</param>
    public static IReadOnlyList<(string Name, string Path)> Find(string root, IReadOnlyList<string> globs, out IReadOnlyList<string> unmatched)
    {
        var excluded = globs.Where(glob => glob.StartsWith('!')).Select(glob => Normalize(root, glob[1..])).ToList();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var glob in globs.Where(glob => !glob.StartsWith('!')))
        {
            var count = 0;
            foreach (var name in Match(root, Normalize(root, glob), excluded))
            {
                files[name] = Path.GetFullPath(Path.Combine(root, name));
                count++;
            }

            if (count == 0)
                missing.Add(glob);
        }

        unmatched = missing;
        return [.. files.Select(file => (file.Key, file.Value))];
    }

    private static IEnumerable<string> Match(string root, string glob, List<string> excluded)
    {
        if (!Directory.Exists(root))
            return [];
        var matcher = new Matcher(PathComparison);
        matcher.AddInclude(glob);
        matcher.AddExcludePatterns(excluded);
        return matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(root))).Files.Select(file => file.Path.Replace('\\', '/'));
    }

    // The matcher wants relative patterns, and takes a folder's own name for no file.
    private static string Normalize(string root, string glob)
    {
        var wild = glob.AsSpan().IndexOf('*');
        if (wild < 0)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(root, glob)));
            var relative = Path.GetRelativePath(root, full).Replace('\\', '/');
            return Directory.Exists(full) ? relative == "." ? "**" : relative + "/**" : relative;
        }

        if (!Path.IsPathRooted(glob))
            return glob.StartsWith("./", StringComparison.Ordinal) ? glob[2..] : glob;
        var folder = glob[..(glob.LastIndexOfAny(['/', '\\'], wild) + 1)];
        return Path.GetRelativePath(root, Path.TrimEndingDirectorySeparator(folder)).Replace('\\', '/') + "/" + glob[folder.Length..];
    }
}
