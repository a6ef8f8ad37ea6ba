using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>Reads of a run's results what they say of its predictions: range, counts, and the point at the usual threshold.</summary>
internal static class PredictionFacts
{
    private const double UsualThreshold = 0.5;

    /// <summary>The predictions that a run's metrics speak of.</summary>
    /// <param name="run">The run, or a file of results.</param>
    /// <returns>The subject; null when they say neither a range nor a precision with counts.</returns>
    public static PredictionsSubject? Of(RunSubject run)
    {
        var low = Fact.Number(run, "pred_min", "predictions.low", "probability_range.low", "val_pred_range.low");
        var high = Fact.Number(run, "pred_max", "predictions.high", "probability_range.high", "val_pred_range.high");
        var rows = Fact.Number(run, "n_samples", "n_predictions");
        var share = Fact.Number(run, "class_balance", "positive_rate");
        var precision = Precision(run);
        if (low is null && high is null && (precision is null || rows is null))
            return null;
        long? positives = rows is { } count && share is { } rate ? (long)Math.Round(count * rate) : null;
        var predicted = Fact.Number(run, "n_positive_preds");
        var point = new OperatingPoint(UsualThreshold)
        {
            Precision = precision,
            Recall = Fact.Number(run, "val_metrics.recall", "val_recall", "valid.recall", "at_threshold_0.5.recall", "recall"),
            Predicted = predicted is { } above ? (long)above : null,
        };
        return new PredictionsSubject(run.Place)
        {
            Smallest = low,
            Largest = high,
            Counts = rows is { } all && positives is { } some ? ((long)all, some) : null,
            Points = precision is null && predicted is null ? [] : [point],
            ReportedAuc = Auc(run),
        };
    }

    /// <summary>A run's precision; null when it has none.</summary>
    public static double? Precision(RunSubject run) => Fact.Number(run, "val_metrics.precision", "val_precision", "valid.precision", "at_threshold_0.5.precision", "precision");

    /// <summary>A run's area under the ROC curve; null when it has none.</summary>
    public static double? Auc(RunSubject run) => Fact.Number(run, "val_metrics.auc", "val_auc", "valid.auc", "valid.auroc", "auc", "auroc");
}
