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

    [Fact]
    public void Rows_groups_and_nearly_equal_contents_of_tables_are_compared()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train.csv", "id,patient,a,b,c,d,label\n1,p1,0.12345,1.5,2.25,3.125,0\n2,p2,7,8,9,10,1\n");
        folder.Write("test.csv", "id,patient,a,b,c,d,label\n3,p3,0.123451,1.5,2.25,3.125,0\n4,p4,5,6,7,8.5,1\n");
        Assert.Contains("share 1 equal contents", Assert.Single(Logged.Subjects(folder.Path).SelectMany(Look)).Message, StringComparison.Ordinal);
        folder.Write("test.csv", "id,patient,a,b,c,d,label\n3,p2,1,1,1,1,0\n");
        Assert.Contains("share 1 groups (p2)", Assert.Single(Logged.Subjects(folder.Path).SelectMany(Look)).Message, StringComparison.Ordinal);
    }
}
