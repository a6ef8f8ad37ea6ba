using System.Diagnostics;
using System.Text.RegularExpressions;
using Assay.Notebook;
using Assay.Notebook.Text;
using Assay.Planning;
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
        description: |
          Soup tasting
          Which soup goes on the menu.
        metrics:
          taste: { definition: mean of five tasters, split: valid, direction: maximize }
          salt: { definition: grams a litre, direction: minimize }
          train/taste: { definition: mean of the cooks, split: train, direction: maximize }
          valid/loss: { definition: guests who left, split: valid, direction: minimize }
        top: { by: taste, limit: 4 }
        defaults:
          command: "mkdir -p ${out}; printf '{\"taste\": %s, \"salt\": %s}' ${taste} ${salt} > ${out}/result.json"
          results: "${out}/result.json"
          stage: tasting
          source: kitchen
          inputs: market.txt
        phases:
          - { id: F1, title: First tasting, goal: find a base, items: [S-P1, S-P2] }
          - { id: F2, title: Second tasting, items: [S-P3, S-P5, S-P4] }
        priorities:
          S-P1: { title: Leek baseline, reason: the soup of last year, ids: S-01..S-03, zip: { taste: [0.5, 0.75, 0.25], salt: [3, 4, 5] } }
          S-P2: { title: Pea, ids: S-04..S-05, zip: { taste: [0.6, 0.7], salt: [2, 2] }, seeds: [1, 2] }
          S-P3: { title: Beet, experiments: [{ id: S-06, params: { taste: 0.9, salt: 9 } }, { id: S-07, command: "echo 'pot on fire' >&2; exit 2", params: { taste: 0, salt: 0 } }] }
          S-P4: { title: Carrot, ids: S-08..S-09, matrix: { taste: [0.1, 0.2], salt: [1] }, needs: [S-P3] }
          S-P5:
            title: Slow soup
            ids: S-10
            params: { heat: low }
            outputs: "${out}/checkpoints/final.txt"
            results: { csv: "${out}/history.csv", row: all, step: epoch }
            command: "mkdir -p ${out}/checkpoints; printf 'epoch,train/taste,valid/loss,taste\\n1,0.3,0.9,0.2\\n2,0.5,0.4,0.65\\n3,0.7,0.6,0.55\\n' > ${out}/history.csv; echo ${heat} > ${out}/checkpoints/final.txt"
        """;

    [Theory]
    [InlineData("actions")]
    [InlineData("context")]
    [InlineData("runs")]
    [InlineData("tracker")]
    [InlineData("training")]
    public async Task A_plan_run_from_scratch_has_the_approved_log(string format)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "market.txt"), "leek, pea, beet, carrot");
        var plan = bench.Plan(Plan);
        Assert.SkipUnless(await TryCommitAsync(bench.Folder), "git is not there.");
        await bench.RunAsync(plan);
        await RepeatAsync(bench, plan);
        await DescribeAsync(bench);

        var written = LogFormats.Named(format);
        var text = written.Write(ValueHarvest.Refreshed(await PlanBook.ReadAsync(plan, bench.Store, new TestClock())));
        Approved.Verify($"tests/Assay.Tests/Expectations/Logs/{format}.md", Timeless(text));
        var lacking = GeneratedLogContents.Of(format).Where(part => !Regex.IsMatch(text, part, RegexOptions.Multiline | RegexOptions.CultureInvariant)).ToArray();
        Assert.True(lacking.Length == 0, $"the log lacks:\n{string.Join('\n', lacking)}\n\n{text}");
        var read = Read(text);
        var again = written.Write(read);
        // A hand-over only counts runs, so those are not in it to be read back; what people wrote is.
        if (format == "context")
            Assert.Equal(BookText.Of(read.Workstreams), BookText.Of(Read(again).Workstreams));
        else
            Assert.Equal(BookText.Of(read), BookText.Of(Read(again)));
        // Ranks and commands come from the plan, which a file does not hold.
        if (format is not ("context" or "training"))
            Assert.Equal(text, again);

        LogBook Read(string log) => written.Read(LogDocument.Parse("soups", log), new LogReport());
    }

    // One taster had a cold: the first run of S-02 is superseded by another.
    private static async Task RepeatAsync(PlanBench bench, Plan plan)
    {
        var first = Assert.Single(await bench.Store.FindRunsAsync("S-02", 9)).Id;
        await bench.Store.WriteAsync(new WriteBatch([new PatchRun(first, new RunPatch { SupersededWhy = "one taster had a cold" })]));
        await bench.RunAsync(plan, selection: new PlanSelection { ExperimentIds = ["S-02"] });
        var second = Assert.Single(await bench.Store.FindRunsAsync("S-02", 9), run => run.Id != first).Id;
        await bench.Store.WriteAsync(new WriteBatch([new PatchRun(first, new RunPatch { SupersededBy = second, SupersededWhy = "one taster had a cold" })]));
    }

    private static async Task DescribeAsync(PlanBench bench)
    {
        var best = Assert.Single(await bench.Store.FindRunsAsync("S-06", 2));
        await bench.Store.WriteAsync(new WriteBatch([new PatchRun(best.Id, new RunPatch { Caveat = "one taster was ill", Result = "sweet", Conclusion = "less beet" })]));
        await bench.Store.SaveWorkstreamAsync(new Workstream("ws1", "kitchen") { Focus = "soups", Title = "Soup Kitchen", CurrentTask = "beets", TaskStatus = "half done" });
        await bench.Store.SaveWorkPeriodAsync(new WorkPeriod(0, "ws1", Some.Time.AddDays(-1)) { Ended = Some.Time.AddDays(-1).AddHours(1), Title = "Shopping", Summary = "Bought leeks" });
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
            Outputs = await OutputTree.OfAsync(bench.Store, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200)),
        });
        foreach (var target in (NoteTarget[])[new("plan", "soups"), new("phase", "soups/F1"), NoteTarget.Run(best.Id), new("workstream", "ws1"), new("work-period", $"{period.Id}")])
        {
            foreach (var kind in Enum.GetValues<NoteKind>())
                await bench.Store.AddNoteAsync(new Note(0, kind, $"{kind} of the {target.Kind}", target, "ann", Some.Time));
        }

        foreach (var state in (NoteState[])[NoteState.Done, NoteState.Dropped])
            await bench.Store.AddNoteAsync(new Note(0, NoteKind.NextStep, $"{state} step", new NoteTarget("plan", "soups"), "ann", Some.Time) { State = state });
    }

    private static async Task<bool> TryCommitAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), ".assay/\noutputs/\n");
        foreach (var words in (string[][])[["init", "--quiet", "--initial-branch", "main"], ["add", "--all"], ["-c", "user.name=ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--message", "soups"]])
        {
            try
            {
                // The same commit every time.
                var start = new ProcessStartInfo("git", words) { WorkingDirectory = folder, UseShellExecute = false };
                (start.Environment["GIT_AUTHOR_DATE"], start.Environment["GIT_COMMITTER_DATE"]) = ("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z");
                using var git = Process.Start(start)!;
                await git.WaitForExitAsync();
                if (git.ExitCode != 0)
                    return false;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }

        return true;
    }

    // Names, days and times of runs are those of the test's own run.
    private static string Timeless(string text) => Commit().Replace(Day().Replace(Duration().Replace(Stamp().Replace(text, "20260102_030405"), "0.1s"), match => match.Groups["time"].Success ? "2026-01-02 03:04" : "2026-01-02"), "0123abc");

    [GeneratedRegex(@"\b20\d{6}_\d{6}(_\d+)?\b")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\b\d+(\.\d+)? ?m?s\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b20\d\d-\d\d-\d\d(?<time> \d\d:\d\d(:\d\d)?)?")]
    private static partial Regex Day();

    // Seven digits of which one is a letter at least: a commit, no value.
    [GeneratedRegex(@"\b(?=\d*[a-f])[0-9a-f]{7}\b")]
    private static partial Regex Commit();
}
