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
        new OverfittingGap(),
        new ValidLossRises(),
        new LossDiverges(),
        new BestFarFromLast(),
        new TrainMetricWithDropout(),
        new NothingLearned(),
        new StillImproving(),
        new OptimumOnBound(),
        new RepeatedConfigurations(),
        new BestNotSeparable(),
        new ConfoundedMeans(),
        new UntestedNeighbours(),
        new BestOfAnotherStudy(),
        new ForcedWinner(),
        new UnfinishedInStatistics(),
        new StandInValue(),
        new ReplicatesOfOneSeed(),
        new ParameterWithoutEffect(),
        new ReportedBestDiffers(),
        new SigmoidTwice(),
        new OverlapBetweenSplits(),
        new IdentitiesDiffer(),
        new FailureWithoutResolution(),
        new StatedStatusDiffers(),
    ];
}
