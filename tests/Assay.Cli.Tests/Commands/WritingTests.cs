using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Tests.Commands;

public sealed class WritingTests
{
    [Fact]
    public async Task A_record_keeps_everything_that_was_typed()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync(
            "record", "--name", "relabel", "--title", "Relabel", "--stage", "data", "--source", "crowd", "--source", "expert", "--reason", "r", "--result", "812 of 900", "--conclusion", "c",
            "--notes", "n", "--status", "failed", "--error", "E: boom", "--started", "2026-01-01 10:00", "--ended", "2026-01-01T09:30:00Z", "--command", "label --all", "--config", "c.yaml",
            "--inputs", "a.csv", "--inputs", "b.csv", "--outputs", "o.csv", "--param", "lr=1e-4", "--param", "name=mlp", "--param", "layers=[1, 2]", "--metric", "agree=0.9", "--tag", "who=ann",
            "--experiment", "labels", "--plan", "p", "--phase", "P1", "--item", "i");
        await using var store = await session.OpenAsync();
        var run = Assert.Single(await store.FindRunsAsync("relabel", 2));
        Assert.Equal(("Relabel", "data", "crowd, expert", "812 of 900", RunStatus.Failed, "E: boom"), (run.Title, run.Stage, run.Source, run.Result, run.Status, run.ErrorLine));
        // Times without a zone are the user's, two hours ahead of UTC here.
        Assert.Equal((new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 1, 9, 30, 0, TimeSpan.Zero)), (run.Started, run.Ended));
        Assert.Equal(("labels", RunKind.Action, new PlanPlace("p") { Phase = "P1", Item = "i" }), (run.Experiment, run.Kind, run.Place));
        var details = await store.GetDetailsAsync(run.Id);
        Assert.Equal(("label --all", "c.yaml", "n"), (details.Command, details.ConfigPath, details.Notes));
        Assert.Equal(["a.csv", "b.csv"], details.Inputs!);
        Assert.Equal([new Param("layers", "[1, 2]"), new Param("lr", "1e-4"), new Param("name", "\"mlp\"")], await store.GetParamsAsync(run.Id));
        Assert.Equal(MetricValue.Of(0.9), Assert.Single(await store.GetMetricsAsync(run.Id)).Last);
        Assert.Equal("ann", (await store.GetTagsAsync(run.Id))["who"]);
    }

    [Fact]
    public async Task Runs_belong_to_a_pattern_and_only_to_a_pattern()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("record", "--pattern", "--name", "sweep", "--command", "train n<BUDGET>_s<SEED>");
        await session.OutputAsync("record", "--name", "n100", "--title", "n100", "--belongs-to", "sweep");
        Assert.Contains("of this pattern", await session.OutputAsync("show", "sweep"), StringComparison.Ordinal);
        var result = await session.RunAsync("record", "--title", "y", "--belongs-to", "n100");
        Assert.Equal(2, result.Code);
        Assert.Contains("is no pattern", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_a_record_are_those_of_the_plan()
    {
        using var session = await CliSession.WithStoreAsync();
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "assay.yaml"), """
            name: p
            stages: [data, training]
            sources: [crowd]
            priorities: { A: { command: "echo 1", ids: A-1 } }
            """);
        Assert.Equal(
            (2, "assay: --stage 'trainig' is not in assay.yaml (did you mean training?): it has data, training.\n"),
            await CodeAndErrorAsync(session, "record", "--title", "x", "--stage", "trainig"));
        Assert.Equal(0, (await session.RunAsync("record", "--title", "x", "--stage", "data", "--source", "crowd", "--priority", "A")).Code);
        await using var store = await session.OpenAsync();
        Assert.Equal("p", Assert.Single((await store.SearchAsync(new RunSearch())).Items).Run.Place!.Plan);
    }

    [Fact]
    public async Task What_became_of_a_failure_is_added_later()
    {
        using var session = await CliSession.WithStudyAsync();
        await session.OutputAsync("record", "edit", "LF-57", "--resolution", "smaller batch", "--resolved-by", "LF-55", "--caveat", "c", "--notes", "n");
        await using var store = await session.OpenAsync();
        var run = await store.GetRunAsync(LossStudy.Crashed);
        Assert.Equal(("smaller batch", LossStudy.Focal, "c", "RuntimeError: out of memory"), (run!.Resolution, run.ResolvedBy!.Value, run.Caveat, run.ErrorLine));
        await session.OutputAsync("record", "edit", "LF-57", "--caveat", "");
        Assert.Null((await store.GetRunAsync(LossStudy.Crashed))!.Caveat);
    }

    [Fact]
    public async Task A_note_goes_from_open_to_done()
    {
        using var session = await CliSession.WithStudyAsync();
        session.Input = "from the pipe\nsecond line\n";
        await session.OutputAsync("note", "add", "-", "--kind", "next-step", "--on", "run:LF-55");
        await session.OutputAsync("note", "edit", "2", "changed", "--kind", "decision");
        await session.OutputAsync("note", "done", "2", "--by", "LF-56");
        await using var store = await session.OpenAsync();
        var note = Assert.Single(await store.GetNotesAsync(new NoteFilter { Kind = NoteKind.Decision }));
        Assert.Equal(("changed", NoteState.Done, LossStudy.CrossEntropy, "ann", NoteTarget.Run(LossStudy.Focal)), (note.Text, note.State, note.SettledBy!.Value, note.Author, note.Target));
        Assert.Contains("No notes", (await session.RunAsync("note", "list", "--kind", "issue")).Error, StringComparison.Ordinal);
        using var page = JsonDocument.Parse(await session.OutputAsync("note", "list", "--on", "run:LF-55", "--json", "--limit", "1"));
        Assert.Equal(("assay/note-list/1", "1"), (page.RootElement.GetProperty("schema").GetString(), page.RootElement.GetProperty("next").GetString()));
    }

    [Fact]
    public async Task Work_is_kept_from_start_to_end()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("workstream", "set", "ws3", "--name", "Loss functions", "--focus", "focal", "--status", "active");
        await session.OutputAsync("workstream", "set", "ws3", "--task", "sweep");
        await session.OutputAsync("work", "start", "ws3");
        Assert.Equal((2, "assay: Work of ann on ws3 goes on since 2026-01-02 05:04:05; 'assay work end ws3' ends it.\n"), await CodeAndErrorAsync(session, "work", "start", "ws3"));
        session.Clock.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal("Work on ws3 ended after 1h 30min.\n", await session.OutputAsync("work", "end", "--summary", "no gain"));
        await session.ApproveAsync("Work/List", "work", "list");
        await session.ApproveAsync("Workstream/List", "workstream", "list");
        Assert.Contains("is open", (await session.RunAsync("work", "end")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supersession_is_taken_back()
    {
        using var session = await CliSession.WithStudyAsync();
        await session.OutputAsync("supersede", "LF-55", "--by", "LF-56", "--why", "wrong split");
        await using var store = await session.OpenAsync();
        var run = await store.GetRunAsync(LossStudy.Focal);
        Assert.Equal((LossStudy.CrossEntropy, "wrong split"), (run!.SupersededBy!.Value, run.SupersededWhy));
        await session.OutputAsync("supersede", "LF-55", "--undo");
        run = await store.GetRunAsync(LossStudy.Focal);
        Assert.Equal((null, null), (run!.SupersededBy, run.SupersededWhy));
    }

    [Fact]
    public async Task Deleted_runs_are_in_the_bin_and_come_back()
    {
        using var session = await CliSession.WithStudyAsync();
        await session.OutputAsync("delete", "LF-55", "LF-56");
        Assert.DoesNotContain("0000aa01", await session.OutputAsync("runs"), StringComparison.Ordinal);
        Assert.Contains("0000aa01", await session.OutputAsync("runs", "--all"), StringComparison.Ordinal);
        var bin = await session.OutputAsync("runs", "--deleted");
        Assert.Contains("0000aa01", bin, StringComparison.Ordinal);
        Assert.DoesNotContain("0000cc03", bin, StringComparison.Ordinal);
        await session.OutputAsync("restore", "0000aa01");
        Assert.Contains("0000aa01", await session.OutputAsync("runs"), StringComparison.Ordinal);
        Assert.Equal(2, (await session.RunAsync("restore", "0000aa01")).Code);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task Exports_are_as_approved(string format)
    {
        using var session = await CliSession.WithStudyAsync();
        await session.ApproveAsync($"Export/Runs-{format}", "export", "runs", "order by id", "--to", "-", "--format", format);
        await session.OutputAsync("export", "runs", "order by id", "--to", $"out.{format}");
        Assert.Equal(await session.OutputAsync("export", "runs", "order by id", "--to", "-", "--format", format), await File.ReadAllTextAsync(Path.Combine(session.Folder, $"out.{format}")));
    }

    [Fact]
    public async Task Init_makes_a_store_a_plan_that_holds_and_keeps_the_store_out_of_git()
    {
        using var session = new CliSession();
        var ignore = Path.Combine(session.Folder, ".gitignore");
        await File.WriteAllTextAsync(ignore, "bin/");
        await session.ApproveAsync("Init/First", "init", "--plan");
        Assert.Equal("bin/\n.assay/\n", await File.ReadAllTextAsync(ignore));
        var plan = Assay.Planning.PlanReader.Read(Path.Combine(session.Folder, "assay.yaml"));
        Assert.Equal(["W-1", "W-2", "W-3"], plan.Experiments.Select(experiment => experiment.Id));
        await session.ApproveAsync("Init/Again", "init", "--plan");
        Assert.Equal("bin/\n.assay/\n", await File.ReadAllTextAsync(ignore));
    }

    [Fact]
    public async Task Doctor_finds_a_damaged_store()
    {
        using var session = await CliSession.WithStudyAsync();
        Assert.Equal(0, (await session.RunAsync("doctor")).Code);
        await File.WriteAllTextAsync(Path.Combine(session.StoreFolder, "assay.db"), "this was a database once, and is none now");
        foreach (var file in Directory.EnumerateFiles(session.StoreFolder, "assay.db-*"))
            File.Delete(file);
        var result = await session.RunAsync("doctor");
        Assert.Equal(1, result.Code);
        Assert.Contains("BROKEN   store", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_finds_a_clock_that_went_back()
    {
        using var session = await CliSession.WithStudyAsync();
        session.Clock.Advance(TimeSpan.FromDays(-1));
        var result = await session.RunAsync("doctor", "--json");
        Assert.Equal(1, result.Code);
        Assert.Contains("""{"what":"clock","state":"broken","found":"it is 2026-01-01T03:09:05Z""", result.Out, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Error)> CodeAndErrorAsync(CliSession session, params string[] args)
    {
        var result = await session.RunAsync(args);
        return (result.Code, result.Error);
    }
}
