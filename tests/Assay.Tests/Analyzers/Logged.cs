using Assay.Analyzers.Subjects;
using Assay.Linting;
using Assay.Testing;

namespace Assay.Tests.Analyzers;

/// <summary>Subjects of real research, read as <c>assay lint</c> reads them.</summary>
internal static class Logged
{
    /// <summary>The subjects of a file or folder.</summary>
    public static IReadOnlyList<Subject> Subjects(string path) =>
        FileSubjects.Gather(path, Path.GetFileName(path), new FileSubjectOptions(), TestContext.Current.CancellationToken).Subjects;

    /// <summary>A log that researchers kept.</summary>
    /// <param name="number">The first three digits of its name.</param>
    public static string Seed(string number)
    {
        var file = RepositoryFolder.Shared is { } shared ? Directory.EnumerateFiles(Path.Combine(shared, "seeds"), number + "_*.md").SingleOrDefault() : null;
        Assert.SkipWhen(file is null, "The shared research material is not there.");
        return file!;
    }
}
