using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class UndefinedAsZeroTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new UndefinedAsZero();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeRuns.Result("FE-72", ("precision", 0), ("recall", 0), ("n_positive_preds", 0), ("n_samples", 422)),
        SomeRuns.Result("FE-69", ("precision", 0), ("recall", 0), ("pred_min", 0.01), ("pred_max", 0.38)),
        new PredictionsSubject(Place.OfFile("sweep.json")) { Points = [new OperatingPoint(0.7) { Precision = 0.5, TruePositives = 1, FalsePositives = 1 }, new OperatingPoint(0.75) { Precision = 0, TruePositives = 0, FalsePositives = 0 }] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        // Four wrong predictions are a precision of 0.
        SomeRuns.Result("a", ("precision", 0), ("recall", 0), ("n_positive_preds", 4), ("n_samples", 422)),
        SomeRuns.Result("b", ("precision", 0), ("recall", 0)),
        new PredictionsSubject(Place.OfFile("sweep.json")) { Points = [new OperatingPoint(0.7) { Precision = 0.5, TruePositives = 1, FalsePositives = 1 }, new OperatingPoint(0.75) { Precision = null, TruePositives = 0, FalsePositives = 0 }] },
    ];

    [Fact]
    public void Every_model_of_the_logged_sweep_has_zeros_that_are_undefined()
    {
        var found = Logged.Subjects(LoggedData.Find("financial/phase6c_a50/threshold_sweep/threshold_sweep_results.json")).SelectMany(Look).ToList();
        Assert.Equal(6, found.Count);
        Assert.Equal(new double[] { 4, 5, 4, 4, 5, 5 }, found.Select(observation => observation.Numbers["thresholds"]));
    }

    [Fact]
    public void A_precision_of_the_logged_runs_is_of_no_prediction()
    {
        Assert.Single(Logged.Subjects(LoggedData.Find("financial/feature_embedding")).OfType<RunSubject>().SelectMany(Look));
    }
}
