using Assay.Execution;
using Assay.Execution.Local;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Results;

namespace Assay.Tests.Execution;

/// <summary>The runner is played by a lease of a process that is dead, and by a launcher that nobody follows.</summary>
public sealed class RunAdoptionTests
{
    private static LeaseOwner Dead => ProcessIdentity.Current with { ProcessStart = "1" + ProcessIdentity.Current.ProcessStart };

    [Fact]
    public async Task A_run_whose_owner_lives_is_left_alone()
    {
        await using var bench = await Workbench.OpenAsync();
        Assert.Null(await TakeOverAsync(bench, await bench.ClaimAsync()));
    }

    [Fact]
    public async Task A_run_of_another_machine_is_taken_when_its_lease_ran_out()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(new LeaseOwner("far-away", "boot", 4711, "1"));
        Assert.Null(await TakeOverAsync(bench, lease));
        await bench.Store.RenewAsync([lease], TimeSpan.FromMinutes(-1));
        Assert.Equal(AdoptedFate.NeverStarted, (await TakeOverAsync(bench, lease))!.Fate);
    }

    [Fact]
    public async Task A_command_that_never_started_never_will_and_its_run_is_planned_again()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        var adopted = (await TakeOverAsync(bench, lease))!;
        Assert.Equal((AdoptedFate.NeverStarted, RunStatus.Planned), (adopted.Fate, (await bench.Adoption.FinishAsync(adopted, bench.Observer, CancellationToken.None)).Status));
        Assert.Equal(RunStatus.Planned, (await bench.Store.GetRunAsync(lease.Run))!.Status);

        // The old launcher awakes now; it must not run, even when the run has been claimed anew.
        var anew = (await bench.Store.TryClaimAsync(lease.Run, ProcessIdentity.Current, TimeSpan.FromMinutes(1), "ann"))!;
        Assert.True((await Launch(bench, lease, "echo twice >>ran").Exited.WaitAsync(Workbench.Patience)).Revoked);
        var outcome = await bench.Executor.ExecuteAsync(new ExecutionRequest(lease.Run, LaunchCommand.OfShell("echo once >>ran"), bench.Work), anew, bench.Observer, CancellationToken.None);
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal("once\n", await File.ReadAllTextAsync(Path.Combine(bench.Work, "ran")));
    }

    [Fact]
    public async Task A_launcher_that_was_revoked_between_making_its_pid_file_and_writing_it_starts_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Whether the launcher waits is read in /proc.");
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        var file = Path.Combine(Directory.CreateDirectory(bench.FolderOf(lease.Run)).FullName, PidFile.NameOf(lease.Epoch));
        // A pipe that nobody reads holds the launcher where it has the file and has written nothing.
        using (var make = System.Diagnostics.Process.Start("mkfifo", [file]))
            await make.WaitForExitAsync();
        var child = Launch(bench, lease, "touch ran");
        await Workbench.UntilAsync(() => File.ReadAllText($"/proc/{child.ProcessId}/stat").Contains(") S ", StringComparison.Ordinal));
        File.Move(file, file + ".torn");
        Assert.True(PidFile.TryRevoke(file));
        _ = Task.Run(() => File.ReadAllText(file + ".torn"));
        Assert.True((await child.Exited.WaitAsync(Workbench.Patience)).Revoked);
        Assert.False(File.Exists(Path.Combine(bench.Work, "ran")));
    }

    [Fact]
    public async Task A_living_command_is_followed_to_its_end()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        var child = Launch(bench, lease, """
            printf '{"e":"metric","k":"loss","x":1,"s":1}\n' >>"$ASSAY_SPOOL"
            until [ -e go ]; do sleep 0.02; done
            printf '{"e":"metric","k":"loss","x":0.5,"s":2}\n' >>"$ASSAY_SPOOL"; echo '{"auc": 0.7}' >results.json; exit 0
            """, new ResultSource(ResultFormat.Json, "results.json"));
        await Workbench.UntilAsync(() => File.Exists(Path.Combine(bench.FolderOf(lease.Run), "spool.jsonl")));
        var adopted = (await TakeOverAsync(bench, lease))!;
        Assert.Equal((AdoptedFate.Alive, (int?)child.ProcessId), (adopted.Fate, adopted.ProcessId));
        var following = bench.Adoption.FinishAsync(adopted, bench.Observer, CancellationToken.None);
        await Workbench.UntilAsync(() => !bench.Observer.Metrics.IsEmpty);
        await File.WriteAllTextAsync(Path.Combine(bench.Work, "go"), "");
        Assert.Equal(RunStatus.Completed, (await following.WaitAsync(Workbench.Patience)).Status);
        Assert.Equal([("auc", 1), ("loss", 2)], (await bench.Store.GetMetricsAsync(lease.Run)).Select(m => (m.Identity.Key, m.Count)).Select(m => (m.Key, (int)m.Count)));
        var details = await bench.Store.GetDetailsAsync(lease.Run);
        Assert.Equal("adopted after the runner died", details.PeakMemory!.Value.Reason);
        Assert.StartsWith("printf", details.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adopted_command_can_be_stopped()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        Launch(bench, lease, "touch here; exec sleep 600");
        await Workbench.UntilAsync(() => File.Exists(Path.Combine(bench.Work, "here")));
        var adopted = (await TakeOverAsync(bench, lease))!;
        using var stop = new CancellationTokenSource();
        var following = bench.Adoption.FinishAsync(adopted, bench.Observer, stop.Token);
        await stop.CancelAsync();
        Assert.Equal(RunStatus.Cancelled, (await following.WaitAsync(Workbench.Patience)).Status);
        Assert.Equal("SIGINT", (await bench.Store.GetDetailsAsync(lease.Run)).Signal);
    }

    [Fact]
    public async Task A_command_that_ended_meanwhile_takes_its_true_end()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        await Launch(bench, lease, "echo 'error: too late' >&2; exit 7").Exited.WaitAsync(Workbench.Patience);
        var adopted = (await TakeOverAsync(bench, lease))!;
        Assert.Equal(AdoptedFate.Ended, adopted.Fate);
        var outcome = await bench.Adoption.FinishAsync(adopted, bench.Observer, CancellationToken.None);
        Assert.Equal((RunStatus.Failed, 7), (outcome.Status, outcome.ExitCode));
        Assert.Equal("error: too late", (await bench.Store.GetRunAsync(lease.Run))!.ErrorLine);
    }

    [Fact]
    public async Task A_command_that_died_without_a_word_is_lost_with_what_it_said_before()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        await bench.Store.WriteAsync(new WriteBatch([new SetStatus(lease.Run, RunStatus.Running, "ann")], lease));
        // The command kills its launcher and its whole group.
        var exit = await Launch(bench, lease, "printf '{\"e\":\"metric\",\"k\":\"loss\",\"x\":1}\\n' >>\"$ASSAY_SPOOL\"; echo last; kill -KILL 0").Exited.WaitAsync(Workbench.Patience);
        Assert.Equal("SIGKILL", exit.Signal);
        var adopted = (await TakeOverAsync(bench, lease))!;
        Assert.Equal(AdoptedFate.Lost, adopted.Fate);
        var outcome = await bench.Adoption.FinishAsync(adopted, bench.Observer, CancellationToken.None);
        Assert.Equal(RunStatus.Lost, outcome.Status);
        Assert.Contains("its last output was at ", outcome.Why, StringComparison.Ordinal);
        Assert.Single(await bench.Store.GetMetricsAsync(lease.Run));
        Assert.Null(await TakeOverAsync(bench, lease));
    }

    [Fact]
    public async Task Of_two_adopters_one_takes_the_run()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        await Launch(bench, lease, "exit 0").Exited.WaitAsync(Workbench.Patience);
        var run = (await bench.Store.GetRunAsync(lease.Run))!;
        var both = await Task.WhenAll(bench.Adoption.TryTakeOverAsync(run, CancellationToken.None), bench.Adoption.TryTakeOverAsync(run, CancellationToken.None));
        Assert.Single(both, a => a is not null);
    }

    [Fact]
    public async Task A_spool_half_consumed_by_the_dead_runner_is_consumed_once()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead);
        await Launch(bench, lease, "for i in 1 2 3 4; do printf '{\"e\":\"metric\",\"k\":\"loss\",\"x\":%s,\"s\":%s}\\n' $i $i; done >>\"$ASSAY_SPOOL\"").Exited.WaitAsync(Workbench.Patience);
        var spool = await File.ReadAllBytesAsync(Path.Combine(bench.FolderOf(lease.Run), "spool.jsonl"));
        var head = spool[..(spool.Length / 2)];
        await bench.Store.WriteAsync(new WriteBatch(
            [new LogMetrics(lease.Run, new MetricIdentity("loss"), [new(1, default, 1), new(2, default, 2)]), new AdvanceSpool(lease.Run, "spool.jsonl", 0, head.Length, Assay.Execution.Spool.SpoolReader.Digest(head))], lease));
        await bench.Adoption.FinishAsync((await TakeOverAsync(bench, lease))!, bench.Observer, CancellationToken.None);
        Assert.Equal([1.0, 2, 3, 4], (await bench.Store.GetPointsAsync(lease.Run, new MetricIdentity("loss"))).Select(p => p.Value.Number));
    }

    [Fact]
    public async Task A_program_that_was_killed_leaves_a_lost_run_and_a_living_one_is_left_alone()
    {
        await using var bench = await Workbench.OpenAsync();
        var dead = await StartProgramAsync(bench, Dead);
        var living = await StartProgramAsync(bench, ProcessIdentity.Current);
        var planned = await bench.ClaimAsync(Dead);
        var settled = await bench.Adoption.SettleOutsidePlansAsync(bench.Observer, CancellationToken.None);
        Assert.Equal((dead.Run, AdoptedFate.Lost), (Assert.Single(settled).Run.Id, settled[0].Fate));
        Assert.Equal(
            [RunStatus.Lost, RunStatus.Running, RunStatus.Queued],
            [(await bench.Store.GetRunAsync(dead.Run))!.Status, (await bench.Store.GetRunAsync(living.Run))!.Status, (await bench.Store.GetRunAsync(planned.Run))!.Status]);
        Assert.StartsWith("its program (process ", (await bench.Store.GetEventsAsync(dead.Run))[^1].Why, StringComparison.Ordinal);
        Assert.False(Directory.Exists(bench.FolderOf(dead.Run)));
    }

    [Fact]
    public async Task A_command_outside_of_plans_is_settled_when_it_has_ended_and_not_before()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync(Dead, new RunDraft("spy"));
        var child = Launch(bench, lease, "touch here; until [ -e go ]; do sleep 0.02; done; exit 7");
        await Workbench.UntilAsync(() => File.Exists(Path.Combine(bench.Work, "here")));
        Assert.Empty(await bench.Adoption.SettleOutsidePlansAsync(bench.Observer, CancellationToken.None));
        await File.WriteAllTextAsync(Path.Combine(bench.Work, "go"), "");
        await child.Exited.WaitAsync(Workbench.Patience);
        // Whoever looked before has died since.
        var looked = (await bench.Store.GetRunAsync(lease.Run))!.Lease!;
        await bench.Store.TryTakeOverAsync(looked, Dead, TimeSpan.FromMinutes(1), "ann");
        Assert.Equal(AdoptedFate.Ended, Assert.Single(await bench.Adoption.SettleOutsidePlansAsync(bench.Observer, CancellationToken.None)).Fate);
        Assert.Equal((RunStatus.Failed, 7), ((await bench.Store.GetRunAsync(lease.Run))!.Status, (await bench.Store.GetRunAsync(lease.Run))!.ExitCode));
    }

    private static async Task<Lease> StartProgramAsync(Workbench bench, LeaseOwner owner)
    {
        var lease = await bench.ClaimAsync(owner, new RunDraft("spy") { Kind = RunKind.Program });
        await bench.Store.WriteAsync(new WriteBatch([new SetStatus(lease.Run, RunStatus.Running, "ann")], lease));
        return lease;
    }

    private static async Task<AdoptedRun?> TakeOverAsync(Workbench bench, Lease lease) =>
        await bench.Adoption.TryTakeOverAsync((await bench.Store.GetRunAsync(lease.Run))!, CancellationToken.None);

    // What the dead runner did: its record, its launcher, and nothing more.
    private static IChild Launch(Workbench bench, Lease lease, string text, params ResultSource[] results)
    {
        var folder = Directory.CreateDirectory(bench.FolderOf(lease.Run)).FullName;
        new LaunchRecord { WorkingDirectory = bench.Work, Results = results, Details = new RunDetails { Command = text } }.Write(folder);
        var environment = new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")!, ["ASSAY_SPOOL"] = Path.Combine(folder, "spool.jsonl") };
        return new PosixLauncher().Launch(new LaunchSpec(LaunchCommand.OfShell(text), bench.Work, environment, folder, PidFile.NameOf(lease.Epoch)));
    }
}
