using Xunit;

namespace Assay.Testing;

/// <summary>Results of real research beside the checkout; tests that need them are skipped when they are not there.</summary>
public static class LoggedData
{
    /// <summary>The path of a file or folder of logged data.</summary>
    /// <param name="path">Its path below <c>data/logged</c>.</param>
    public static string Find(string path)
    {
        var found = RepositoryFolder.Shared is { } shared ? Path.Combine(shared, "data", "logged", path) : null;
        Assert.SkipWhen(found is null || !Path.Exists(found), "The shared research material is not there.");
        return found!;
    }
}
