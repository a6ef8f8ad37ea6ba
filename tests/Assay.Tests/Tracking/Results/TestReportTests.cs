using Assay.Tracking.Results;

namespace Assay.Tests.Tracking.Results;

public sealed class TestReportTests
{
    [Fact]
    public void Junit_cases_are_counted_and_the_outermost_time_is_taken() =>
        Assert.Equal("tests/passed=2; tests/failed=2; tests/skipped=1; tests/seconds=1.75", Reading.Of(ResultFormat.JUnit, Fixture("junit-nested.xml")).Text());

    [Fact]
    public void A_junit_report_without_cases_is_believed_on_its_totals() =>
        Assert.Equal(
            "tests/passed=10; tests/failed=3; tests/skipped=2; tests/seconds=undefined (junit did not say how long the tests took)",
            Reading.Of(ResultFormat.JUnit, """<testsuites><testsuite tests="10" failures="1" errors="1" skipped="1"/><testsuite tests="5" failures="1" disabled="1"/></testsuites>""").Text());

    [Fact]
    public void Trx_counters_give_the_counts_and_what_they_forget_is_skipped() =>
        Assert.Equal("tests/passed=1; tests/failed=1; tests/skipped=1; tests/seconds=2.5", Reading.Of(ResultFormat.Trx, Fixture("vstest.trx")).Text());

    [Fact]
    public void A_trx_without_counters_is_counted_result_by_result() =>
        Assert.Equal(
            "tests/passed=1; tests/failed=1; tests/skipped=1; tests/seconds=2.5",
            Reading.Of(ResultFormat.Trx, System.Text.RegularExpressions.Regex.Replace(Fixture("vstest.trx"), "<Counters[^>]*>", "")).Text());

    [Fact]
    public void A_map_renames_and_an_unknown_count_is_a_problem()
    {
        var reading = Reading.Of(ResultFormat.Trx, Fixture("vstest.trx"), Reading.Map(("unit_ok", "passed"), ("unit_bad", "tests/failed"), ("x", "flaky")));
        Assert.Equal("unit_ok=1; unit_bad=1", reading.Text());
        Assert.Contains("has no 'flaky'", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ResultFormat.JUnit, "<testsuite><testcase name='a'>", "not a readable XML report")]
    [InlineData(ResultFormat.JUnit, "<html/>", "root element is <html>")]
    [InlineData(ResultFormat.Trx, "<testsuite/>", "root element is <testsuite>")]
    [InlineData(ResultFormat.Trx, "<TestRun/>", "neither counters nor results")]
    [InlineData(ResultFormat.JUnit, "<!DOCTYPE t [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><testsuite>&b;</testsuite>", "DTD")]
    [InlineData(ResultFormat.Trx, "", "not a readable XML report")]
    public void A_torn_foreign_or_dangerous_report_is_refused_in_a_sentence(ResultFormat format, string content, string sentence)
    {
        var reading = Reading.Of(format, content);
        Assert.Contains(sentence, Assert.Single(reading.Problems), StringComparison.Ordinal);
        Assert.False(reading.HasResult);
    }

    private static string Fixture(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "Results", name));
}
