using System.Text.RegularExpressions;
using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Testing;
using Assay.Tests.Execution.Plans;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Notebook;

/// <summary>The five logs of a plan that was run from scratch, nothing imported: what a user gets who never kept one by hand.</summary>
public sealed partial class GeneratedLogsTests
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
          stage: tasting
        phases:
          - { id: F1, title: First tasting, goal: find a base, items: [S-P1, S-P2] }
          - { id: F2, title: Second tasting, items: [S-P3, S-P4] }
        priorities:
          S-P1: { title: Leek, ids: S-01..S-03, zip: { taste: [0.5, 0.75, 0.25], salt: [3, 4, 5] } }
          S-P2: { title: Pea, ids: S-04..S-05, zip: { taste: [0.6, 0.7], salt: [2, 2] }, seeds: [1, 2] }
          S-P3: { title: Beet, experiments: [{ id: S-06, params: { taste: 0.9, salt: 9 } }, { id: S-07, command: "echo 'pot on fire' >&2; exit 2", params: { taste: 0, salt: 0 } }] }
          S-P4: { title: Carrot, ids: S-08..S-09, matrix: { taste: [0.1, 0.2], salt: [1] }, needs: [S-P3] }
        """;

    [Theory]
    [InlineData("actions", "## Plan Tracking Map", "## Recorded Actions", "**Status:** completed", "**Status:** failed", "**Stage:** tasting", "**Command:**", "**Result summary:**", "find a base", "0.1 1 > S-08.json")]
    [InlineData("context", "## Identity", "- **ID**: ws1", "- **Name**: kitchen", "## Current Task", "### Key Results", "### User Priorities for Next Steps", "## Files Modified This Session", "## Git Status", "- **Branch**: `main`", "- **Last commit**: `77ab01c2`", "## Outputs Generated", "## Next Session Should", "## Key Decisions This Session", "## Session History", "assay run --priority S-P4")]
    [InlineData("runs", "### Run 1", "- Command", "- Outcome: success", "- Outcome: failed", "pot on fire", "`taste` = `0.9`", "## Next", "0.1 1 > S-08.json")]
    [InlineData("tracker", "**Last Updated**: 2026-01-02", "**Status**: S-P3 In Progress", "## Experiment Overview", "| Category | Count | Description |", "## Run Status", "### Completed Priorities", "### In Progress", "### Pending", "| Priority | Experiments | Type | Command |", "**Remaining: 3 experiments**", "## Top Results", "| Rank | Exp ID |", "## Key Findings", "## Next Steps", "## Commands Quick Reference", "## File Locations", "| S-P4 | S-08, S-09 | Carrot | `assay run --priority S-P4` |", "assay run --priority S-P3 --dry-run")]
    [InlineData("training", "### Experiment: ", "**Date**:", "**Status**:", "**Configuration**:", "**Results**:", "**Analysis**:", "**Next Steps**:", "0.9", "0.1 1 > S-08.json")]
    public async Task A_plan_run_from_scratch_has_the_approved_log(string format, params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan(Plan);
        await bench.RunAsync(plan);
        await DescribeAsync(bench);

        var written = LogFormats.Named(format);
        var text = written.Write(ValueHarvest.Refreshed(await PlanBook.ReadAsync(plan, bench.Store, new TestClock())));
        Approved.Verify($"tests/Assay.Tests/Expectations/Logs/{format}.md", Timeless(text));
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        var again = written.Write(written.Read(LogDocument.Parse("soups", text), new LogReport()));
        // A hand-over only counts runs, so those are not in it to be read back; what people wrote is.
        if (format == "context")
            Assert.Equal(BookText.Of(Workstreams(text)), BookText.Of(Workstreams(again)));
        else
            Assert.Equal(text, again);

        IReadOnlyList<LogWorkstream> Workstreams(string log) => written.Read(LogDocument.Parse("soups", log), new LogReport()).Workstreams;
    }

    private static async Task DescribeAsync(PlanBench bench)
    {
        var best = Assert.Single(await bench.Store.FindRunsAsync("S-06", 2));
        await bench.Store.WriteAsync(new WriteBatch([new PatchRun(best.Id, new RunPatch { Caveat = "one taster was ill" })]));
        await bench.Store.SaveWorkstreamAsync(new Workstream("ws1", "kitchen") { Focus = "soups", Title = "Soup Kitchen", CurrentTask = "beets", TaskStatus = "half done" });
        var period = await bench.Store.SaveWorkPeriodAsync(new WorkPeriod(0, "ws1", Some.Time)
        {
            Ended = Some.Time.AddHours(2),
            Title = "First soups",
            Summary = "Tasted the leeks",
            Branch = "main",
            EndCommit = "77ab01c2d3e4",
            CommitTitle = "feat: soups",
            FilesModified = "assay.yaml",
            Clean = "Working tree clean",
        });
        foreach (var target in (NoteTarget[])[new("plan", "soups"), new("phase", "soups/F1"), NoteTarget.Run(best.Id), new("workstream", "ws1"), new("work-period", $"{period.Id}")])
        {
            foreach (var kind in Enum.GetValues<NoteKind>())
                await bench.Store.AddNoteAsync(new Note(0, kind, $"{kind} of the {target.Kind}", target, "ann", Some.Time));
        }
    }

    // Names, days and times of runs are those of the test's own run.
    private static string Timeless(string text) => Day().Replace(Duration().Replace(Stamp().Replace(text, "20260102_030405"), "0.1s"), match => match.Groups["time"].Success ? "2026-01-02 03:04" : "2026-01-02");

    [GeneratedRegex(@"\b20\d{6}_\d{6}\b")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\b\d+(\.\d+)? ?m?s\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d(?<time> \d\d:\d\d(:\d\d)?)?")]
    private static partial Regex Day();
}
