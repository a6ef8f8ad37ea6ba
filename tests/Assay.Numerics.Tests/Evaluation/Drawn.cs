using FsCheck;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Evaluation;

/// <summary>Labels and scores for properties: few distinct scores, so that ties are usual, or many.</summary>
internal sealed record Drawn(double[] Scores, bool[] Labels)
{
    public static Arbitrary<Drawn> Arbitrary { get; } = Gen.Choose(1, 60)
        .SelectMany(count => Gen.Elements(2, 5, 1000)
            .SelectMany(steps => Gen.Choose(0, steps).ArrayOf(count)
                .SelectMany(scores => Gen.Elements(true, false).ArrayOf(count)
                    .Select(labels => new Drawn([.. scores.Select(score => (double)score / steps)], labels)))))
        .ToArbitrary();

    /// <summary>Larger: sorted by digits rather than by comparing.</summary>
    public static Arbitrary<Drawn> Many { get; } = Gen.Elements(7, 100_000)
        .SelectMany(steps => Gen.Choose(-steps, steps).ArrayOf(9000)
            .SelectMany(scores => Gen.Elements(true, false, false).ArrayOf(9000)
                .Select(labels => new Drawn([.. scores.Select(score => score / 64.0)], labels))))
        .ToArbitrary();

    public bool BothClasses => Labels.Contains(true) && Labels.Contains(false);
}
