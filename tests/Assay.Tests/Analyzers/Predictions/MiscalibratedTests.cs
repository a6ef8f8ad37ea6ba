using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Foundation.Randomness;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Predictions;

public sealed class MiscalibratedTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new Miscalibrated();

    private static readonly double[] Probabilities = [.. Enumerable.Range(0, 400).Select(i => 0.02 + (0.96 * i / 399))];

    protected override IEnumerable<Subject> Bad =>
    [
        // Twice the odds that are true.
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = [.. Probabilities.Select(p => Math.Sqrt(p))], Truth = Drawn(Probabilities, 1) },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = Probabilities, Truth = Drawn(Probabilities, 1) },
        new PredictionsSubject(Place.OfFile("few.npz")) { Scores = [0.9, 0.9], Truth = [false, false] },
    ];

    [Fact]
    public void Calibrated_probabilities_are_rarely_blamed()
    {
        var blamed = Enumerable.Range(0, 60).Count(seed => Look(new PredictionsSubject(Place.OfFile("scores.npz")) { Scores = Probabilities, Truth = Drawn(Probabilities, (ulong)seed + 10) }).Count > 0);
        // One in a hundred is meant; four of sixty would be so rare that it is a mistake.
        Assert.True(blamed < 4, $"{blamed} of 60 calibrated sets are called miscalibrated.");
    }

    private static bool[] Drawn(double[] probabilities, ulong seed) => [.. probabilities.Select((p, i) => new Seed(seed).Uniform((ulong)i) < p)];
}
