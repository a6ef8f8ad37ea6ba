using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Notebook.Tracker;
using Assay.Testing;
using Assay.Tests.Execution.Plans;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Notebook.Tracker;

public sealed class TrackerLogTests
{
    private const string Plan = """
        name: soups
        description: Soup tasting
        metrics:
          taste: { definition: mean of five tasters, split: valid, direction: maximize }
          salt: { definition: grams a litre, direction: minimize }
        top: { by: taste, limit: 3 }
        defaults:
          command: "printf '{\"taste\": %s, \"salt\": %s}' ${taste} ${salt} > ${id}.json"
          results: "${id}.json"
        phases: [{ id: F1, title: First tasting, items: [S-P1, S-P2] }, { id: F2, title: Second tasting, items: [S-P3, S-P4] }]
        priorities:
          S-P1: { title: Leek, ids: S-01..S-03, zip: { taste: [0.5, 0.75, 0.25], salt: [3, 4, 5] } }
          S-P2: { title: "Pea | mint", ids: S-04..S-05, zip: { taste: [0.6, 0.7], salt: [2, 2] }, seeds: [1, 2] }
          S-P3: { title: Beet, experiments: [{ id: S-06, params: { taste: 0.9, salt: 9 } }, { id: S-07, command: "echo 'pot on fire' >&2; exit 2", params: { taste: 0, salt: 0 } }] }
          S-P4: { title: Carrot, type: Smooth, ids: S-08..S-09, matrix: { taste: [0.1, 0.2], salt: [1] }, needs: [S-P3] }
        """;

    [Fact]
    public async Task The_tracker_of_a_plan_half_done_is_the_approved_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan(Plan);
        await bench.RunAsync(plan);
        await AddAsync(bench, NoteKind.Finding, "Leek wins\nIt is **not** the salt.", new NoteTarget("plan", "soups"));
        await AddAsync(bench, NoteKind.Observation, "Beet stains the spoons.", new NoteTarget("priority", "soups/S-P3"));
        await AddAsync(bench, NoteKind.NextStep, "Ask the cook about S-07.", NoteTarget.Store);
        await AddAsync(bench, NoteKind.Finding, "of another plan", new NoteTarget("plan", "stews"));
        var best = (await bench.ProgressAsync(plan)).Named("S-06")[0].Completed!.Run;
        await bench.Store.WriteAsync(new WriteBatch([new PatchRun(best.Id, new RunPatch { Caveat = "one taster was ill" })]));

        var text = new TrackerFormat().Write(PlanBook.Of(await bench.ProgressAsync(plan), await bench.Store.GetNotesAsync(new NoteFilter()), Some.Time));
        Approved.Verify("tests/Assay.Tests/Expectations/Tracker/HalfDone.md", text);
        Assert.Equal(text, new TrackerFormat().Write(new TrackerFormat().Read(LogDocument.Parse("soups", text), new LogReport())));
    }

    [Fact]
    public async Task A_plan_that_was_never_run_has_everything_pending()
    {
        await using var bench = await PlanBench.OpenAsync();
        var text = new TrackerFormat().Write(PlanBook.Of(await bench.ProgressAsync(bench.Plan(Plan)), [], Some.Time));
        Assert.Contains("**Status**: Not Started", text, StringComparison.Ordinal);
        Assert.Contains("| S-P4 | S-08, S-09 | Smooth | `assay run --priority S-P4` |", text, StringComparison.Ordinal);
        Assert.Contains("**Remaining: 11 experiments**", text, StringComparison.Ordinal);
        Assert.Contains("No completed run has this metric yet.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A-1,A-2,A-3,A-5", "A-1 to A-3, A-5")]
    [InlineData("A-09,A-10", "A-09, A-10")]
    [InlineData("x,y", "x, y")]
    [InlineData("B1,A2,A3,A4", "B1, A2 to A4")]
    public void Consecutive_ids_are_written_as_ranges(string ids, string shown) => Assert.Equal(shown, IdRange.Describe(ids.Split(',')));

    private static Task<Note> AddAsync(PlanBench bench, NoteKind kind, string text, NoteTarget target) =>
        bench.Store.AddNoteAsync(new Note(0, kind, text, target, "ann", Some.Time));
}
