using Assay.Analyzers.Subjects;

namespace Assay.Analyzers.Predictions;

/// <summary>The smallest and the largest score.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Rows">How many scores there are; null when nobody said.</param>
internal readonly record struct ScoreRange(double Low, double High, long? Rows)
{
    /// <summary>σ(1), and room for scores kept as single precision.</summary>
    private static readonly double TwiceHighest = (1 / (1 + Math.Exp(-1))) + 1e-6;

    /// <summary>Whether all scores may be probabilities.</summary>
    public bool IsInUnit => Low >= 0 && High <= 1;

    /// <summary>Whether all scores lie where a sigmoid puts probabilities, [σ(0), σ(1)], and are not all equal.</summary>
    public bool IsSigmoidOfUnit => Low >= 0.5 && High <= TwiceHighest && Low < High;

    /// <summary>The range of a subject.</summary>
    /// <param name="subject">The scores, or what was said of them.</param>
    /// <returns>The range; null when it is not known or not finite.</returns>
    public static ScoreRange? Of(PredictionsSubject subject)
    {
        var rows = subject.Scores.Count > 0 ? subject.Scores.Count : subject.Counts?.Rows;
        var low = subject.Scores.Count > 0 ? subject.Scores.Min() : subject.Smallest;
        var high = subject.Scores.Count > 0 ? subject.Scores.Max() : subject.Largest;
        return low is { } first && high is { } last && double.IsFinite(first) && double.IsFinite(last) && first <= last ? new ScoreRange(first, last, rows) : null;
    }

    /// <summary>Whose scores they are, for messages: <c>of 'F1' </c>, or nothing.</summary>
    public static string Whose(PredictionsSubject subject) => subject.Label is { } label ? $"of '{label}' " : "";
}
