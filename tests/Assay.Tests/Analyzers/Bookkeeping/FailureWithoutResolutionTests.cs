using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class FailureWithoutResolutionTests : AnalyzerConformance
{
    private static readonly Run FailedRun = new() { Id = RunId.New(TimeProvider.System), Name = "train_6", Experiment = "sae", Status = RunStatus.Failed, Ended = Some.Time, ErrorLine = "out of memory" };

    protected override IAnalyzer Analyzer { get; } = new FailureWithoutResolution();

    protected override IEnumerable<Subject> Bad => [Books(FailedRun), Books(FailedRun with { Place = new PlanPlace("p") { Experiment = "LF-1" } })];

    protected override IEnumerable<Subject> Good =>
    [
        Books(FailedRun with { Resolution = "batch halved" }),
        Books(FailedRun with { SupersededWhy = "wrong labels" }),
        Books(FailedRun, new Run { Id = RunId.New(TimeProvider.System), Name = "again", Experiment = "sae", Status = RunStatus.Completed, RerunOf = FailedRun.Id }),
        Books(
            FailedRun with { Place = new PlanPlace("p") { Experiment = "LF-1", Seed = 0 } },
            new Run { Id = RunId.New(TimeProvider.System), Name = "again", Experiment = "sae", Status = RunStatus.Completed, Place = new PlanPlace("p") { Experiment = "LF-1", Seed = 0, Attempt = 2 } }),
    ];

    [Fact]
    public void The_run_itself_is_the_place_and_its_age_is_said()
    {
        var found = Only(Books(FailedRun));
        Assert.Equal(FailedRun.Id.Value, found.Place!.Id);
        Assert.Contains("failed 3 days ago (out of memory)", found.Message, StringComparison.Ordinal);
    }

    private static RecordsSubject Books(params Run[] runs) => new(Place.OfFile("store"))
    {
        Runs = [.. runs.Select(run => new RunRow(run, new Dictionary<string, MetricSummary>(), new Dictionary<string, Param>(), new Dictionary<string, string>()))],
        Now = Some.Time.AddDays(3.5),
    };

    [Fact]
    public void Four_failures_of_the_run_log_were_never_settled()
    {
        var found = Logged.Subjects(Logged.Seed("002")).SelectMany(Look).ToList();
        Assert.Equal(4, found.Count);
        Assert.StartsWith("'Run 4' failed", found[0].Message, StringComparison.Ordinal);
    }
}
