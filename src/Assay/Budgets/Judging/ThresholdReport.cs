using System.Text.Json;
using Assay.Evaluation;
using Assay.Evaluation.Thresholds;

namespace Assay.Budgets.Judging;

/// <summary>Thresholds that were tuned on one file of predictions and reported on another.</summary>
/// <param name="TunedOn">Where they were tuned.</param>
/// <param name="ReportedOn">Where they were applied.</param>
/// <param name="Usual">The threshold they are compared with.</param>
/// <param name="Labels">Each label, in the order of the file they were tuned on.</param>
public sealed record ThresholdReport(Predictions TunedOn, Predictions ReportedOn, double Usual, IReadOnlyList<LabelThreshold> Labels)
{
    /// <summary>Whether the numbers measure the choice itself: both files have the same content, or say they are the same split.</summary>
    public bool IsOptimistic => TunedOn.Digest == ReportedOn.Digest || TunedOn.SplitName == ReportedOn.SplitName;

    /// <summary>Tunes and reports.</summary>
    /// <param name="tune">Predictions to tune on.</param>
    /// <param name="report">Predictions to report on, of the same labels.</param>
    /// <param name="goal">What is best.</param>
    /// <param name="usual">The threshold to compare with.</param>
    /// <param name="candidates">The only thresholds that are considered; every score when null.</param>
    /// <param name="allowTest">Whether thresholds may be tuned on a test split.</param>
    /// <returns>The report.</returns>
    /// <exception cref="AssayException">The predictions are not of labels, or not of the same; or a test split is tuned on.</exception>
    public static ThresholdReport Of(Predictions tune, Predictions report, ThresholdGoal goal, double usual = 0.5, IReadOnlyList<double>? candidates = null, bool allowTest = false)
    {
        ArgumentNullException.ThrowIfNull(tune);
        ArgumentNullException.ThrowIfNull(report);
        RequireLabels(tune);
        RequireLabels(report);
        RequireSameNames(tune, report);
        if (tune.SplitName.IsTest && !allowTest)
            throw new AssayException($"{tune.Path}: split '{tune.SplitName}' is a test split by its name, and thresholds that are tuned on it measure themselves there. Tune on a validation split, say --split <name> if it is none, or --allow-test to do it nevertheless.");
        var labels = tune.Names.Select((name, label) =>
        {
            var ranking = tune.RankingOf(label);
            var tuned = ThresholdTuning.Tune(ranking, goal, tune.SplitName, candidates, allowTest);
            var other = report.RankingOf(report.Names.Count == 1 ? 0 : report.Names.ToList().IndexOf(name));
            return new LabelThreshold(name, tuned, other.At(usual), tuned.Threshold.ValueOrNull is { } threshold ? other.At(threshold) : null, Floors.F1(other.Positives, other.Count), OperatingPoints.HighestPrecision(ranking));
        });
        return new ThresholdReport(tune, report, usual, [.. labels]);
    }

    /// <summary>The thresholds as a file for other programs.</summary>
    /// <returns>JSON.</returns>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            schema = "assay/thresholds/1",
            goal = Labels[0].Tuned.Goal.ToString(),
            tuned_on = new { path = Path.GetFileName(TunedOn.Path), digest = TunedOn.Digest, split = TunedOn.SplitName.Name, is_test = TunedOn.SplitName.IsTest },
            thresholds = Labels.ToDictionary(label => label.Label, label => label.Tuned.Threshold.ValueOrNull, StringComparer.Ordinal),
        },
        IndentedJson) + "\n";

    internal static JsonSerializerOptions IndentedJson { get; } = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void RequireLabels(Predictions predictions)
    {
        if (predictions.Task is not (PredictionTask.Binary or PredictionTask.MultiLabel))
            throw new AssayException($"{predictions.Path}: it predicts {(predictions.Task == PredictionTask.MultiClass ? "one class of several" : "a number")}; labels that are yes or no are expected.");
    }

    // One label may be called otherwise in each file; several are matched by name.
    internal static void RequireSameNames(Predictions first, Predictions second)
    {
        if (first.Names.Count != second.Names.Count || (first.Names.Count > 1 && first.Names.Except(second.Names, StringComparer.Ordinal).Any()))
            throw new AssayException($"{first.Path} and {second.Path} predict different labels ({Foundation.Text.NearWord.List([.. first.Names])}; {Foundation.Text.NearWord.List([.. second.Names])}).");
    }
}
