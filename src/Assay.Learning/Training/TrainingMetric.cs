namespace Assay.Learning.Training;

/// <summary>A number that says how good a model is on a data set, computed without dropout after each epoch.</summary>
/// <param name="Name">Its name without the data set's, e.g. <c>accuracy</c>.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Of">Computes it; null when it is undefined there, which is never better than a number.</param>
public sealed record TrainingMetric(string Name, MetricDirection Direction, TrainingMetric.Function Of)
{
    /// <summary>Computes a metric.</summary>
    /// <param name="predictions">Outputs and truths of a whole data set.</param>
    /// <returns>The value; null when it is undefined.</returns>
    public delegate double? Function(Predictions predictions);

    /// <summary>The share of samples, in [0, 1], whose largest score is that of their label; the first of equal scores counts.</summary>
    public static TrainingMetric Accuracy { get; } = new("accuracy", MetricDirection.Maximize, ShareOfHits);

    private static double? ShareOfHits(Predictions predictions)
    {
        if (predictions.Labels.IsEmpty)
            return null;
        var hits = 0;
        var width = predictions.Width;
        for (var row = 0; row < predictions.Count; row++)
        {
            var scores = predictions.Scores.Slice(row * width, width);
            var best = 0;
            for (var column = 1; column < width; column++)
            {
                if (scores[column] > scores[best])
                    best = column;
            }

            if (best == predictions.Labels[row])
                hits++;
        }

        return (double)hits / predictions.Count;
    }
}
