using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class PrecisionOfFewTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new PrecisionOfFew();

    protected override IEnumerable<Subject> Bad =>
    [
        // Precision and recall of 76 positives give the counts.
        new PredictionsSubject(Place.OfFile("tracker.md")) { Label = "LF-40", Counts = (422, 76), Points = [new OperatingPoint(0.5) { Precision = 0.857, Recall = 0.079 }] },
        new PredictionsSubject(Place.OfFile("sweep.json")) { Counts = (422, 76), Points = [new OperatingPoint(0.5) { TruePositives = 76, FalsePositives = 346 }, new OperatingPoint(0.7) { TruePositives = 1, FalsePositives = 0 }] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        new PredictionsSubject(Place.OfFile("sweep.json")) { Counts = (422, 76), Points = [new OperatingPoint(0.5) { TruePositives = 60, FalsePositives = 60 }] },
        new PredictionsSubject(Place.OfFile("none.json")) { Counts = (422, 76), Points = [new OperatingPoint(0.5) { Predicted = 0 }] },
    ];

    [Fact]
    public void Eighty_six_percent_are_six_of_seven_with_an_interval_from_half_to_nearly_one()
    {
        var found = Only(Bad.First());
        Assert.Contains("is 6 of 7 predictions: its 95% interval is 0.49 to 0.97", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Most_precisions_of_the_logged_runs_rest_on_few()
    {
        var folder = LoggedData.Find("financial/feature_embedding");
        var found = Logged.Subjects(folder).OfType<PredictionsSubject>().SelectMany(Look).ToList();
        Assert.Contains(found, observation => observation.Message.Contains("is 3 of 10 predictions", StringComparison.Ordinal));
        Assert.All(found, observation => Assert.True(observation.Numbers["upper"] - observation.Numbers["lower"] > 0.3));
    }
}
