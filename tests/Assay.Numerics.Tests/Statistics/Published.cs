using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

/// <summary>Means over 15 seeds of a published scaling study: two label sources of CT findings, by number of training cases.</summary>
internal static class Published
{
    public static CurvePoint[] ManualAuprc { get; } = Curve([20, 50, 100, 250, 500, 800, 1191], [.4853, .4970, .5324, .5987, .5994, .6494, .6716]);

    public static CurvePoint[] ManualAuroc { get; } = Curve([20, 50, 100, 250, 500, 800, 1191], [.6458, .6768, .6989, .7430, .7474, .7775, .7903]);

    public static CurvePoint[] ManualF1 { get; } = Curve([20, 50, 100, 250, 500, 800, 1191], [.3527, .4736, .5250, .5900, .5919, .6143, .6280]);

    public static CurvePoint[] LanguageModelAuprc { get; } = Curve(
        [20, 50, 100, 250, 500, 800, 1191, 2000, 5000, 10000, 20000, 46438], [.4983, .4982, .5087, .5181, .5210, .5389, .5449, .5496, .5545, .5638, .5676, .5669]);

    public static CurvePoint[] LanguageModelAuroc { get; } = Curve(
        [20, 50, 100, 250, 500, 800, 1191, 2000, 5000, 10000, 20000, 46438], [.6586, .6576, .6710, .6768, .6822, .6943, .7006, .7080, .7117, .7180, .7194, .7174]);

    public static CurvePoint[] LanguageModelF1 { get; } = Curve(
        [20, 50, 100, 250, 500, 800, 1191, 2000, 5000, 10000, 20000, 46438], [.4664, .5021, .5074, .5179, .5248, .5506, .5511, .5525, .5634, .5666, .5653, .5746]);

    private static CurvePoint[] Curve(double[] budgets, double[] values) => [.. budgets.Zip(values, (budget, value) => new CurvePoint(budget, value))];
}
