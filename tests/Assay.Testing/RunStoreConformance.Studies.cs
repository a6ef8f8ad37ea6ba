using System.Globalization;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Xunit;

namespace Assay.Testing;

/// <content>Studies, trials, findings, and the columns that many runs are looked at with.</content>
public abstract partial class RunStoreConformance
{
    private const string StudyId = "019b7a0000007000800000000000f001";

    [Fact]
    public async Task A_study_is_read_as_it_was_saved_and_its_trials_are_runs()
    {
        var store = await StoreAsync();
        var study = new StoredStudy(StudyId, "hpo", "spy", Direction.Minimize, "valid/loss", """{"space":[]}""", Some.Time) { IdempotencyKey = "k" };
        Assert.Equal(study, await store.SaveStudyAsync(study));
        var completed = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Completed, Started = Some.Time, Ended = Some.Time.AddSeconds(3) });
        var failed = await store.CreateRunAsync(Some.Draft() with { Status = RunStatus.Failed });
        await store.SaveTrialsAsync(StudyId, [new StoredTrial(1, failed.Id, "{}") { Value = MetricValue.Undefined("crashed") }, new StoredTrial(0, completed.Id, """{"a":1}""") { Value = double.NegativeInfinity }]);

        var trials = await store.GetTrialsAsync(StudyId);
        Assert.Equal(new StoredTrial(0, completed.Id, """{"a":1}""") { Value = double.NegativeInfinity, Status = RunStatus.Completed, Duration = TimeSpan.FromSeconds(3) }, trials[0]);
        Assert.Equal((1, RunStatus.Failed, "crashed"), (trials[1].Number, trials[1].Status, trials[1].Value!.Value.Reason));
        Assert.Equal(2, Assert.Single(await store.GetStudiesAsync()).TrialCount);
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task A_study_is_found_by_its_id_its_digits_its_name_and_its_key()
    {
        var store = await StoreAsync();
        var study = await store.SaveStudyAsync(new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time) { IdempotencyKey = "k" });
        foreach (var reference in new[] { StudyId, StudyId.ToUpperInvariant(), "f001", "019b7a", "hpo" })
            Assert.Equal(study, Assert.Single(await store.GetStudiesAsync(reference)));
        Assert.Empty(await store.GetStudiesAsync("001"));
        // The key stands for the study: another id under it is the same one, changed.
        var again = await store.SaveStudyAsync(study with { Id = "019b7a0000007000800000000000f002", Name = "hpo 2" });
        Assert.Equal((StudyId, "hpo 2"), (again.Id, again.Name));
        Assert.Single(await store.GetStudiesAsync());
    }

    [Fact]
    public async Task A_trial_is_replaced_by_its_number_and_a_run_is_one_trial_only()
    {
        var store = await StoreAsync();
        await store.SaveStudyAsync(new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time));
        var run = await store.CreateRunAsync();
        await store.SaveTrialsAsync(StudyId, [new StoredTrial(0, run.Id, "{}")]);
        await store.SaveTrialsAsync(StudyId, [new StoredTrial(0, run.Id, "{}") { Value = 0.7 }]);
        Assert.Equal(0.7, Assert.Single(await store.GetTrialsAsync(StudyId)).Value!.Value.Number);
        await Assert.ThrowsAnyAsync<StoreException>(() => store.SaveTrialsAsync(StudyId, [new StoredTrial(1, run.Id, "{}")]));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.SaveTrialsAsync("019b7a0000007000800000000000f00f", [new StoredTrial(0, run.Id, "{}")]));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.SaveStudyAsync(new StoredStudy("hpo", "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time)));
        await store.WriteAsync(new WriteBatch([new SetDeleted(run.Id, true)]));
        Assert.Empty(await store.GetTrialsAsync(StudyId));
    }

    [Fact]
    public async Task A_trial_is_asked_for_with_its_number_its_run_and_its_lease()
    {
        var store = await StoreAsync();
        await store.SaveStudyAsync(new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time));
        var draft = new RunDraft("spy") { Kind = RunKind.Program, Status = RunStatus.Running, Params = [new Param("lr", "0.1")] };
        var ask = new TrialAsk(StudyId, draft, """{"a":0}""") { Owner = new LeaseOwner("lab", "boot", 7, "start"), Number = 0 };
        var first = await store.AskTrialAsync(ask);
        Assert.Equal(0, first.Number);
        Assert.Equal(first.Lease, (await store.GetRunAsync(first.Run!.Value))!.Lease);
        // The number is taken, and nothing is made for it.
        Assert.Equal(new TrialGrant(1, null, null), await store.AskTrialAsync(ask));
        Assert.Equal(new TrialGrant(1, null, null), await store.AskTrialAsync(ask with { Number = null, Limit = 1 }));
        Assert.Single((await store.SearchAsync(new RunSearch())).Items);
        var waiting = await store.AskTrialAsync(ask with { Number = null, Owner = null, Draft = draft with { Status = RunStatus.Planned } });
        Assert.Equal((1, null), (waiting.Number, waiting.Lease));
        Assert.Equal([RunStatus.Running, RunStatus.Planned], (await store.GetTrialsAsync(StudyId)).Select(trial => trial.Status));
        await Assert.ThrowsAnyAsync<StoreException>(() => store.AskTrialAsync(ask with { Study = "019b7a0000007000800000000000f00f" }));
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public async Task What_came_out_of_a_trial_is_written_with_the_end_of_its_run_under_its_lease()
    {
        var store = await StoreAsync();
        await store.SaveStudyAsync(new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time));
        var ask = new TrialAsk(StudyId, new RunDraft("spy") { Status = RunStatus.Running }, "{}") { Owner = new LeaseOwner("lab", "boot", 7, "start") };
        var trial = await store.AskTrialAsync(ask);
        var run = trial.Run!.Value;
        await store.WriteAsync(new WriteBatch([new SetTrial(run, """{"b":1}""", 0.7), new SetStatus(run, RunStatus.Completed, "ann")], trial.Lease));
        Assert.Equal(
            (0.7, """{"b":1}""", RunStatus.Completed),
            (await store.GetTrialsAsync(StudyId)) is [var told] ? (told.Value!.Value.Number, told.Document, told.Status) : default);
        // The lease ended with the run: who still believes to hold it changes nothing.
        await Assert.ThrowsAsync<LeaseLostException>(() => store.WriteAsync(new WriteBatch([new SetTrial(run, "{}", 0.9)], trial.Lease)));
        Assert.Equal(0.7, Assert.Single(await store.GetTrialsAsync(StudyId)).Value!.Value.Number);
        var other = await store.CreateRunAsync();
        await Assert.ThrowsAnyAsync<StoreException>(() => store.WriteAsync(new WriteBatch([new SetTrial(other.Id, "{}")])));
    }

    [Fact]
    public async Task Changes_of_a_study_are_read_from_where_they_were_read_last()
    {
        var store = await StoreAsync();
        await store.SaveStudyAsync(new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time));
        Assert.Equal((0, 0), await store.GetTrialChangesAsync(StudyId, -1) is var none ? (none.Revision, none.Trials.Count) : default);
        var ask = new TrialAsk(StudyId, new RunDraft("spy") { Status = RunStatus.Planned }, "{}");
        var (first, second) = (await store.AskTrialAsync(ask), await store.AskTrialAsync(ask));
        var all = await store.GetTrialChangesAsync(StudyId, -1);
        Assert.Equal([0, 1], all.Trials.Select(trial => trial.Number));
        Assert.Equal(await store.GetTrialsAsync(StudyId), all.Trials);
        Assert.Empty((await store.GetTrialChangesAsync(StudyId, all.Revision)).Trials);

        // A status that others moved, a trial that was told of, and one that was claimed are changes; another study's are not.
        await store.WriteAsync(new WriteBatch([new SetStatus(second.Run!.Value, RunStatus.Cancelled, "ann")]));
        var moved = await store.GetTrialChangesAsync(StudyId, all.Revision);
        Assert.Equal((1, RunStatus.Cancelled), Assert.Single(moved.Trials) is var one ? (one.Number, one.Status) : default);
        await store.TryClaimAsync(first.Run!.Value, new LeaseOwner("lab", "boot", 7, "start"), TimeSpan.FromMinutes(1), "ann");
        var claimed = await store.GetTrialChangesAsync(StudyId, moved.Revision);
        Assert.Equal(RunStatus.Queued, Assert.Single(claimed.Trials).Status);
        await store.CreateRunAsync();
        Assert.Equal(claimed.Revision, (await store.GetTrialChangesAsync(StudyId, claimed.Revision)).Revision);
        await Assert.ThrowsAnyAsync<StoreException>(() => store.GetTrialChangesAsync("019b7a0000007000800000000000f00f", -1));
    }

    [Fact]
    public async Task A_study_that_is_there_is_not_added_again()
    {
        var store = await StoreAsync();
        var study = new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time) { IdempotencyKey = "live/hpo" };
        Assert.Equal(study, await store.AddStudyAsync(study));
        Assert.Equal(study, await store.AddStudyAsync(study with { Id = "019b7a0000007000800000000000f002", Document = """{"other":1}""" }));
        Assert.Single(await store.GetStudiesAsync());
    }

    [Fact]
    public async Task A_study_is_changed_only_by_who_knows_it_as_it_is()
    {
        var store = await StoreAsync();
        await store.SaveStudyAsync(new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", """{"space":1}""", Some.Time));
        Assert.True(await store.TryChangeStudyAsync(StudyId, """{"space":1}""", """{"space":2}"""));
        Assert.False(await store.TryChangeStudyAsync(StudyId, """{"space":1}""", """{"space":3}"""));
        Assert.Equal("""{"space":2}""", (await store.GetTrialChangesAsync(StudyId, -1)).Document);
    }

    [Fact]
    public async Task Findings_take_the_place_of_those_of_the_same_subject()
    {
        var store = await StoreAsync();
        var (first, second) = (await store.CreateRunAsync(), await store.CreateRunAsync());
        await store.SaveStudyAsync(new StoredStudy(StudyId, "hpo", "spy", Direction.Maximize, "auc", "{}", Some.Time));
        var finding = new StoredFinding("AS101", "error", "run x", "36 %", Some.Time) { Remedy = "mend it", Data = """{"floor":0.36}""", Suppressed = "known" };
        await store.SaveFindingsAsync([new FindingSet(first.Id, null, [finding, finding with { Rule = "AS102" }]), new FindingSet(second.Id, null, [finding]), new FindingSet(null, StudyId, [finding])]);
        Assert.Equal([finding with { Run = second.Id }], await store.GetFindingsAsync(second.Id));
        Assert.Equal([finding with { Study = StudyId }], await store.GetFindingsAsync(null, StudyId));
        await store.SaveFindingsAsync([new FindingSet(first.Id, null, [finding with { Message = "37 %" }]), new FindingSet(null, StudyId, [])]);
        Assert.Equal("37 %", Assert.Single(await store.GetFindingsAsync(first.Id)).Message);
        Assert.Equal(2, (await store.GetFindingsAsync()).Count);
    }

    [Fact]
    public async Task Curves_and_files_come_with_a_search_when_asked_for()
    {
        var store = await StoreAsync();
        var loss = new MetricIdentity("loss") { Split = "valid", Direction = Direction.Minimize };
        var run = await store.CreateRunAsync(Some.Draft() with
        {
            Metrics =
            [
                new MetricSeries(loss, [Some.Point(0.9, 1), Some.Point(double.NaN, 2), new MetricPoint(3, Some.Time, MetricValue.Undefined("skipped")), Some.Point(0.5, 4)]),
                new MetricSeries(new MetricIdentity("auc"), [Some.Point(0.7)]),
            ],
        });
        await store.CreateRunAsync();
        await store.WriteAsync(new WriteBatch([new UseDataset(run.Id, new Dataset("spy", new string('1', 64), "train", 12)), new AddArtifact(run.Id, new Artifact("m.bin", 3, new string('2', 64), true))]));

        var rows = (await store.SearchAsync(new RunSearch { Columns = RunColumns.None with { Curves = true, Files = true } })).Items;
        var curve = Assert.Single(rows[1].Curves!);
        Assert.Equal(loss, curve.Identity);
        Assert.Equal([1, 2, 3, 4], curve.Steps);
        Assert.Equal([0.9, double.NaN, double.NaN, 0.5], curve.Values);
        Assert.Equal(await store.GetDatasetsAsync(run.Id), rows[1].Datasets!);
        Assert.Equal(await store.GetArtifactsAsync(run.Id), rows[1].Artifacts!);
        Assert.True(rows[0].Curves is [] && rows[0].Datasets is [] && rows[0].Artifacts is []);
        Assert.Null((await store.SearchAsync(new RunSearch())).Items[0].Curves);
    }

    [Fact]
    public async Task Every_series_of_a_key_comes_with_a_search_when_asked_for()
    {
        var store = await StoreAsync();
        var run = await store.CreateRunAsync(Some.Draft() with
        {
            Metrics =
            [
                new MetricSeries(new MetricIdentity("auc") { Split = "valid" }, [Some.Point(0.7, 1), Some.Point(0.8, 2)]),
                new MetricSeries(new MetricIdentity("auc") { Split = "test" }, [Some.Point(0.6)]),
                new MetricSeries(new MetricIdentity("loss"), [Some.Point(0.5)]),
            ],
        });
        await store.CreateRunAsync();
        var all = await store.GetMetricsAsync(run.Id);
        Assert.Equal(3, all.Count);
        var rows = (await store.SearchAsync(new RunSearch { Columns = RunColumns.None with { Series = ["auc"] } })).Items;
        Assert.Equal(all.Where(summary => summary.Identity.Key == "auc"), rows[1].Series!);
        Assert.Empty(rows[0].Series!);
        Assert.Equal(all, (await store.SearchAsync(new RunSearch { Columns = RunColumns.None with { Series = null } })).Items[1].Series!);
        Assert.Null((await store.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items[1].Series);
    }

    [Fact]
    public async Task A_page_is_the_same_on_several_threads()
    {
        var store = await StoreAsync();
        const int Runs = 1300; // more than two chunks, the last one shorter
        await store.CreateRunsAsync([.. Enumerable.Range(0, Runs).Select(number => Some.Draft() with
        {
            Params = [new Param("number", number.ToString(CultureInfo.InvariantCulture))],
            Metrics = [new MetricSeries(new MetricIdentity("loss"), [Some.Point(number, 1), Some.Point(0, 2)])],
        })]);
        var search = new RunSearch { Columns = RunColumns.All with { Curves = true, Details = true, Files = true } };
        var (alone, together) = ((await store.SearchAsync(search)).Items, (await store.SearchAsync(search with { Parallelism = 3 })).Items);
        Assert.Equal(Runs, together.Count);
        Assert.Equal(alone.Select(row => row.Run), together.Select(row => row.Run));
        Assert.Equal(alone.Select(row => row.Params["number"]), together.Select(row => row.Params["number"]));
        Assert.Equal(alone.Select(row => row.Curves![0].Values[0]), together.Select(row => row.Curves![0].Values[0]));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.SearchAsync(search with { Parallelism = 3 }, cancelled.Token));
    }
}
