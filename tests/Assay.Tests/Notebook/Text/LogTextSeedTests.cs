using Assay.Notebook.Text;
using Assay.Testing;

namespace Assay.Tests.Notebook.Text;

public sealed class LogTextSeedTests
{
    [Theory]
    [InlineData("000*.md")]
    [InlineData("001*.md")]
    [InlineData("002*.md")]
    public void Logs_that_are_well_stay_as_they_are(string pattern)
    {
        var path = Seed(pattern);
        var text = LogText.Decode(path, LogText.ReadBytes(path));
        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text.Text);
        Assert.Empty(text.Remarks);
    }

    [Theory]
    [InlineData("003*.md", "✅ 🔄")]
    [InlineData("004*.md", "✅ ❌ → 🎉 ⚠️ 📊 ← ≈")]
    public void Logs_that_were_misread_are_mended(string pattern, string signs)
    {
        var path = Seed(pattern);
        var text = LogText.Decode(path, LogText.ReadBytes(path));
        Assert.All(signs.Split(' '), sign => Assert.Contains(sign, text.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(text.Text, letter => letter is 'â' or '‚' or '\uFFFD' or '\uF8FF');
        Assert.Single(text.Remarks);
    }

    private static string Seed(string pattern)
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        return Directory.GetFiles(Path.Combine(RepositoryFolder.Shared!, "seeds"), pattern).Single();
    }
}
