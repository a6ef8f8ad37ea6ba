using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class ThresholdDividesNothingTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new ThresholdDividesNothing();

    protected override IEnumerable<Subject> Bad =>
    [
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.045, Largest = 0.494, Counts = (422, 76) },
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.505, Largest = 0.662 },
        new PredictionsSubject(Place.OfFile("sweep.json")) { Counts = (10, 4), Points = [new OperatingPoint(0.5) { Predicted = 10, TruePositives = 4 }] },
        // Rounded to 0.50, with nothing found.
        new PredictionsSubject(Place.OfFile("tracker.md")) { Smallest = 0.01, Largest = 0.5, Points = [new OperatingPoint(0.5) { Precision = 0, Recall = 0 }] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.016, Largest = 0.686, Counts = (422, 76) },
        new PredictionsSubject(Place.OfFile("logits.npz")) { Scores = [-3, -1, 0.2], Truth = [false, true, false] },
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [0.2, 0.5, 0.9], Truth = [false, true, false] },
    ];

    [Fact]
    public void Precision_without_predictions_is_undefined_in_the_logged_run()
    {
        var file = LoggedData.Find("financial/feature_embedding/a100_dembed_8/results.json");
        var found = Assert.Single(Logged.Subjects(file).OfType<PredictionsSubject>().SelectMany(Look));
        Assert.Contains("the largest score is 0.4942: none of the 422 rows", found.Message, StringComparison.Ordinal);
        Assert.Contains("recall 0 of 76", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hundred_percent_recall_of_the_context_is_every_row()
    {
        var found = Assert.Single(Logged.Subjects(Logged.Seed("001")).OfType<PredictionsSubject>().SelectMany(Look));
        Assert.Contains("the smallest score is 0.505: all rows are predicted positive", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_experiments_of_the_tracker_predict_no_positive()
    {
        Assert.Equal(3, Logged.Subjects(Logged.Seed("003")).OfType<PredictionsSubject>().SelectMany(Look).Count());
    }
}
