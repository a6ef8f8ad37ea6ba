using System.Text.RegularExpressions;
using Assay.Notebook;
using Assay.Notebook.Actions;
using Assay.Notebook.Runs;
using Assay.Notebook.Text;
using Assay.Testing;
using Assay.Tests.Execution.Plans;
using Assay.Tracking;

namespace Assay.Tests.Notebook;

/// <summary>The book of a plan that was run: most is done, one experiment failed, what needs it waits.</summary>
public sealed partial class PlanBookTests
{
    private const string Plan = """
        name: soups
        description: Soup tasting
        metrics:
          taste: { definition: mean of five tasters, split: valid, direction: maximize }
        defaults:
          command: "printf '{\"taste\": %s}' ${salt} > ${id}.json"
          results: "${id}.json"
        phases:
          - { id: F1, title: First tasting, goal: find a base, items: [S-P1, S-P2] }
          - { id: F2, title: Second tasting, items: [S-P3] }
          - { id: F3, title: Third tasting, items: [S-P4] }
        priorities:
          S-P4: { title: Carrot, ids: S-06, params: { salt: 0.1 }, needs: [S-P3] }
          S-P1: { title: Leek, reason: cheap, ids: S-01..S-02, zip: { salt: [0.5, 0.75] } }
          S-P2: { title: Pea, ids: S-03, params: { salt: 0.6 }, seeds: [1, 2] }
          S-P3: { title: Beet, experiments: [{ id: S-04, title: Warm beet, params: { salt: 0.9 } }, { id: S-05, command: "echo 'pot on fire' >&2; exit 2", params: { salt: 0 } }] }
        """;

    [Fact]
    public async Task Actions_stand_by_phase_and_item_with_what_failed_and_what_waits()
    {
        await using var bench = await PlanBench.OpenAsync();
        var book = await RunAsync(bench);
        var text = new ActionsFormat().Write(book);
        var actions = text[text.IndexOf("## Recorded Actions", StringComparison.Ordinal)..];
        Assert.Equal(
            ["## Recorded Actions", "## F1 — First tasting", "### F1 - Item S-P1: Leek", "### [when] `S-01`: Leek", "### [when] `S-02`: Leek", "### F1 - Item S-P2: Pea", "### [when] `S-03-s1`: Pea", "### [when] `S-03-s2`: Pea",
                "## F2 — Second tasting", "### F2 - Item S-P3: Beet", "### [when] `S-04`: Warm beet", "### [when] `S-05`: Beet", "## F3 — Third tasting", "### F3 - Item S-P4: Carrot", "### `S-06`: Carrot", "## Findings", "## Next steps"],
            actions.Split('\n').Where(line => line.StartsWith('#')).Select(line => When().Replace(line, "[when]")));
        foreach (var line in (string[])["- **Error:** pot on fire", "  echo 'pot on fire' >&2; exit 2", "- **Status:** planned", "  printf '{\"taste\": %s}' 0.1 > S-06.json", "  - `taste` = `0.9` (higher is better)", "- **Observations:** Burnt at the edge.",
            "  - Decisions: Leek it is.", "  - Goal: find a base", "    - Status: completed (2 of 2)", "## Logging Rules", "## Entry Template", "## Plan Tracking Map"])
            Assert.Contains(line + "\n", text, StringComparison.Ordinal);
        AssertNamed(book, new ActionsFormat(), text);
    }

    [Fact]
    public async Task Runs_stand_by_date_and_what_waits_has_its_exact_command()
    {
        await using var bench = await PlanBench.OpenAsync();
        var book = await RunAsync(bench);
        var text = new RunsFormat().Write(book);
        foreach (var line in (string[])["### Run 1: `S-01`: Leek", "- Outcome: success", "- Outcome: failed", "- Failure point: pot on fire", "  - `taste` = `0.75` (higher is better)", "## Not run yet", "### Run 7: `S-06`: Carrot",
            "1. `S-06`: Carrot (planned): `printf '{\"taste\": %s}' 0.1 > S-06.json`", "2. Ask the cook."])
            Assert.Contains("\n" + line + "\n", text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(text, "^## Next planned runs$", RegexOptions.Multiline));
        AssertNamed(book, new RunsFormat(), text);
        Assert.Equal(["Leek wins.", "Ask the cook."], new RunsFormat().Read(LogDocument.Parse("soups", text), new LogReport()).Notes.Select(note => note.Text));
    }

    [Fact]
    public async Task Phases_say_how_far_they_are()
    {
        await using var bench = await PlanBench.OpenAsync();
        var before = await PlanBook.ReadAsync(bench.Plan(Plan), null, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal("Not Started", before.Status);
        Assert.All(before.Phases, phase => Assert.Equal("not started", phase.Status));
        Assert.All(before.Entries, entry => Assert.Equal(RunStatus.Planned, entry.Status));

        var book = await RunAsync(bench);
        Assert.Equal(["completed (4 of 4)", "items S-P3 failed (1 of 2)", "not started"], book.Phases.Select(phase => phase.Status));
        Assert.Equal("Leek it is.", Assert.Single(book.Phases[0].Notes).Text);
        Assert.Equal(["F1", "F2", "F3"], book.Categories.Select(category => category.Name));
    }

    [Fact]
    public async Task An_older_try_keeps_its_place_under_a_key_of_its_own()
    {
        await using var bench = await PlanBench.OpenAsync();
        await RunAsync(bench);
        var changed = bench.Plan(Plan.Replace("salt: 0.9", "salt: 0.8", StringComparison.Ordinal));
        var waiting = await PlanBook.ReadAsync(changed, bench.Store, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal([("S-04 #1", RunStatus.Completed), ("S-04", RunStatus.Planned)], waiting.Entries.Where(entry => entry.Experiment == "S-04").Select(entry => (entry.Key, entry.Status!.Value)));

        await bench.RunAsync(changed);
        var book = await PlanBook.ReadAsync(changed, bench.Store, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal([("S-04 #1", 0.9), ("S-04", 0.8)], book.Entries.Where(entry => entry.Experiment == "S-04").Select(entry => (entry.Key, entry.Metrics[0].Last.Value.Number)));
        AssertNamed(book, new ActionsFormat(), new ActionsFormat().Write(book));
    }

    [Fact]
    public async Task Without_phases_categories_are_what_ids_have_in_common()
    {
        await using var bench = await PlanBench.OpenAsync();
        var book = await PlanBook.ReadAsync(
            bench.Plan("name: soups\ndefaults: { command: 'true' }\npriorities:\n  A: { title: Leek, ids: LK-1..LK-3, matrix: { a: [1, 2, 3] } }\n  B: { title: Pea, ids: PE-1..PE-2, matrix: { a: [1, 2] } }\n"), null, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal([("LK", 3, "Leek"), ("PE", 2, "Pea")], book.Categories.Select(category => (category.Name, category.Count, category.Description!)));
    }

    [Fact]
    public async Task What_was_recorded_by_hand_under_the_plans_name_follows_its_own()
    {
        await using var bench = await PlanBench.OpenAsync();
        await bench.Store.CreateRunAsync(new RunDraft("soups") { Name = "by hand", Place = new PlanPlace("soups"), Status = RunStatus.Completed, Facts = new RunPatch { Title = "Stirred" } });
        await bench.Store.CreateRunAsync(new RunDraft("stews") { Name = "elsewhere", Place = new PlanPlace("stews"), Status = RunStatus.Completed });
        await bench.Store.SaveWorkstreamAsync(new Workstream("ws7", "kitchen"));
        var book = await PlanBook.ReadAsync(bench.Plan(Plan), bench.Store, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(("by hand", "Stirred"), (book.Entries[^1].Key, book.Entries[^1].Title));
        Assert.Equal(8, book.Entries.Count);
        Assert.Equal("ws7", Assert.Single(book.Workstreams).Id);
    }

    // What a person types in a generated log finds its run by the entry's key.
    private static void AssertNamed(LogBook book, ILogFormat format, string text) => Assert.Equal(
        book.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal),
        format.Read(LogDocument.Parse("soups", text), new LogReport()).Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal));

    private static async Task<LogBook> RunAsync(PlanBench bench)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        var plan = bench.Plan(Plan);
        await bench.RunAsync(plan);
        var beet = (await bench.ProgressAsync(plan)).Named("S-04")[0].Completed!.Run.Id;
        foreach (var (kind, text, target) in new[]
        {
            (NoteKind.Finding, "Leek wins.", new NoteTarget("plan", "soups")), (NoteKind.NextStep, "Ask the cook.", new NoteTarget("plan", "soups")),
            (NoteKind.Decision, "Leek it is.", new NoteTarget("phase", "soups/F1")), (NoteKind.Observation, "Burnt at the edge.", NoteTarget.Run(beet)),
        })
            await bench.Store.AddNoteAsync(new Note(0, kind, text, target, "ann", Some.Time));
        return await PlanBook.ReadAsync(plan, bench.Store, TimeProvider.System);
    }

    [GeneratedRegex(@"\[\d{4}-[^\]]*\]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex When();
}
