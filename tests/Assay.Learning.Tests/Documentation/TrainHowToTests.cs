using Assay.Testing;

namespace Assay.Learning.Tests.Documentation;

public sealed class TrainHowToTests
{
    [Fact]
    public void The_program_on_the_page_is_the_example()
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: its documentation cannot be read.");
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "docs", "how-to", "train.md")).ReplaceLineEndings("\n");
        var program = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "examples", "fashion-mnist", "Program.cs")).ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{program}```", page, StringComparison.Ordinal);
    }
}
