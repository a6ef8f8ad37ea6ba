using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Curves;
using Assay.Analyzers.Data;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Studies;

namespace Assay.Analyzers;

/// <summary>The analyzers that come with Assay, by id. A program adds its own by handing both to <see cref="LintEngine"/>.</summary>
public static class AnalyzerCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IAnalyzer> All { get; } =
    [
        new StuckAtConstantPredictor(),
        new OptimumOnBound(),
        new SigmoidTwice(),
        new OverlapBetweenSplits(),
        new IdentitiesDiffer(),
        new FailureWithoutResolution(),
        new StatedStatusDiffers(),
    ];
}
