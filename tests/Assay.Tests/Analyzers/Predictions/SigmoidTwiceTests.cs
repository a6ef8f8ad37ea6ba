using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class SigmoidTwiceTests : AnalyzerConformance
{
    private static readonly double[] Probabilities = [.. Enumerable.Range(1, 99).Select(i => i / 100.0)];

    protected override IAnalyzer Analyzer { get; } = new SigmoidTwice();

    protected override IEnumerable<Subject> Bad =>
    [
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [.. Probabilities.Select(p => 1 / (1 + Math.Exp(-p)))] },
        // Only the range was written down.
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.505, Largest = 0.662, Counts = (422, 76) },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = Probabilities },
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [0.6, 0.7] },
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.016, Largest = 0.686, Counts = (422, 76) },
    ];

    [Fact]
    public void The_range_before_the_second_sigmoid_is_computed()
    {
        var found = Only(Bad.Last());
        Assert.Equal(0.020, found.Numbers["undone_smallest"], 5e-4);
        Assert.Equal(0.672, found.Numbers["undone_largest"], 5e-4);
    }

    [Fact]
    public void All_six_models_of_the_logged_sweep_went_through_two()
    {
        var found = Logged.Subjects(LoggedData.Find("financial/phase6c_a50/threshold_sweep/threshold_sweep_results.json")).SelectMany(Look).ToList();
        Assert.Equal(6, found.Count);
        Assert.All(found, observation => Assert.InRange(observation.Numbers["undone_largest"], 0.7, 0.9));
    }

    [Fact]
    public void So_did_the_collapsed_probabilities_of_the_context()
    {
        Assert.Equal(0.672, Assert.Single(Logged.Subjects(Logged.Seed("001")).SelectMany(Look)).Numbers["undone_largest"], 5e-4);
    }
}
