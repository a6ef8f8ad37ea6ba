namespace Assay.Statistics;

/// <summary>Two levels of a factor compared only where everything else is equal.</summary>
/// <param name="Factor">The factor.</param>
/// <param name="First">The first level.</param>
/// <param name="Second">The second level.</param>
/// <param name="Contexts">Combinations of the other factors' levels in which both occur. 0: the data say nothing of this factor alone.</param>
/// <param name="FirstRows">Rows of the first level in those contexts.</param>
/// <param name="SecondRows">Rows of the second level in them.</param>
/// <param name="Differences">Per context, mean of the first less mean of the second.</param>
/// <param name="Test">Student's test of the differences, undefined below two contexts.</param>
public sealed record MatchedComparison(string Factor, string First, string Second, int Contexts, int FirstRows, int SecondRows, IReadOnlyList<double> Differences, TestResult Test);
