using Assay.Analyzers;
using Assay.Analyzers.Data;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Data;

public sealed class ClassMissingTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ClassMissing();

    protected override IEnumerable<Subject> Bad => [Of(new SplitPart("train") { ClassCounts = [90, 10, 3] }, new SplitPart("valid") { ClassCounts = [10, 2, 0] })];

    protected override IEnumerable<Subject> Good =>
    [
        Of(new SplitPart("train") { ClassCounts = [90, 10] }, new SplitPart("valid") { ClassCounts = [10, 2] }),
        // A class that nobody has is missing from the schema, not from a split.
        Of(new SplitPart("train") { ClassCounts = [90, 0] }, new SplitPart("valid") { ClassCounts = [10, 0] }),
    ];

    [Fact]
    public void The_label_is_named()
    {
        Assert.Equal("class 'fibrosis' has 0 of the 12 rows of valid and 3 rows elsewhere", Only(((SplitSubject)Bad.First()) with { Labels = ["none", "nodule", "fibrosis"] }).Message);
    }

    private static SplitSubject Of(params SplitPart[] parts) => new(Place.OfFile("data")) { Parts = parts };
}
