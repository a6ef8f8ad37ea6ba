using Assay.Execution.Plans;
using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Execution.Plans;

/// <summary>Plans of real commands through the real executor and store.</summary>
public sealed class PlanRunnerTests
{
    [Fact]
    public async Task Needs_order_the_experiments_and_a_second_call_has_nothing_to_do()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("""
            name: order
            defaults: { command: "echo ${id} >> order.txt" }
            priorities:
              LATE: { ids: [L-1], experiments: [{ id: L-1 }], needs: [EARLY] }
              EARLY: { ids: E-1..E-2, matrix: { a: [1, 2] } }
            """.Replace("ids: [L-1], ", "", StringComparison.Ordinal));
        var summary = await bench.RunAsync(plan);
        Assert.Equal(new PlanRunSummary(0, 3, 0, 0, 0, 0, false), summary);
        Assert.Equal(["E-1", "E-2", "L-1"], bench.Lines("order.txt"));
        Assert.Equal(new PlanRunSummary(3, 0, 0, 0, 0, 0, false), await bench.RunAsync(plan));
        Assert.Equal(3, bench.Lines("order.txt").Length);
    }

    [Fact]
    public async Task Everything_due_is_a_planned_run_before_anything_executes()
    {
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("""
            name: planned
            prepare: "exit 3"
            experiments: [{ id: A, command: "true" }, { id: B, command: "true" }]
            """);
        var summary = await bench.RunAsync(plan);
        Assert.Equal(2, summary.Blocked);
        Assert.Contains(bench.Heard, line => line.Contains("prepare failed with exit code 3", StringComparison.Ordinal));
        var rows = (await bench.Store.SearchAsync(new RunSearch())).Items;
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(RunStatus.Planned, row.Run.Status));
    }

    [Fact]
    public async Task Prepare_runs_once_before_the_first_experiment_and_not_at_all_when_nothing_is_due()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("""
            name: prepare
            prepare: ["echo p1 >> log.txt", "echo p2 >> log.txt"]
            experiments: [{ id: A, command: "echo a >> log.txt" }, { id: B, command: "echo b >> log.txt" }]
            """);
        await bench.RunAsync(plan);
        await bench.RunAsync(plan);
        Assert.Equal(["p1", "p2", "a", "b"], bench.Lines("log.txt"));
    }

    [Fact]
    public async Task A_failure_is_tried_again_with_back_off_and_the_tries_are_linked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("""
            name: retry
            experiments:
              - { id: FLAKY, command: "echo x >> tries.txt; test $(wc -l < tries.txt) -ge 3", retries: 2, backoff: 1s }
              - { id: HOPELESS, command: "echo broken >&2; exit 4", retries: 1, backoff: 1s }
            """.Replace("backoff: 1s", "backoff: 10ms", StringComparison.Ordinal));
        var summary = await bench.RunAsync(plan);
        Assert.Equal(1, summary.Completed);
        Assert.Equal(1, summary.Failed);
        var progress = await bench.ProgressAsync(plan);
        var flaky = progress.Named("FLAKY")[0].Rows.Select(row => row.Run).ToArray();
        Assert.Equal([RunStatus.Failed, RunStatus.Failed, RunStatus.Completed], flaky.Select(run => run.Status));
        Assert.Equal([1, 2, 3], flaky.Select(run => run.Place!.Attempt));
        Assert.Equal([null, flaky[0].Id, flaky[1].Id], flaky.Select(run => run.RerunOf));
        Assert.Equal(2, progress.Named("HOPELESS")[0].Rows.Count);
        Assert.Equal(ExperimentState.Failed, progress.Named("HOPELESS")[0].State);
    }

    [Fact]
    public async Task What_needs_a_failed_experiment_is_blocked_and_says_so_through_every_level()
    {
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("""
            name: blocked
            experiments:
              - { id: A, command: "exit 1" }
              - { id: B, command: "true", needs: [A] }
              - { id: C, command: "true", needs: [B] }
              - { id: D, command: "true" }
            """);
        var summary = await bench.RunAsync(plan);
        Assert.Equal(new PlanRunSummary(0, 1, 1, 2, 0, 0, false), summary);
        Assert.Contains("blocked B: it needs A, but A failed", bench.Heard);
        Assert.Contains("blocked C: it needs B, but B is blocked", bench.Heard);
    }

    [Fact]
    public async Task A_need_that_was_not_selected_and_is_not_done_blocks()
    {
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("""
            name: selected
            experiments: [{ id: A, command: "true" }, { id: B, command: "true", needs: [A] }]
            """);
        var summary = await bench.RunAsync(plan, selection: new PlanSelection { ExperimentIds = ["B"] });
        Assert.Equal(1, summary.Blocked);
        Assert.Contains("blocked B: it needs A, but A is not done and was not selected", bench.Heard);
    }

    [Fact]
    public async Task GPUs_are_never_given_twice_at_the_same_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        // Each command holds its GPU as a folder: a second one on the same GPU would fail to make it.
        var plan = bench.Plan("""
            name: gpus
            defaults: { command: "mkdir gpu-$CUDA_VISIBLE_DEVICES && sleep 0.05 && rmdir gpu-$CUDA_VISIBLE_DEVICES", gpus: 1 }
            priorities: { P: { ids: G-1..G-8, matrix: { n: [1, 2, 3, 4, 5, 6, 7, 8] } } }
            """);
        var summary = await bench.RunAsync(plan, new PlanRunOptions { Jobs = 4, GpuSlots = 2, PollInterval = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(8, summary.Completed);
    }

    [Fact]
    public async Task An_experiment_that_asks_for_more_than_there_is_is_blocked()
    {
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("name: greedy\nexperiments: [{ id: A, command: \"true\", gpus: 2 }]\n");
        var summary = await bench.RunAsync(plan, new PlanRunOptions { GpuSlots = 1 });
        Assert.Equal(1, summary.Blocked);
        Assert.Contains(bench.Heard, line => line.Contains("--gpus gives more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_superseded_run_makes_its_experiment_due_again()
    {
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("name: superseded\nexperiments: [{ id: A, command: \"true\" }]\n");
        await bench.RunAsync(plan);
        var run = (await bench.ProgressAsync(plan)).Named("A")[0].Completed!.Run;
        await bench.Store.WriteAsync(new WriteBatch([new PatchRun(run.Id, new RunPatch { SupersededWhy = "wrong labels" })]));
        var progress = (await bench.ProgressAsync(plan)).Named("A")[0];
        Assert.Equal(ExperimentState.Changed, progress.State);
        Assert.Contains("wrong labels", progress.Why, StringComparison.Ordinal);
        Assert.Equal(1, (await bench.RunAsync(plan)).Completed);
        Assert.Equal(2, (await bench.ProgressAsync(plan)).Named("A")[0].Completed!.Run.Place!.Attempt);
    }

    [Fact]
    public async Task A_run_put_into_the_bin_makes_its_experiment_due_again()
    {
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("name: bin\nexperiments: [{ id: A, command: \"true\" }]\n");
        await bench.RunAsync(plan);
        var run = (await bench.ProgressAsync(plan)).Named("A")[0].Completed!.Run;
        await bench.Store.WriteAsync(new WriteBatch([new SetDeleted(run.Id, true)]));
        Assert.Equal(ExperimentState.Pending, (await bench.ProgressAsync(plan)).Named("A")[0].State);
        Assert.Equal(1, (await bench.RunAsync(plan)).Completed);
        var again = Assert.Single((await bench.ProgressAsync(plan)).Named("A")[0].Rows).Run;
        Assert.NotEqual(run.Id, again.Id);
        Assert.Equal(2, again.Place!.Attempt);
    }

    [Fact]
    public async Task Runs_planned_for_an_older_configuration_are_cancelled()
    {
        await using var bench = await PlanBench.OpenAsync();
        const string Text = "name: outdated\nprepare: \"exit 1\"\nexperiments: [{ id: A, command: \"echo 1\" }]\n";
        await bench.RunAsync(bench.Plan(Text));
        var changed = bench.Plan(Text.Replace("echo 1", "echo 2", StringComparison.Ordinal).Replace("exit 1", "exit 0", StringComparison.Ordinal));
        Assert.Equal(1, (await bench.RunAsync(changed)).Completed);
        var rows = (await bench.ProgressAsync(changed)).Named("A")[0].Rows.Select(row => row.Run.Status);
        Assert.Equal([RunStatus.Cancelled, RunStatus.Completed], rows);
    }

    [Fact]
    public async Task Cancelling_stops_the_children_and_keeps_the_rest_due()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("name: stop\nexperiments: [{ id: A, command: \"touch started; sleep 600\" }, { id: B, command: \"true\" }]\n");
        using var stopping = new CancellationTokenSource();
        var running = bench.RunAsync(plan, cancellationToken: stopping.Token);
        await Workbench.UntilAsync(() => File.Exists(Path.Combine(bench.Folder, "started")));
        await stopping.CancelAsync();
        var summary = await running;
        Assert.True(summary.Interrupted);
        Assert.Equal(2, summary.Left);
        var progress = await bench.ProgressAsync(plan);
        Assert.Equal([RunStatus.Cancelled], progress.Named("A")[0].Rows.Select(row => row.Run.Status));
        Assert.Equal([RunStatus.Planned], progress.Named("B")[0].Rows.Select(row => row.Run.Status));
        Assert.True(progress.Named("A")[0].IsDue);
    }

    [Fact]
    public async Task A_request_to_stop_in_the_store_stops_the_runner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("name: asked\nexperiments: [{ id: A, command: \"touch started; sleep 600\" }]\n");
        var running = bench.RunAsync(plan);
        await Workbench.UntilAsync(() => File.Exists(Path.Combine(bench.Folder, "started")));
        var runner = Assert.Single(await bench.Store.GetRunnersAsync());
        await bench.Store.SaveRunnerAsync(runner with { StopRequested = true });
        Assert.True((await running).Interrupted);
        Assert.NotNull((await bench.Store.GetRunnersAsync())[0].Ended);
    }

    [Fact]
    public async Task Declared_identities_reach_the_metrics()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("""
            name: identity
            metrics: { auc: { definition: auroc, split: valid, dataset: abc, label_schema: two, direction: maximize, context: { head: a } } }
            experiments: [{ id: A, command: "echo 'auc=0.5'", results: { stdout: "auc=(?<auc>[0-9.]+)" } }]
            """);
        Assert.Equal(1, (await bench.RunAsync(plan)).Completed);
        var run = (await bench.ProgressAsync(plan)).Named("A")[0].Completed!.Run;
        var series = Assert.Single(await bench.Store.GetMetricsAsync(run.Id));
        Assert.Equal(new MetricIdentity("auc") { Definition = "auroc", Split = "valid", Dataset = "abc", LabelSchema = "two", Context = "{\"head\":\"a\"}", Direction = Direction.Maximize }, series.Identity);
        Assert.Equal(0.5, series.Last.Number);
    }

    [Fact]
    public async Task Declared_inputs_are_recorded_as_datasets_with_their_digests()
    {
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("name: data\nexperiments: [{ id: A, command: \"true\", inputs: [data/*.csv] }]\n");
        Directory.CreateDirectory(Path.Combine(bench.Folder, "data"));
        var file = Path.Combine(bench.Folder, "data", "x.csv");
        await File.WriteAllTextAsync(file, "a,b\n1,2\n");
        await bench.RunAsync(plan);
        var run = (await bench.ProgressAsync(plan)).Named("A")[0].Completed!.Run;
        Assert.Equal(new Dataset("x.csv", Assay.Foundation.Files.FileDigest.OfFile(file), "input", Source: "data/x.csv"), Assert.Single(await bench.Store.GetDatasetsAsync(run.Id)));
    }
}
