namespace Assay.Tracking;

/// <summary>Finds the store a command is about.</summary>
public static class StoreLocator
{
    /// <summary>Name of the folder that holds a store.</summary>
    public const string FolderName = ".assay";

    /// <summary>Environment variable that names a store.</summary>
    public const string Variable = "ASSAY_STORE";

    /// <summary>The store's folder: the explicit one, else what <c>ASSAY_STORE</c> names, else the nearest <c>.assay</c> upwards.</summary>
    /// <param name="explicitPath">What the user named: a <c>.assay</c> folder or the folder that holds one; null when nothing was named.</param>
    /// <param name="startFolder">Where to begin looking.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The absolute path; it need not exist when it was named explicitly. Null when there is none.</returns>
    public static string? TryFind(string? explicitPath, string startFolder, Func<string, string?> environment)
    {
        var named = !string.IsNullOrEmpty(explicitPath) ? explicitPath : environment(Variable);
        if (!string.IsNullOrEmpty(named))
            return Normalize(Path.GetFullPath(named, startFolder));
        for (var folder = new DirectoryInfo(Path.GetFullPath(startFolder)); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, FolderName);
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }

    /// <summary>Like <see cref="TryFind"/>, for callers that cannot go on without a store.</summary>
    /// <param name="explicitPath">What the user named, or null.</param>
    /// <param name="startFolder">Where to begin looking.</param>
    /// <param name="environment">Reads an environment variable.</param>
    /// <returns>The absolute path.</returns>
    /// <exception cref="StoreException">Nothing was named and there is no <c>.assay</c> folder upwards.</exception>
    public static string Find(string? explicitPath, string startFolder, Func<string, string?> environment) =>
        TryFind(explicitPath, startFolder, environment) ?? throw new StoreException(
            $"{startFolder}: no store here or in any folder above: 'assay init' makes one, --store or {Variable} names one.");

    /// <summary>The store folder that a path means: a project folder stands for the <c>.assay</c> inside it.</summary>
    /// <param name="path">An absolute path.</param>
    /// <returns>The store's folder.</returns>
    public static string Normalize(string path)
    {
        var trimmed = Path.TrimEndingDirectorySeparator(path);
        return Path.GetFileName(trimmed) == FolderName || File.Exists(Path.Combine(trimmed, "assay.db")) ? trimmed : Path.Combine(trimmed, FolderName);
    }
}
