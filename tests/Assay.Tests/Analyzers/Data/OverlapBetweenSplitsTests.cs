using Assay.Analyzers;
using Assay.Analyzers.Data;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Data;

public sealed class OverlapBetweenSplitsTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new OverlapBetweenSplits();

    protected override IEnumerable<Subject> Bad =>
    [
        Split(new SplitPart("train") { Ids = ["a", "b", "c"] }, new SplitPart("test") { Ids = ["c", "d"] }),
        // Two scans of one patient are different rows.
        Split(
            new SplitPart("train") { Ids = ["train_2_a_1"], Groups = ["train_2"] },
            new SplitPart("valid") { Ids = ["train_2_b_1"], Groups = ["train_2"] }),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Split(new SplitPart("train") { Ids = ["a", "b"] }, new SplitPart("valid") { Ids = ["c"] }, new SplitPart("test") { Ids = ["d"] }),
        Split(new SplitPart("train") { Ids = ["a", "a"] }, new SplitPart("valid")),
    ];

    [Fact]
    public void Rows_that_are_judged_on_what_was_learned_are_counted()
    {
        var found = Only(Split(new SplitPart("train") { Groups = ["p1", "p2"] }, new SplitPart("test") { Groups = ["p2", "p2", "p3"] }));
        Assert.Equal("train and test share 1 groups (p2), which are 2 of the 3 rows of test (66.7%)", found.Message);
    }

    private static SplitSubject Split(params SplitPart[] parts) => new(Place.OfFile("manifests")) { Parts = parts };
}
