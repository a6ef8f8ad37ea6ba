using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class NoProbabilitiesTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new NoProbabilities();

    protected override IEnumerable<Subject> Bad => [new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [-2.5, 0.1, 3], Truth = [false, false, true] }];

    protected override IEnumerable<Subject> Good =>
    [
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [0, 0.1, 1], Truth = [false, false, true] },
        // Without yes or no nobody takes them for probabilities.
        new PredictionsSubject(Place.OfFile("forecast.npz")) { Scores = [-2.5, 0.1, 3] },
    ];

    [Fact]
    public void The_stored_forecasts_are_returns()
    {
        var found = Logged.Subjects(LoggedData.Find("financial/timesfm_tfm-01_predictions.npz")).SelectMany(Look).ToList();
        Assert.Equal(2, found.Count);
        Assert.All(found, observation => Assert.Contains("would predict 0 positives", observation.Message, StringComparison.Ordinal));
    }
}
