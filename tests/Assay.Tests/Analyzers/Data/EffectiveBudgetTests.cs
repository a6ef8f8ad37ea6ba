using Assay.Analyzers;
using Assay.Analyzers.Data;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Data;

public sealed class EffectiveBudgetTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new EffectiveBudget();

    protected override IEnumerable<Subject> Bad =>
    [
        Of(1191, new SplitPart("train") { Split = CurveSplit.Train, Rows = 1071 }, new SplitPart("valid") { Split = CurveSplit.Valid, Rows = 120 }),
        Of(1520, new SplitPart("train") { Split = CurveSplit.Train, Rows = 1216 }),
        Of(50, new SplitPart("train") { Split = CurveSplit.Train, Rows = 53 }),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        Of(1000, new SplitPart("train") { Split = CurveSplit.Train, Rows = 1000 }, new SplitPart("valid") { Split = CurveSplit.Valid, Rows = 120 }),
        Of(1000, new SplitPart("train") { Split = CurveSplit.Train, Rows = 995 }),
        Of(null, new SplitPart("train") { Split = CurveSplit.Train, Rows = 995 }),
    ];

    [Fact]
    public void A_validation_part_that_was_taken_out_is_told()
    {
        Assert.Equal("1191 training rows were asked for and train has 1071 (-10.1%): 120 of them became valid", Only(Bad.First()).Message);
    }

    private static SplitSubject Of(long? requested, params SplitPart[] parts) => new(Place.OfFile("manifests")) { RequestedRows = requested, Parts = parts };
}
