using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>What a threshold gives, with the counts that precision and recall imply.</summary>
internal static class Points
{
    /// <summary>The operating points of a subject that name how many rows are predicted positive.</summary>
    /// <param name="subject">The predictions; from scores with their truth only the point at 0.5 is computed.</param>
    public static IReadOnlyList<OperatingPoint> Of(PredictionsSubject subject)
    {
        if (subject.Points.Count > 0)
            return [.. subject.Points.Select(point => Counted(point, subject.Counts?.Positives))];
        return subject.Scores.Count > 0 && subject.Truth.Count == subject.Scores.Count && ScoreRange.Of(subject) is { IsInUnit: true } ? [At(subject, 0.5)] : [];
    }

    private static OperatingPoint At(PredictionsSubject subject, double threshold)
    {
        long right = 0, predicted = 0, positives = 0;
        for (var i = 0; i < subject.Scores.Count; i++)
        {
            positives += subject.Truth[i] ? 1 : 0;
            if (subject.Scores[i] < threshold)
                continue;
            predicted++;
            right += subject.Truth[i] ? 1 : 0;
        }

        return new OperatingPoint(threshold)
        {
            TruePositives = right,
            FalsePositives = predicted - right,
            Predicted = predicted,
            Precision = predicted > 0 ? (double)right / predicted : null,
            Recall = positives > 0 ? (double)right / positives : null,
        };
    }

    // Recall of P positives counts the right ones, and precision then counts the predicted.
    private static OperatingPoint Counted(OperatingPoint point, long? positives)
    {
        var predicted = point.Predicted ?? (point.TruePositives + point.FalsePositives);
        var right = point.TruePositives;
        if (right is null && positives is { } all && point.Recall is { } recall)
            right = (long)Math.Round(recall * all);
        if (right is null && predicted is { } count && point.Precision is { } precision)
            right = (long)Math.Round(precision * count);
        if (predicted is null && right is > 0 && point.Precision is > 0 and var share)
            predicted = (long)Math.Round(right.Value / share);
        return point with { TruePositives = right, Predicted = predicted };
    }
}
