using Assay.Testing;
using Assay.Tracking.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Results;

public sealed class TestOutputTests
{
    [Theory]
    [InlineData("=================== 8 failed, 25 passed in 1.2s ===================", 25, 8, 0, 1.2)]
    [InlineData("\u001b[31m\u001b[1m1 failed\u001b[0m, \u001b[32m2 passed\u001b[0m\u001b[31m in 0.12s\u001b[0m", 2, 1, 0, 0.12)]
    [InlineData("= 1 failed, 2 passed, 3 skipped, 1 deselected, 4 xfailed, 5 xpassed, 6 warnings, 2 errors in 75.30s (0:01:15) =", 7, 3, 7, 75.3)]
    [InlineData("3 passed in 0.01s", 3, 0, 0, 0.01)]
    [InlineData("1 passed, 1 warning in 0.50 seconds", 1, 0, 0, 0.5)]
    [InlineData("==== no tests ran in 0.02s ====", 0, 0, 0, 0.02)]
    [InlineData("1 error in 0.3s", 0, 1, 0, 0.3)]
    [InlineData("2 passed in 1.0s\nsomething\n1 failed in 0.5s", 2, 1, 0, 1.5)]
    public void Pytest_summaries(string text, int passed, int failed, int skipped, double seconds) =>
        Check(new TestCounts("pytest", passed, failed, skipped, seconds), text);

    [Theory]
    [InlineData("Passed!  - Failed:     0, Passed:     5, Skipped:     0, Total:     5, Duration: 77 ms - A.dll (net10.0)", 5, 0, 0, 0.077)]
    [InlineData("Failed!  - Failed:     1, Passed:     4, Skipped:     2, Total:     7, Duration: 1 m 3 s - A.dll (net10.0)\nPassed!  - Failed: 0, Passed: 5, Skipped: 0, Total: 5, Duration: 500 ms - B.dll (net10.0)", 9, 1, 2, 63.5)]
    [InlineData("Test summary: total: 5, failed: 1, succeeded: 3, skipped: 1, duration: 1.2s", 3, 1, 1, 1.2)]
    [InlineData("Passed!  - Failed: 0, Passed: 5, Skipped: 0, Total: 5, Duration: 1 s - A.dll\nTest summary: total: 5, failed: 0, succeeded: 5, skipped: 0, duration: 1.2s", 5, 0, 0, 1.2)]
    [InlineData("Test run summary: Failed! - bin/Debug/net10.0/a.dll (net10.0|x64)\n  total: 12\n  failed: 2\n  succeeded: 9\n  skipped: 1\n  duration: 1m 02s 250ms\n", 9, 2, 1, 62.25)]
    [InlineData("=== TEST EXECUTION SUMMARY ===\n   A.Tests  Total: 7, Errors: 1, Failed: 2, Skipped: 1, Not Run: 1, Time: 0.077s", 3, 3, 2, 0.077)]
    [InlineData("Test Run Failed.\nTotal tests: 5\n     Passed: 3\n     Failed: 1\n    Skipped: 1\n Total time: 2.5000 Seconds", 3, 1, 1, 2.5)]
    public void Dotnet_test_summaries(string text, int passed, int failed, int skipped, double seconds) =>
        Check(new TestCounts("dotnet test", passed, failed, skipped, seconds), text);

    [Theory]
    [InlineData("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s", 12, 0, 1, 0.03)]
    [InlineData("test result: \u001b[31mFAILED\u001b[0m. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.50s\n\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.25s", 4, 2, 0, 0.75)]
    [InlineData("test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out", 2, 0, 0, null)]
    public void Cargo_test_summaries(string text, int passed, int failed, int skipped, double? seconds) =>
        Check(new TestCounts("cargo test", passed, failed, skipped, seconds), text);

    [Fact]
    public void Several_tools_in_one_output_are_told_apart_and_can_be_added_up()
    {
        var counts = TestOutput.Recognize("3 passed in 1.0s\ntest result: ok. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.5s");
        Assert.Equal(["pytest", "cargo test"], counts.Select(count => count.Tool));
        Assert.Equal(new TestCounts("all", 5, 1, 0, 1.5), TestCounts.Sum("all", counts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("the first 3 passed in silence")]
    [InlineData("epoch 3 passed in 1.2s with loss 4")]
    [InlineData("test result: pending")]
    [InlineData("Passed: 5")]
    [InlineData("Total: 5, Failed: 0")]
    [InlineData("99999999999999 tests, 1 passed later in 3s")]
    public void Other_text_is_no_summary(string text) => Assert.Empty(TestOutput.Recognize(text));

    [Fact]
    public void Any_text_is_survived() =>
        Prop.ForAll<NonNull<string>>(text => TestOutput.Recognize("Total tests:" + text.Get + "\nTest run summary:\n" + text.Get + " in 3s").Count >= 0).Holds();

    [Fact]
    public void Counts_become_metrics_and_unknown_seconds_are_undefined() =>
        Assert.Equal(
            ["tests/passed=1", "tests/failed=2", "tests/skipped=3", "tests/seconds=undefined (pytest did not say how long the tests took)"],
            new TestCounts("pytest", 1, 2, 3, null).ToMetrics().Select(metric => $"{metric.Key}={metric.Value}"));

    private static void Check(TestCounts expected, string text)
    {
        var found = Assert.Single(TestOutput.Recognize("noise\n" + text + "\nmore noise"));
        Assert.Equal(expected with { Seconds = null }, found with { Seconds = null });
        Assert.Equal(expected.Seconds ?? -1, found.Seconds ?? -1, 9);
    }
}
