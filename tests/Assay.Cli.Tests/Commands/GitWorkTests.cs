using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Tests.Commands;

public sealed partial class GitWorkTests
{
    [Fact]
    public async Task A_period_of_work_keeps_what_happened_to_the_checkout()
    {
        using var session = await CliSession.WithStoreAsync();
        Assert.SkipUnless(await TryGitAsync(session, "init", "--initial-branch", "ovens"), "git is not there.");
        await WriteAsync(session, ".gitignore", ".assay/\n");
        await WriteAsync(session, "kept.txt", "a\n");
        await WriteAsync(session, "gone.txt", "b\n");
        await CommitAsync(session, "feat: first oven");
        await session.OutputAsync("workstream", "set", "ws3", "--name", "Ovens");
        var began = Hashless(await session.OutputAsync("work", "start", "--workstream", "ws3"));

        await WriteAsync(session, "kept.txt", "changed\n");
        await WriteAsync(session, "added file.txt", "c\n");
        File.Delete(Path.Combine(session.Folder, "gone.txt"));
        await CommitAsync(session, "feat: second oven");
        await WriteAsync(session, "öfen.txt", "d\n");
        session.Clock.Advance(TimeSpan.FromHours(1));
        await using (var store = await session.OpenAsync())
        {
            var run = await store.CreateRunAsync(new RunDraft("ovens") { Name = "loaf-7", Status = RunStatus.Completed, Started = session.Clock.GetUtcNow(), Ended = session.Clock.GetUtcNow() });
            await store.WriteAsync(new WriteBatch([new AddArtifact(run.Id, new Artifact("out/crumb.json", 1, new string('a', 64), false)), new AddArtifact(run.Id, new Artifact("out/crust.png", 1, new string('b', 64), false))]));
        }

        Approved.Verify("tests/Assay.Cli.Tests/Expectations/Work/Checkout.txt", began + Hashless(await session.OutputAsync("work", "end", "--workstream", "ws3", "--summary", "a hotter oven")));

        var period = await LastAsync(session);
        Assert.Equal("added file.txt (added)\ngone.txt (deleted)\nkept.txt\nöfen.txt (new)", Text(period, "files_modified"));
        Assert.Equal(("ovens", "feat: second oven", "1 file not committed"), (Text(period, "branch"), Text(period, "commit_title"), Text(period, "clean")));
        Assert.NotEqual(Text(period, "start_commit"), Text(period, "end_commit"));
        var page = await session.OutputAsync("log", "--format", "context");
        foreach (var said in (string[])["loaf-7/\n├── out/crumb.json\n└── out/crust.png\n", "- a hotter oven", "kept.txt", "- **Branch**: `ovens`", "feat: second oven", "1 file not committed"])
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkout_that_nobody_touched_is_clean()
    {
        using var session = await CliSession.WithStoreAsync();
        Assert.SkipUnless(await TryGitAsync(session, "init", "--initial-branch", "main"), "git is not there.");
        await WriteAsync(session, ".gitignore", ".assay/\n");
        await CommitAsync(session, "first");
        await session.OutputAsync("workstream", "set", "ws3", "--name", "Ovens");
        Assert.Equal("Work on ws3 (Ovens) started 2026-01-02 05:04:05 at 0123abcd on main.\n", Hashless(await session.OutputAsync("work", "start", "ws3")));
        Assert.Equal("Work on ws3 ended after 0ms at 0123abcd.\nbranch       main\nlast commit  first\ncheckout     Working tree clean\n", Hashless(await session.OutputAsync("work", "end")));
        var period = await LastAsync(session);
        Assert.Equal(("", "Working tree clean"), (Text(period, "files_modified"), Text(period, "clean")));
    }

    private static string Hashless(string text) => Hash().Replace(text, "at 0123abcd");

    private static async Task<JsonElement> LastAsync(CliSession session)
    {
        using var page = JsonDocument.Parse(await session.OutputAsync("work", "list", "--json"));
        return page.RootElement.GetProperty("items")[0].Clone();
    }

    private static string Text(JsonElement period, string field) => period.TryGetProperty(field, out var value) ? value.GetString() ?? "" : "";

    private static Task WriteAsync(CliSession session, string file, string text) => File.WriteAllTextAsync(Path.Combine(session.Folder, file), text);

    private static async Task CommitAsync(CliSession session, string message)
    {
        Assert.True(await TryGitAsync(session, "add", "--all"));
        Assert.True(await TryGitAsync(session, "-c", "user.name=ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false", "commit", "--message", message));
    }

    private static async Task<bool> TryGitAsync(CliSession session, params string[] words)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", words) { WorkingDirectory = session.Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var told = Task.WhenAll(git.StandardOutput.ReadToEndAsync(), git.StandardError.ReadToEndAsync());
            await git.WaitForExitAsync();
            await told;
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\bat [0-9a-f]{8}\b")]
    private static partial Regex Hash();
}
