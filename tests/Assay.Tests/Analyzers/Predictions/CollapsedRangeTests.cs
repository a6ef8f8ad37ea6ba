using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class CollapsedRangeTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new CollapsedRange();

    protected override IEnumerable<Subject> Bad =>
    [
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [.. Enumerable.Range(0, 100).Select(i => 0.44 + (i * 0.0003))], Truth = [.. Enumerable.Range(0, 100).Select(i => i % 4 == 0)] },
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.31, Largest = 0.33, Counts = (422, 76) },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        // Below the threshold is not collapsed.
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.045, Largest = 0.494, Counts = (422, 76) },
        // The narrow band is the sigmoid's.
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.505, Largest = 0.562, Counts = (422, 76) },
        new PredictionsSubject(Place.OfFile("forecasts.npz")) { Smallest = -0.011, Largest = 0.006, Counts = (502, 250) },
    ];

    [Fact]
    public void The_highest_precision_that_any_threshold_reaches_is_said()
    {
        var found = Only(Bad.First());
        Assert.Contains("by fifths 20 + 20 + 20 + 20 + 20", found.Message, StringComparison.Ordinal);
        // Every fourth is positive: of the 12 highest three are, and no other number of 10 or more has a larger share.
        Assert.Equal(0.25, found.Numbers["reachable_precision"]);
    }

    [Fact]
    public void What_a_tracker_called_collapse_is_none()
    {
        var file = LoggedData.Find("financial/feature_embedding/a100_dembed_8/results.json");
        foreach (var subject in Logged.Subjects(file).OfType<PredictionsSubject>())
            Assert.Empty(Look(subject));
    }
}
