using Assay.Linting;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Linting;

public sealed class LintListenerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_linted_when_it_ends_and_keeps_its_findings()
    {
        var said = new List<string>();
        await using var store = await Store.OpenAsync(_folder.Path, new StoreOptions { Listeners = [new LintListener()], Said = said.Add });
        RunId id;
        await using (var run = await store.StartRunAsync("scan lines"))
        {
            id = run.Id;
            for (var epoch = 1; epoch <= 10; epoch++)
            {
                run.Log("train/accuracy", 0.4 + (0.05 * epoch), epoch);
                run.Log("valid/accuracy", 0.5 + (0.001 * epoch), epoch);
            }

            await run.CompleteAsync();
            await run.CompleteAsync();
        }

        var finding = Assert.Single(await store.Records.GetFindingsAsync(id));
        Assert.Equal(("AS102", "warning"), (finding.Rule, finding.Severity));
        Assert.Contains("\"gap\":", finding.Data!, StringComparison.Ordinal);
        Assert.Contains("AS102 warning: the train accuracy ends at 90.0%", Assert.Single(said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clean_run_has_no_findings()
    {
        await using var store = await Store.OpenAsync(_folder.Path, new StoreOptions { Listeners = [new LintListener()] });
        await using var run = await store.StartRunAsync("clean", new { lr = 0.1 });
        for (var epoch = 1; epoch <= 40; epoch++)
        {
            run.Log("train/loss", 0.3 + (1.5 / (epoch * epoch)), epoch);
            run.Log("valid/loss", 0.35 + (1.5 / (epoch * epoch)), epoch);
            run.Log("valid/accuracy", 0.9 - (0.5 / (epoch * epoch)), epoch);
        }

        await run.CompleteAsync();
        Assert.Empty(await store.Records.GetFindingsAsync(run.Id));
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_undo_the_end_of_the_run()
    {
        var said = new List<string>();
        await using var store = await Store.OpenAsync(_folder.Path, new StoreOptions { Listeners = [new Failing()], Said = said.Add });
        await using var run = await store.StartRunAsync("x");
        await run.CompleteAsync();
        Assert.Equal(RunStatus.Completed, (await store.Records.GetRunAsync(run.Id))!.Status);
        Assert.Equal("Failing failed: oops", Assert.Single(said));
    }

    [Fact]
    public async Task A_whole_store_is_gathered_once_by_kind_and_findings_change_only_where_they_differ()
    {
        await using var store = await Store.OpenAsync(_folder.Path);
        var time = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
        await store.Records.CreateRunsAsync(
        [
            Some.Draft() with { Status = RunStatus.Completed, Metrics = [Series("train/accuracy", 0.5, 0.95), Series("valid/accuracy", 0.5, 0.6)] },
            Some.Draft() with { Status = RunStatus.Failed, Place = new PlanPlace("p") { Experiment = "E-1" } },
        ]);
        var subjects = await StoreSubjects.GatherAsync(store.Records, null, null, time, TestContext.Current.CancellationToken);
        Assert.Equal(["RunSubject", "RunSubject", "EvidenceSubject", "RecordsSubject", "RecordsSubject"], subjects.Select(subject => subject.GetType().Name));
        var report = new Assay.Analyzers.LintEngine(Assay.Analyzers.AnalyzerCatalog.All).Lint(subjects, TestContext.Current.CancellationToken);
        Assert.Equal(["AS102", "AS601"], report.Findings.Select(finding => finding.Rule.Id));
        var changes = FindingRecords.Changes(subjects, report.Findings, [], time);
        Assert.Equal(2, changes.Count);
        await store.Records.SaveFindingsAsync(changes, TestContext.Current.CancellationToken);
        Assert.Empty(FindingRecords.Changes(subjects, report.Findings, await store.Records.GetFindingsAsync(), time));
    }

    [Fact]
    public async Task What_is_found_of_experiments_and_books_is_kept_when_the_whole_store_was_looked_at()
    {
        await using var store = await Store.OpenAsync(_folder.Path);
        var time = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
        var rule = Assay.Analyzers.AnalyzerCatalog.All[0].Rule;
        var place = new Assay.Analyzers.Place(Assay.Analyzers.PlaceKind.Records, "experiment spy");
        var finding = new Assay.Analyzers.Finding(rule, Assay.Analyzers.Severity.Warning, place, "one seed", "more seeds");
        Assert.Empty(FindingRecords.Changes([], [finding], [], time));
        await store.Records.SaveFindingsAsync(FindingRecords.Changes([], [finding], [], time, wholeStore: true), TestContext.Current.CancellationToken);
        var kept = Assert.Single(await store.Records.GetFindingsAsync());
        Assert.Equal(("experiment spy", "one seed", null, null), (kept.Subject, kept.Message, kept.Run, kept.Study));
        Assert.Empty(FindingRecords.Changes([], [finding], [kept], time, wholeStore: true));
        Assert.Empty(Assert.Single(FindingRecords.Changes([], [], [kept], time, wholeStore: true)).Findings);
    }

    private static MetricSeries Series(string key, params double[] values) => new(new MetricIdentity(key), [.. values.Select((value, i) => Some.Point(value, i))]);

    private sealed class Failing : IStoreListener
    {
        public Task<IReadOnlyList<string>> RunEndedAsync(IRunStore records, RunId run, CancellationToken cancellationToken) => throw new InvalidOperationException("oops");

        public Task<IReadOnlyList<string>> StudyGrewAsync(IRunStore records, string study, CancellationToken cancellationToken) => throw new InvalidOperationException("oops");
    }
}
