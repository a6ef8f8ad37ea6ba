using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class SigmoidTwiceTests : AnalyzerConformance
{
    private static readonly double[] _probabilities = [.. Enumerable.Range(1, 99).Select(i => i / 100.0)];

    protected override IAnalyzer Analyzer { get; } = new SigmoidTwice();

    protected override IEnumerable<Subject> Bad =>
    [
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [.. _probabilities.Select(p => 1 / (1 + Math.Exp(-p)))] },
        // Only the range was written down.
        new PredictionsSubject(Place.OfFile("results.json")) { Smallest = 0.505, Largest = 0.662, Counts = (422, 76) },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = _probabilities },
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
}
