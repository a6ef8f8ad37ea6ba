using Assay.Notebook;
using Assay.Notebook.Context;
using Assay.Notebook.Text;
using Assay.Testing;
using Assay.Tests.Tracking.Sqlite;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Notebook;

public sealed class WorkstreamBookTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_day_of_work_becomes_a_hand_over()
    {
        await using var store = await _folder.OpenAsync();
        await store.SaveWorkstreamAsync(new Workstream("ws7", "oven") { Focus = "crust", Title = "Oven Trials", CurrentTask = "steam", TaskStatus = "half done" });
        await store.SaveWorkstreamAsync(new Workstream("ws8", "glaze"));
        var start = Some.Time;
        var end = start.AddHours(2);

        foreach (var (title, heat, score) in new[] { ("baseline", "200", 0.5), ("hot", "220", 0.75), ("hotter", "240", 0.625) })
        {
            var run = await store.CreateRunAsync(new RunDraft("oven")
            {
                Name = title,
                Status = RunStatus.Completed,
                Started = start,
                Ended = start.AddHours(1),
                Facts = new RunPatch { Title = title },
                Params = [new Param("heat", heat)],
            });
            await store.WriteAsync(new WriteBatch([
                new LogMetrics(run.Id, new MetricIdentity("crumb") { Direction = Direction.Maximize }, [Some.Point(score)]),
                new AddArtifact(run.Id, new Artifact("loaf.json", 1, new string('a', 64), false)),
            ]));
        }

        await store.CreateRunAsync(new RunDraft("oven") { Name = "later", Status = RunStatus.Completed, Started = end.AddHours(1), Ended = end.AddHours(2), Tags = new Dictionary<string, string> { ["workstream"] = "ws8" } });
        var outputs = await OutputTree.OfAsync(store, start, end);
        var period = await store.SaveWorkPeriodAsync(new WorkPeriod(0, "ws7", start)
        {
            Ended = end,
            Title = "Heat sweep",
            Summary = "Baked three\nTasted them",
            EndCommit = "77ab01c2d3e4",
            CommitTitle = "feat: heat",
            Branch = "main",
            FilesModified = "a.md\nb.md (new)",
            Clean = "Working tree clean",
            Outputs = outputs,
        });
        await store.AddNoteAsync(new Note(0, NoteKind.Decision, "Stay at 220", new NoteTarget("work-period", $"{period.Id}"), "ann", end));
        await store.AddNoteAsync(new Note(0, NoteKind.Observation, "Smoke", new NoteTarget("workstream", "ws7"), "ann", end));

        var book = await StoreBook.ReadAsync(store, null);
        Assert.Equal(["ws7", "ws8"], book.Workstreams.Select(stream => stream.Id));
        Assert.Equal(["ws7", "ws7", "ws7", "ws8"], book.Entries.Select(entry => entry.Workstream));
        var format = new ContextFormat();
        var text = format.Write(book);
        foreach (var line in (string[])["# Workstream 7 Context: Oven Trials", "## Session 2026-01-02 03:04: Heat sweep", "- Best: 0.75 crumb (+0.25 vs baseline)", "- heat=220: Mean crumb 0.75 (1 run) - BEST", "- heat=200: Mean crumb 0.5 (1 run) - WORST",
            "- `b.md` (new)", "- **Last commit**: `77ab01c2` feat: heat", "hot/\n└── loaf.json", "1. Stay at 220", "- Tasted them", "- **Observation**: Smoke"])
            Assert.Contains(line, text, StringComparison.Ordinal);
        var again = format.Read(LogDocument.Parse("bakery", text), new LogReport());
        Assert.Equal(BookText.Of(book.Workstreams.Select(stream => stream with { Periods = [.. stream.Periods.Select(each => each with { Ended = null })] })), BookText.Of(again.Workstreams));
        Assert.Empty(again.Entries);
    }

    [Fact]
    public void A_book_without_anything_done_has_every_heading()
    {
        var text = new ContextFormat().Write(new LogBook("bakery") { Priorities = [new LogPriority("S-P1") { Experiments = ["S-1", "S-2"], Command = "bake S-1" }] });
        foreach (var heading in (string[])["# Workstream Context", "## Identity", "## Current Task", "## Session", "### Key Results", "### User Priorities for Next Steps", "## Files Modified This Session", "## Git Status", "## Outputs Generated",
            "## Next Session Should", "## Key Decisions This Session", "## Session History", "1. Run the 2 planned experiments of S-P1: `bake S-1`"])
            Assert.Contains("\n" + heading, "\n" + text, StringComparison.Ordinal);
    }
}
