using Assay.Execution;
using Assay.Execution.Local;
using Assay.Planning;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Tests.Execution;

public sealed class RunExecutorTests
{
    [Fact]
    public async Task Arguments_arrive_exactly()
    {
        await using var bench = await Workbench.OpenAsync();
        string[] words = ["a b", "c'd\"e", "$HOME `x` $(y)", "", "-n", "line\nline", "ünï 漢字 🧪", "*", "\\", "exit"];
        var (outcome, run) = await bench.RunAsync(LaunchCommand.OfArguments(["printf", "[%s]|", .. words]));
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal(string.Concat(words.Select(w => $"[{w}]|")), bench.Output(run));
        Assert.Equal(["printf", "[%s]|", .. words], (await bench.Store.GetDetailsAsync(run)).Arguments!);
    }

    [Fact]
    public async Task A_program_named_like_a_builtin_is_the_program()
    {
        await using var bench = await Workbench.OpenAsync();
        var path = Path.Combine(bench.Work, "bin");
        Directory.CreateDirectory(path);
        await File.WriteAllTextAsync(Path.Combine(path, "export"), "#!/bin/sh\necho mine\n");
        await bench.ShellAsync("chmod +x bin/export");
        var (_, run) = await bench.RunAsync(LaunchCommand.OfArguments("export"), r => r with { Environment = new Dictionary<string, string> { ["PATH"] = path + ":/usr/bin:/bin" } });
        Assert.Equal("mine\n", bench.Output(run));
    }

    [Fact]
    public async Task Shell_text_is_interpreted_in_the_working_directory()
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.ShellAsync("printf '%s' \"$PWD\"; echo to-errors >&2; cat");
        Assert.Equal(RunStatus.Completed, outcome.Status);
        Assert.Equal(bench.Work, bench.Output(run));
        Assert.Equal("to-errors\n", bench.Errors(run));
    }

    [Fact]
    public async Task Asked_variables_are_recorded_and_the_rest_is_inherited()
    {
        await using var bench = await Workbench.OpenAsync();
        var (_, run) = await bench.ShellAsync(
            "printf '%s\\n' \"$LR\" \"$CUDA_VISIBLE_DEVICES\" \"$ASSAY_RUN_ID\" \"$ASSAY_STORE\" \"$ASSAY_SPOOL\" \"${PATH:+path}\" \"${__assay-none}\"",
            r => r with { Environment = new Dictionary<string, string> { ["LR"] = "1e-4 'x'" }, Gpus = [0, 2] });
        var folder = bench.FolderOf(run);
        Assert.Equal($"1e-4 'x'\n0,2\n{run}\n{bench.Store.Folder}\n{Path.Combine(folder, "spool.jsonl")}\npath\nnone\n", bench.Output(run));
        var recorded = (await bench.Store.GetDetailsAsync(run)).Environment!;
        Assert.Equal(["CUDA_VISIBLE_DEVICES", "LR"], recorded.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_failing_command_is_failed_with_its_code_and_key_error_line()
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.ShellAsync("echo fine; echo 'error: no such tier' >&2; exit 3");
        Assert.Equal((RunStatus.Failed, "exit code 3", 3, null), (outcome.Status, outcome.Why, outcome.ExitCode, outcome.Signal));
        var stored = (await bench.Store.GetRunAsync(run))!;
        Assert.Equal((RunStatus.Failed, 3, "error: no such tier"), (stored.Status, stored.ExitCode, stored.ErrorLine));
        Assert.Equal("error: no such tier\n", (await bench.Store.GetDetailsAsync(run)).ErrorTail);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_127_with_the_shell_s_word()
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.RunAsync(LaunchCommand.OfArguments("./no-such-program", "x"));
        Assert.Equal((RunStatus.Failed, 127), (outcome.Status, outcome.ExitCode));
        var stored = (await bench.Store.GetRunAsync(run))!;
        Assert.Equal("shell", stored.ErrorKind);
        Assert.Contains("no-such-program", stored.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KILL", "SIGKILL", 137)]
    [InlineData("SEGV", "SIGSEGV", 139)]
    [InlineData("TERM", "SIGTERM", 143)]
    public async Task A_killed_command_is_recorded_by_the_signal_s_name(string signal, string name, int code)
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.ShellAsync($"kill -{signal} $$");
        Assert.Equal((RunStatus.Failed, "killed by " + name, code, name), (outcome.Status, outcome.Why, outcome.ExitCode, outcome.Signal));
        Assert.Equal(name, (await bench.Store.GetDetailsAsync(run)).Signal);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_stopped_and_failed()
    {
        var clock = new LongWaitClock();
        await using var bench = await Workbench.OpenAsync(clock);
        var running = bench.ShellAsync("echo begun; exec sleep 600", r => r with { Timeout = TimeSpan.FromHours(2) });
        await SaysAsync(bench, "begun");
        await Workbench.UntilAsync(clock.TryEndWait);
        var (outcome, run) = await running;
        Assert.Equal((RunStatus.Failed, "timed out after 2h", "SIGINT"), (outcome.Status, outcome.Why, outcome.Signal));
        Assert.Equal("timeout", (await bench.Store.GetRunAsync(run))!.ErrorKind);
        Assert.Equal("begun\n", bench.Output(run));
    }

    [Fact]
    public async Task A_cancelled_command_hears_interrupt_then_terminate_then_is_killed()
    {
        var clock = new LongWaitClock();
        await using var bench = await Workbench.OpenAsync(clock);
        using var stop = new CancellationTokenSource();
        var graces = new StopGraces(TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        var running = bench.ShellAsync("trap 'echo INT' INT; trap 'echo TERM' TERM; echo ready; while :; do sleep 600 & wait; done", r => r with { Stop = graces }, stop.Token);
        await SaysAsync(bench, "ready");
        await stop.CancelAsync();
        await SaysAsync(bench, "INT");
        await Workbench.UntilAsync(clock.TryEndWait);
        await SaysAsync(bench, "TERM");
        await Workbench.UntilAsync(clock.TryEndWait);
        var (outcome, run) = await running;
        Assert.Equal((RunStatus.Cancelled, "SIGKILL"), (outcome.Status, outcome.Signal));
        Assert.Equal("ready\nINT\nTERM\n", bench.Output(run));
        Assert.Contains(await bench.Store.GetEventsAsync(run), e => e is { From: RunStatus.Running, To: RunStatus.Cancelled, Who: "ann (assay)" });
    }

    [Fact]
    public async Task A_stopped_command_leaves_no_process_behind()
    {
        await using var bench = await Workbench.OpenAsync();
        using var stop = new CancellationTokenSource();
        // The worker ignores SIGINT, its parent does not.
        var running = bench.ShellAsync("(trap '' INT; echo $(exec sh -c 'echo $PPID') >worker; exec sleep 600) & until [ -s worker ]; do :; done; wait", cancellationToken: stop.Token);
        var worker = Path.Combine(bench.Work, "worker");
        await Workbench.UntilAsync(() => File.Exists(worker) && new FileInfo(worker).Length > 0);
        var processId = int.Parse(await File.ReadAllTextAsync(worker), System.Globalization.CultureInfo.InvariantCulture);
        Assert.NotNull(ProcessIdentity.TryReadStart(processId));
        await stop.CancelAsync();
        await running;
        await Workbench.UntilAsync(() => ProcessIdentity.TryReadStart(processId) is null);
    }

    [Fact]
    public async Task Ten_megabytes_on_both_outputs_arrive_whole_and_apart()
    {
        await using var bench = await Workbench.OpenAsync();
        var (_, run) = await bench.ShellAsync("yes out | head -c 10000000; yes error | head -c 10000000 >&2");
        var output = bench.Output(run);
        var errors = bench.Errors(run);
        Assert.Equal((10_000_000, 10_000_000), (output.Length, errors.Length));
        Assert.Equal((0, 0), (output.Replace("out\n", "", StringComparison.Ordinal).Length, errors.Replace("error\n", "", StringComparison.Ordinal).Trim("eror\n".ToCharArray()).Length));
    }

    [Fact]
    public async Task Signals_are_at_their_defaults_in_the_command()
    {
        await using var bench = await Workbench.OpenAsync();
        // With SIGPIPE ignored, as in the runtime, "yes" would complain about a broken pipe instead of dying from it.
        var (outcome, run) = await bench.ShellAsync("yes | head -n 1; sh -c trap");
        Assert.Equal((RunStatus.Completed, "y\n", ""), (outcome.Status, bench.Output(run), bench.Errors(run)));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The masks are read in /proc.");
        var (_, masks) = await bench.ShellAsync("grep -E 'SigBlk|SigIgn' /proc/self/status");
        // Signals 32 and 33 are the C library's own; it ignores them in whatever it starts.
        const ulong Own = 0x1_8000_0000;
        var values = bench.Output(masks).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Convert.ToUInt64(l.Split('\t')[1], 16) & ~Own);
        Assert.Equal([0UL, 0UL], values);
    }

    [Fact]
    public async Task No_zombie_is_left()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Zombies are looked for in /proc.");
        await using var bench = await Workbench.OpenAsync();
        await bench.ShellAsync("true");
        var processId = await bench.Observer.FirstStart;
        Assert.False(Path.Exists($"/proc/{processId}/stat") && ParentOf(processId) == Environment.ProcessId);
    }

    [Fact]
    public async Task Commands_and_the_runtime_s_own_processes_do_not_take_each_other_s_exit_codes()
    {
        await using var bench = await Workbench.OpenAsync();
        var runs = Enumerable.Range(0, 40).Select(i => bench.ShellAsync($"exit {i % 5}")).ToArray();
        var others = Enumerable.Range(0, 40).Select(async i =>
        {
            using var process = System.Diagnostics.Process.Start("/bin/sh", ["-c", $"exit {i % 7}"]);
            await process.WaitForExitAsync().WaitAsync(Workbench.Patience);
            return process.ExitCode;
        }).ToArray();
        Assert.Equal(Enumerable.Range(0, 40).Select(i => (int?)(i % 5)), (await Task.WhenAll(runs)).Select(r => r.Outcome.ExitCode));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i % 7), await Task.WhenAll(others));
    }

    [Fact]
    public async Task Processor_time_and_peak_memory_are_those_of_the_command()
    {
        await using var bench = await Workbench.OpenAsync();
        var (_, small) = await bench.ShellAsync("i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done");
        var details = await bench.Store.GetDetailsAsync(small);
        Assert.True(details.CpuSeconds!.Value.Number > 0);
        // What the test host itself takes is not the command's: a small peak is unknown, not wrong.
        if (OperatingSystem.IsLinux())
            Assert.Equal(MetricKind.Undefined, details.PeakMemory!.Value.Kind);
        using var host = System.Diagnostics.Process.GetCurrentProcess();
        // Other tests may make the host larger until the command starts.
        var much = host.PeakWorkingSet64 + 300_000_000;
        var (_, large) = await bench.ShellAsync($"head -c {much} /dev/zero | tail -c {much} | wc -c");
        Assert.InRange((await bench.Store.GetDetailsAsync(large)).PeakMemory!.Value.Number, much, much * 1.5);
    }

    [Fact]
    public async Task Declared_results_become_metrics_with_their_identity()
    {
        await using var bench = await Workbench.OpenAsync();
        var identity = new MetricIdentity("auc") { Definition = "auroc", Split = "test", Direction = Direction.Maximize };
        var (outcome, run) = await bench.ShellAsync("echo '{\"auc\": 0.75}' > results.json", r => r with
        {
            Results = [new ResultSource(ResultFormat.Json, "results.json")],
            Metrics = new Dictionary<string, MetricIdentity> { ["auc"] = identity },
        });
        Assert.Equal(RunStatus.Completed, outcome.Status);
        var metric = Assert.Single(await bench.Store.GetMetricsAsync(run));
        Assert.Equal((identity, 0.75), (metric.Identity, metric.Last.Number));
    }

    [Fact]
    public async Task A_command_without_its_declared_results_is_failed()
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.ShellAsync("true", r => r with { Results = [new ResultSource(ResultFormat.Json, "results.json")] });
        Assert.Equal((RunStatus.Failed, 0), (outcome.Status, outcome.ExitCode));
        Assert.Contains("results.json", outcome.Why, StringComparison.Ordinal);
        Assert.Equal("results", (await bench.Store.GetRunAsync(run))!.ErrorKind);
    }

    [Fact]
    public async Task A_result_of_an_earlier_run_does_not_count()
    {
        await using var bench = await Workbench.OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(bench.Work, "results.json"), "{\"auc\": 0.99}");
        var (outcome, run) = await bench.ShellAsync("true", r => r with { Results = [new ResultSource(ResultFormat.Json, "results.json")] });
        Assert.Equal(RunStatus.Failed, outcome.Status);
        Assert.Contains("was there before", outcome.Why, StringComparison.Ordinal);
        Assert.Empty(await bench.Store.GetMetricsAsync(run));
    }

    [Fact]
    public async Task A_result_that_the_store_refuses_fails_the_run_and_says_so()
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.ShellAsync($"echo '{{\"{new string('k', 300)}\": 1}}' > results.json", r => r with { Results = [new ResultSource(ResultFormat.Json, "results.json")] });
        Assert.Equal(RunStatus.Failed, outcome.Status);
        Assert.Equal(0, (await bench.Store.GetRunAsync(run))!.ExitCode);
        Assert.Contains(await bench.NotesAsync(run), n => n.StartsWith("The results were refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Declared_outputs_are_named_and_hashed()
    {
        await using var bench = await Workbench.OpenAsync();
        var (_, run) = await bench.ShellAsync("mkdir out; printf a >out/a.txt; printf b >'out/b c.txt'; printf d >d.bin", r => r with { Outputs = ["out", "*.bin", "missing.txt"] });
        var artifacts = await bench.Store.GetArtifactsAsync(run);
        Assert.Equal(["d.bin", "out/a.txt", "out/b c.txt"], artifacts.Select(a => a.Path));
        Assert.Equal("ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", artifacts[1].Digest);
        Assert.All(artifacts, a => Assert.Equal((1, false), (a.Size, a.Stored)));
        Assert.Equal(["missing.txt: declared as an output, but not written."], await bench.NotesAsync(run));
    }

    [Fact]
    public async Task The_steps_of_a_chain_are_known_by_name()
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.ShellAsync("true && sh -c 'exit 4' && echo never");
        Assert.Equal(4, outcome.ExitCode);
        var details = await bench.Store.GetDetailsAsync(run);
        Assert.Equal("true && sh -c 'exit 4' && echo never", details.Command);
        Assert.Equal([0, 4, null], details.Steps!.Select(s => s.ExitCode));
    }

    [Fact]
    public async Task A_test_summary_becomes_metrics()
    {
        await using var bench = await Workbench.OpenAsync();
        var (_, run) = await bench.ShellAsync("echo '==== 2 failed, 25 passed, 1 skipped in 1.20s ===='; exit 1");
        var metrics = (await bench.Store.GetMetricsAsync(run)).ToDictionary(m => m.Identity.Key, m => m.Last.Number);
        Assert.Equal((25.0, 2.0, 1.0, 1.2), (metrics["tests/passed"], metrics["tests/failed"], metrics["tests/skipped"], metrics["tests/seconds"]));
    }

    [Fact]
    public async Task A_missing_working_directory_fails_the_run_before_it_starts()
    {
        await using var bench = await Workbench.OpenAsync();
        var (outcome, run) = await bench.ShellAsync("true", r => r with { WorkingDirectory = Path.Combine(bench.Work, "nowhere") });
        Assert.Equal(RunStatus.Failed, outcome.Status);
        Assert.Equal("launch", (await bench.Store.GetRunAsync(run))!.ErrorKind);
        Assert.Contains("does not exist", outcome.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_no_program_can_be_given_fails_with_the_reason()
    {
        await using var bench = await Workbench.OpenAsync();
        Assert.Contains("NUL", (await bench.RunAsync(LaunchCommand.OfArguments("echo", "a\0b"))).Outcome.Why, StringComparison.Ordinal);
        Assert.Contains("begin with '-'", (await bench.RunAsync(LaunchCommand.OfArguments("-c"))).Outcome.Why, StringComparison.Ordinal);
        Assert.Contains("cannot be started", (await bench.ShellAsync("true " + new string('x', 3_000_000))).Outcome.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_code_and_its_difference_are_recorded()
    {
        await using var bench = await Workbench.OpenAsync();
        await bench.ShellAsync("git init -q -b trunk checkout && cd checkout && echo one >code.txt && git add code.txt && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -q -m first && echo two >code.txt");
        var repository = Path.Combine(bench.Work, "checkout");
        var (_, run) = await bench.ShellAsync("true", r => r with { WorkingDirectory = repository });
        var git = (await bench.Store.GetDetailsAsync(run)).Git!;
        Assert.Equal((40, "trunk", true, $"runs/{run}/diff.patch"), (git.Commit.Length, git.Branch, git.Dirty, git.DiffPath));
        Assert.Contains("+two", await File.ReadAllTextAsync(Path.Combine(bench.Store.Folder, git.DiffPath!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spooled_values_are_in_the_store_while_the_command_runs()
    {
        await using var bench = await Workbench.OpenAsync();
        var running = bench.ShellAsync("""
            printf '{"v":1,"t":1700000000000000,"e":"metric","k":"loss","x":0.5,"s":1}\n' >>"$ASSAY_SPOOL"
            until [ -e go ]; do sleep 0.02; done
            printf '{"v":1,"e":"metric","k":"loss","x":NaN,"s":2}\n{"v":1,"e":"param","k":"lr","x":1e-4}\n' >>"$ASSAY_SPOOL.rank1"
            """);
        await Workbench.UntilAsync(() => !bench.Observer.Metrics.IsEmpty);
        await File.WriteAllTextAsync(Path.Combine(bench.Work, "go"), "");
        var (outcome, run) = await running;
        Assert.Equal(RunStatus.Completed, outcome.Status);
        var points = await bench.Store.GetPointsAsync(run, new MetricIdentity("loss"));
        Assert.Equal([(1, 0.5), (2, double.NaN)], points.Select(p => (p.Step, p.Value.Number)));
        Assert.Equal(1_700_000_000, points[0].Time.ToUnixTimeSeconds());
        Assert.Equal("1e-4", Assert.Single(await bench.Store.GetParamsAsync(run)).Json);
    }

    [Fact]
    public async Task A_run_that_was_taken_over_is_left_to_the_other()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await bench.ClaimAsync();
        Assert.NotNull(await bench.Store.TryTakeOverAsync(lease, lease.Owner with { ProcessId = 1 }, TimeSpan.FromMinutes(1), "other"));
        var request = new ExecutionRequest(lease.Run, LaunchCommand.OfShell("true"), bench.Work);
        await Assert.ThrowsAsync<LeaseLostException>(() => bench.Executor.ExecuteAsync(request, lease, bench.Observer, CancellationToken.None).WaitAsync(Workbench.Patience));
    }

    private static Task SaysAsync(Workbench bench, string text) => Workbench.UntilAsync(() =>
        Directory.EnumerateFiles(bench.Store.Folder, RunFolder.StandardOutput, SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal)));

    private static int ParentOf(int processId)
    {
        var text = File.ReadAllText($"/proc/{processId}/stat");
        return int.Parse(text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
