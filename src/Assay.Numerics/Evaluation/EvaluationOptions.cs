namespace Assay.Evaluation;

/// <summary>How scores are judged.</summary>
public sealed record EvaluationOptions
{
    /// <summary>The usual way: threshold 0.5, probabilities, 10 bins.</summary>
    public static EvaluationOptions Usual { get; } = new();

    /// <summary>A sample that scores at least this much is called positive; 0.5 by default.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Thresholds of several labels, one each; null, the default, when <see cref="Threshold"/> is that of all.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }

    /// <summary>Whether the scores are probabilities, true by default. When not, log loss, Brier score and calibration errors are undefined.</summary>
    public bool AreProbabilities { get; init; } = true;

    /// <summary>Bins of one width for the calibration errors, 10 by default.</summary>
    public int Bins { get; init; } = ReliabilityCurve.UsualBins;

    /// <summary>Whether micro averages of ranked measures are worked out, true by default; they need all cells sorted as one list.</summary>
    public bool MicroRanking { get; init; } = true;

    /// <summary>Threads at most, 0, the default, for one a processor. No result depends on it.</summary>
    public int Parallelism { get; init; }
}
