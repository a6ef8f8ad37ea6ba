using Assay.Analyzers;
using Assay.Analyzers.Evidence;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Evidence;

public sealed class IntervalHoldsZeroTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new IntervalHoldsZero();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeRuns.Result("21", ("bootstrap_95_ci_for_improvement/low", -0.00246), ("bootstrap_95_ci_for_improvement/high", 0.00376)),
        SomeRuns.Result("a20", ("gain/ci_lower", -0.02), ("gain/ci_upper", 0.024), ("other/ci_lower", 0.01), ("other/ci_upper", 0.02)),
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeRuns.Result("20", ("ci95_low", 0.05482), ("ci95_high", 0.05921)),
        // A range is no interval.
        SomeRuns.Result("scores", ("predictions/low", -0.5), ("predictions/high", 0.5)),
        SomeRuns.Result("half", ("ci95_low", -0.1)),
    ];

    [Fact]
    public void No_comparison_of_the_logged_bootstrap_is_resolved()
    {
        var found = Assert.Single(Logged.Subjects(LoggedData.Find("financial/phase6c/statistical_validation_results.json")).SelectMany(Look));
        Assert.Equal(12, found.Numbers["open"]);
        Assert.Equal(12, found.Numbers["intervals"]);
    }

    [Fact]
    public void The_improvement_of_run_21_is_unresolved_and_the_difference_of_run_20_is_not()
    {
        var found = Logged.Subjects(Logged.Seed("002")).OfType<RunSubject>().Where(run => Look(run).Count > 0).Select(run => run.Tags["name"]);
        Assert.Equal(["Run 21"], found);
    }
}
