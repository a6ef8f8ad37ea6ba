namespace Assay.Testing;

/// <summary>Compares a text with an approved file; <c>ASSAY_APPROVE=1</c> makes the text the approved one.</summary>
public static class Approved
{
    /// <summary>Asserts that the text equals the approved file.</summary>
    /// <param name="path">The file's path from the checkout's root.</param>
    /// <param name="text">What is to be approved; line ends are normalised.</param>
    public static void Verify(string path, string text)
    {
        if (RepositoryFolder.Root is not { } root)
        {
            Xunit.Assert.Skip("The checkout is not there: approved files cannot be compared.");
            return;
        }

        var file = Path.Combine(root, path);
        var actual = text.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("ASSAY_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        Xunit.Assert.True(File.Exists(file), $"{path} is missing: run the test with ASSAY_APPROVE=1 and read what it writes.");
        Xunit.Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
