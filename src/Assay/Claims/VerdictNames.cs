namespace Assay.Claims;

/// <summary>Verdicts and grades as they are stored and shown.</summary>
public static class VerdictNames
{
    /// <summary>The stored name: lower case.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>E.g. <c>supported</c>.</returns>
    public static string Name(this Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>The grade in words.</summary>
    /// <param name="grade">The grade.</param>
    /// <returns>E.g. <c>too late</c>.</returns>
    public static string Name(this PredictionGrade grade) => grade == PredictionGrade.TooLate ? "too late" : grade.ToString().ToLowerInvariant();
}
