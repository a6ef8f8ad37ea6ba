namespace Assay.Tracking.Results;

/// <summary>How many tests passed, failed and were skipped.</summary>
/// <param name="Tool">Who counted: <c>pytest</c>, <c>dotnet test</c>, <c>cargo test</c>, <c>junit</c> or <c>trx</c>.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failed">Tests that failed, errors included.</param>
/// <param name="Skipped">Tests that were skipped or ignored, expected failures included.</param>
/// <param name="Seconds">How long they took in seconds; <see langword="null"/> when the tool did not say.</param>
internal sealed record TestCounts(string Tool, int Passed, int Failed, int Skipped, double? Seconds)
{
    /// <summary>The counts as the metrics <c>tests/passed</c>, <c>tests/failed</c>, <c>tests/skipped</c> and <c>tests/seconds</c>.</summary>
    /// <returns>Four metrics; seconds that are not known are undefined.</returns>
    public IReadOnlyList<ResultMetric> ToMetrics() =>
    [
        new("tests/passed", Passed, 0),
        new("tests/failed", Failed, 0),
        new("tests/skipped", Skipped, 0),
        new("tests/seconds", Seconds ?? MetricValue.Undefined($"{Tool} did not say how long the tests took"), 0),
    ];

    /// <summary>Adds the counts of several tools or projects up.</summary>
    /// <param name="tool">The name of the sum.</param>
    /// <param name="counts">What is added.</param>
    /// <returns>The sum, seconds of those that have them; <see langword="null"/> when there is nothing to add.</returns>
    public static TestCounts? Sum(string tool, IEnumerable<TestCounts> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        TestCounts? sum = null;
        foreach (var one in counts)
        {
            sum = sum is null
                ? one with { Tool = tool }
                : new TestCounts(tool, Plus(sum.Passed, one.Passed), Plus(sum.Failed, one.Failed), Plus(sum.Skipped, one.Skipped), sum.Seconds is null ? one.Seconds : sum.Seconds + (one.Seconds ?? 0));
        }

        return sum;
    }

    // The numbers come from text that anyone may have printed: a sum stops at the largest number.
    private static int Plus(int left, int right) => (int)Math.Min((long)left + right, int.MaxValue);
}
