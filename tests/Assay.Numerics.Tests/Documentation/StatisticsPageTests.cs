using Assay.Foundation.Randomness;
using Assay.Statistics;
using Assay.Testing;

namespace Assay.Numerics.Tests.Documentation;

public sealed class StatisticsPageTests
{
    [Fact]
    public void The_example_on_the_page_says_what_its_comments_say()
    {
        // <page>
        double[] treatment = [0.712, 0.718, 0.709, 0.721, 0.715, 0.717, 0.711, 0.719];
        double[] control = [0.705, 0.713, 0.707, 0.714, 0.709, 0.716, 0.706, 0.712]; // the same eight seeds
        double[] differences = [.. treatment.Zip(control, (t, c) => t - c)];
        var better = new Hypothesis(Alternative.Greater, Margin: 0.002, Confidence: 0.95);

        var result = Permutation.Paired(differences, new Resampling(new Seed(42)), better);
        var effect = result.Effect.Value;                              // 0.005, the mean difference
        var p = result.PValue.Value;                                   // 4 of the 2⁸ sign flips: 0.0156, exact
        var lower = result.Interval!.Value.Lower;                      // 0.0033: margins below are rejected
        var needed = Power.PairsStillNeeded(differences, better).Value; // 0: eight pairs give power .8
        // </page>
        Assert.Equal(0.005, effect, 1e-12);
        Assert.Equal(4 / 256.0, p, 1e-12);
        Assert.Equal(0.0033, lower, 5e-5);
        Assert.Equal(0, needed);
    }

    [Fact]
    public void The_example_on_the_page_is_the_one_above()
    {
        Assert.SkipWhen(RepositoryFolder.Root is null, "The checkout is not there: its documentation cannot be read.");
        var folder = Path.Combine(RepositoryFolder.Root!, "tests", "Assay.Numerics.Tests", "Documentation");
        var code = File.ReadAllText(Path.Combine(folder, "StatisticsPageTests.cs")).ReplaceLineEndings("\n");
        var example = code[(code.IndexOf("// <page>\n", StringComparison.Ordinal) + 10)..code.IndexOf("        // </page>", StringComparison.Ordinal)].Replace("\n        ", "\n", StringComparison.Ordinal).TrimStart();
        var page = File.ReadAllText(Path.Combine(RepositoryFolder.Root!, "docs", "concepts", "statistics.md")).ReplaceLineEndings("\n");
        Assert.Contains($"```csharp\n{example}```", page, StringComparison.Ordinal);
    }
}
