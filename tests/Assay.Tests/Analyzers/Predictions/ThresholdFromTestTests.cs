using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class ThresholdFromTestTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ThresholdFromTest();

    protected override IEnumerable<Subject> Bad =>
    [
        new PredictionsSubject(Place.OfFile("sweep.json")) { ThresholdFrom = "test", Counts = (156, 22), Points = [new OperatingPoint(0.3) { TruePositives = 4, FalsePositives = 6, Precision = 0.4 }, new OperatingPoint(0.4) { TruePositives = 3, FalsePositives = 2, Precision = 0.6 }] },
        new PredictionsSubject(Place.OfFile("scores.npz")) { ThresholdFrom = "Test", Split = CurveSplit.Test },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        new PredictionsSubject(Place.OfFile("sweep.json")) { ThresholdFrom = "valid", Split = CurveSplit.Test, Counts = (156, 22) },
        // A sweep that nobody chose from.
        new PredictionsSubject(Place.OfFile("sweep.json")) { Split = CurveSplit.Test, Counts = (156, 22) },
    ];
}
