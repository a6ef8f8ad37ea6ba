using System.Text.RegularExpressions;
using Assay.Testing;

namespace Assay.EndToEnd.Tests.Running;

/// <summary>Runners in the background, and stopping from another terminal.</summary>
public sealed class DetachTests
{
    // Waits for a file, for five minutes at most, so that nothing outlives a failed test by much.
    private const string Wait = "touch ${id}.started; i=0; while [ ! -e go ] && [ $i -lt 3000 ]; do i=$((i+1)); sleep 0.1; done";

    [Fact]
    public async Task A_detached_runner_is_seen_followed_and_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", $"name: back\nexperiments: [{{ id: B-1, command: 'echo begun; {Wait}' }}]\n");
        var assay = new AssayBinary(folder.Path);
        var said = assay.Ok("run", "--detach");
        await Eventually.TrueAsync(() => File.Exists(folder.File("B-1.started")), "the experiment has started");
        var status = assay.Json("status");
        var runner = Assert.Single(status.GetProperty("runners").EnumerateArray());
        var id = runner.GetProperty("id").GetString()![^8..];
        Assert.Contains($"assay attach {id}", said, StringComparison.Ordinal);
        Assert.Equal("assay run", runner.GetProperty("command").GetString());
        Assert.Equal("B-1", Assert.Single(status.GetProperty("items").EnumerateArray()).GetProperty("plan").GetProperty("id").GetString());
        using var follower = assay.Start("attach", "B-1");
        Assert.Equal("begun", await follower.StandardOutput.ReadLineAsync());
        Assert.Contains("asked runner", assay.Ok("stop", id), StringComparison.Ordinal);
        await Eventually.TrueAsync(() => assay.Json("status").GetProperty("runners").GetArrayLength() == 0, "the runner has ended");
        await follower.WaitForExitAsync();
        Assert.Equal("cancelled", Assert.Single(assay.Items("runs")).GetProperty("status").GetString());
        var after = assay.Run("attach");
        Assert.Contains("1 experiment is due", after.Output, StringComparison.Ordinal);
        Assert.Contains($"runner {id} ended", after.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_one_run_from_another_terminal_says_who_and_why_and_the_plan_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", $"name: one\nexperiments:\n  - {{ id: S-1, command: '{Wait}' }}\n  - {{ id: S-2, command: 'echo on' }}\n");
        var assay = new AssayBinary(folder.Path);
        using var runner = assay.Start("run");
        var output = runner.StandardOutput.ReadToEndAsync();
        await Eventually.TrueAsync(() => File.Exists(folder.File("S-1.started")), "the first experiment has started");
        assay.Ok("stop", "S-1", "--why", "too slow");
        await runner.WaitForExitAsync();
        var text = await output;
        Assert.Contains("completed  S-2", text, StringComparison.Ordinal);
        var shown = assay.Json("show", "S-1").GetProperty("items")[0];
        Assert.Equal("cancelled", shown.GetProperty("status").GetString());
        var why = assay.Ok("show", "S-1");
        Assert.Matches($@"stopped by {Regex.Escape(Environment.UserName)} \(assay \d+ on ", why.ReplaceLineEndings(" "));
        Assert.Equal("S-1", Assert.Single(assay.Items("list", "--state", "cancelled")).GetProperty("id").GetString());
        Assert.Contains("⏸ Interrupted", assay.Ok("log"), StringComparison.Ordinal);
        Assert.Equal("S-1", Assert.Single(assay.Items("list", "--state", "due")).GetProperty("id").GetString());
        Assert.Contains("too slow", assay.Ok("show", "S-1", "--json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runner_told_to_wait_for_a_priority_begins_when_that_is_done()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", $"name: after\npriorities:\n  A: {{ experiments: [{{ id: A-1, command: '{Wait}' }}] }}\n  B: {{ experiments: [{{ id: B-1, command: 'echo b' }}] }}\n");
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run", "--priority", "A", "--detach");
        await Eventually.TrueAsync(() => File.Exists(folder.File("A-1.started")), "the first priority runs");
        using var byPriority = assay.Start("run", "--priority", "B", "--after", "A");
        Assert.Equal("waiting until A is done", (await byPriority.StandardError.ReadLineAsync())!.Trim());
        Assert.Empty(assay.Items("runs", "plan.id = 'B-1'"));
        await File.WriteAllTextAsync(folder.File("go"), "");
        await byPriority.WaitForExitAsync();
        Assert.Equal(0, byPriority.ExitCode);
        var a = Assert.Single(assay.Items("runs", "plan.id = 'A-1'"));
        var b = Assert.Single(assay.Items("runs", "plan.id = 'B-1'"));
        Assert.True(b.GetProperty("started").GetDateTimeOffset() >= a.GetProperty("ended").GetDateTimeOffset(), "B began after A ended");
    }

    [Fact]
    public async Task A_runner_told_to_wait_for_a_run_begins_when_that_has_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are those of a POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: after\nexperiments: [{ id: B-1, command: 'echo b' }]\n");
        var assay = new AssayBinary(folder.Path);
        assay.Ok("init");
        using var other = assay.Start("exec", "--", Wait.Replace("${id}", "other", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => File.Exists(folder.File("other.started")), "the other command runs");
        var id = Assert.Single(assay.Items("runs")).GetProperty("id").GetString()!;
        using var waiting = assay.Start("run", "--after", id);
        Assert.Contains("waiting until run", (await waiting.StandardError.ReadLineAsync())!, StringComparison.Ordinal);
        Assert.Single(assay.Items("runs"));
        await File.WriteAllTextAsync(folder.File("go"), "");
        await waiting.WaitForExitAsync();
        Assert.Equal(0, waiting.ExitCode);
        Assert.Equal(2, assay.Items("runs", "status = completed").Length);
    }

    [Fact]
    public void Waiting_for_what_is_nothing_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: after\nexperiments: [{ id: B-1, command: 'echo b' }]\n");
        var result = new AssayBinary(folder.Path).Run("run", "--after", "nonsense");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--after nonsense: plan after has no such priority, phase or experiment", result.Error, StringComparison.Ordinal);
    }
}
