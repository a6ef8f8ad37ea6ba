using System.Diagnostics;
using System.Text.Json;

namespace Assay.Cli.Tests.Commands;

public sealed class GitWorkTests
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
        await session.OutputAsync("work", "start", "--workstream", "ws3");

        await WriteAsync(session, "kept.txt", "changed\n");
        await WriteAsync(session, "added file.txt", "c\n");
        File.Delete(Path.Combine(session.Folder, "gone.txt"));
        await CommitAsync(session, "feat: second oven");
        await WriteAsync(session, "öfen.txt", "d\n");
        session.Clock.Advance(TimeSpan.FromHours(1));
        await session.OutputAsync("work", "end", "--workstream", "ws3");

        var period = await LastAsync(session);
        Assert.Equal("added file.txt (added)\ngone.txt (deleted)\nkept.txt\nöfen.txt (new)", Text(period, "files_modified"));
        Assert.Equal(("ovens", "feat: second oven", "1 file not committed"), (Text(period, "branch"), Text(period, "commit_title"), Text(period, "clean")));
        Assert.NotEqual(Text(period, "start_commit"), Text(period, "end_commit"));
        var page = await session.OutputAsync("log", "--format", "context");
        foreach (var said in (string[])["kept.txt", "- **Branch**: `ovens`", "feat: second oven", "1 file not committed"])
            Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkout_that_nobody_touched_is_clean()
    {
        using var session = await CliSession.WithStoreAsync();
        Assert.SkipUnless(await TryGitAsync(session, "init"), "git is not there.");
        await WriteAsync(session, ".gitignore", ".assay/\n");
        await CommitAsync(session, "first");
        await session.OutputAsync("workstream", "set", "ws3", "--name", "Ovens");
        await session.OutputAsync("work", "start", "ws3");
        await session.OutputAsync("work", "end");
        var period = await LastAsync(session);
        Assert.Equal(("", "Working tree clean"), (Text(period, "files_modified"), Text(period, "clean")));
    }

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
}
