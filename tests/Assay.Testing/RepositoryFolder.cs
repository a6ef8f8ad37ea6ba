namespace Assay.Testing;

/// <summary>The checkout the tests were built from, and what may lie beside it.</summary>
public static class RepositoryFolder
{
    /// <summary>The checkout's root; null when the tests run without it.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>Shared research material beside the checkout; null when absent.</summary>
    public static string? Shared { get; } = Root is { } root && Directory.Exists(Path.Combine(root, "..", "shared", "seeds"))
        ? Path.GetFullPath(Path.Combine(root, "..", "shared"))
        : null;

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Assay.slnx")))
                return folder.FullName;
        }

        return null;
    }
}
