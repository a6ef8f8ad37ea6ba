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
        new CollapsedRange(),
        new ThresholdDividesNothing(),
        new PrecisionOfFew(),
        new FixedThreshold(),
        new RankedByPrecision(),
        new Miscalibrated(),
        new ThresholdFromTest(),
        new NoProbabilities(),
        new OverlapBetweenSplits(),
        new LabelSchemaDiffers(),
        new ClassMissing(),
        new EffectiveBudget(),
        new ParameterBudget(),
        new IdentitiesDiffer(),
        new SingleSeed(),
        new IntervalHoldsZero(),
        new PairsAsSamples(),
        new ManyComparisons(),
        new LastBesideBest(),
        new UndefinedAsZero(),
        new ClaimAgainstItsData(),
        new ClaimsExclude(),
        new FailureWithoutResolution(),
        new StatedStatusDiffers(),
        new CompletedWithoutResults(),
        new SharedOutput(),
        new TotalsDiffer(),
        new OneActionTwice(),
        new RerunMissing(),
        new OptionWithoutEffect(),
        new SupersededInUse(),
        new MissingField(),
    ];
}
