using System.Diagnostics;
using System.Globalization;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.EndToEnd.Tests.Faults;

/// <summary>Signals to the runner, and children that outlive it.</summary>
public sealed class SignalTests
{
    private const string OneLong = """
        name: long
        experiments:
          - { id: L, command: "touch started; i=0; while [ ! -e go ] && [ $i -lt 6000 ]; do i=$((i+1)); echo '{\"v\":1,\"e\":\"metric\",\"k\":\"m\",\"x\":1,\"s\":'$i'}' >> $ASSAY_SPOOL; sleep 0.05; done; echo $i > steps" }
        """;

    [Fact]
    public async Task SIGTERM_stops_the_children_like_Ctrl_C()
    {
        using var folder = NewPlan();
        var assay = new AssayBinary(folder.Path);
        using var runner = assay.Start("run");
        await Eventually.TrueAsync(() => File.Exists(folder.File("started")), "the command has started");
        await SignalAsync("-TERM", runner);
        await runner.WaitForExitAsync();
        Assert.Equal(130, runner.ExitCode);
        Assert.Equal("cancelled", assay.Items("runs")[0].GetProperty("status").GetString());
        Assert.False(File.Exists(folder.File("steps")));
    }

    [Fact]
    public async Task A_child_that_outlives_its_runner_is_adopted_and_nothing_of_it_is_lost()
    {
        using var folder = NewPlan();
        var assay = new AssayBinary(folder.Path);
        using (var runner = assay.Start("run"))
        {
            await Eventually.TrueAsync(() => File.Exists(folder.File("started")), "the command has started");
            runner.Kill();
            await runner.WaitForExitAsync();
        }

        var next = Task.Run(() => assay.Run("run"));
        await Eventually.TrueAsync(() => assay.Run("status").Output.Contains("pid ", StringComparison.Ordinal), "the next runner has adopted the run");
        await File.WriteAllTextAsync(folder.File("go"), "");
        var result = await next;
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        Assert.Contains("its command lives and is followed", result.Output, StringComparison.Ordinal);
        await using var store = await Store.OpenAsync(folder.Path, new StoreOptions { Create = false, ReadOnly = true });
        var row = Assert.Single((await store.Records.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items);
        Assert.Equal(RunStatus.Completed, row.Run.Status);
        Assert.Equal(long.Parse(await File.ReadAllTextAsync(folder.File("steps")), CultureInfo.InvariantCulture), row.Metrics["m"].Count);
        var details = await store.Records.GetDetailsAsync(row.Run.Id);
        Assert.Equal(MetricKind.Undefined, details.PeakMemory!.Value.Kind);
        Assert.Contains("adopted", details.PeakMemory.Value.Reason, StringComparison.Ordinal);
        Assert.Equal(MetricKind.Undefined, details.CpuSeconds!.Value.Kind);
    }

    private static TemporaryFolder NewPlan()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "These are POSIX signals.");
        var folder = new TemporaryFolder();
        folder.Write("assay.yaml", OneLong);
        return folder;
    }

    private static async Task SignalAsync(string signal, Process process)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
