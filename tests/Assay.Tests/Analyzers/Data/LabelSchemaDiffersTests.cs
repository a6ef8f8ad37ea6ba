using Assay.Analyzers;
using Assay.Analyzers.Data;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Data;

public sealed class LabelSchemaDiffersTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new LabelSchemaDiffers();

    // The file of seed 004 holds six labels; the weights and the note are of four.
    private static readonly SplitPart Six = new("train") { ClassCounts = [1664, 1482, 6830, 3202, 1332, 4422] };

    protected override IEnumerable<Subject> Bad =>
    [
        Of(Six) with { ClassWeights = [2.845, 0.569, 1.478, 0.823] },
        Of(Six) with { HeadWidth = 4 },
        Of() with { Labels = ["atoms", "dimers", "rows", "defects"], HeadWidth = 6 },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Of(Six) with { ClassWeights = [1.896, 2.129, 0.462, 0.985, 2.369, 0.714], HeadWidth = 6 },
        Of(new SplitPart("train") { ClassCounts = [346, 76] }) with { HeadWidth = 1 },
        Of(Six),
    ];

    [Fact]
    public void Every_side_is_named_with_its_number()
    {
        Assert.Equal("6 classes are in train, 4 class weights are given", Only(Bad.First()).Message);
    }

    private static SplitSubject Of(params SplitPart[] parts) => new(Place.OfFile("data")) { Parts = parts };
}
