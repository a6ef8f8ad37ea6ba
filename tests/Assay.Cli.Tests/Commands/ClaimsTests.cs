using Assay.Cli.Completion;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Cli.Tests.Commands;

public sealed class ClaimsTests
{
    private const string Plan = """
        name: ovens
        metrics: { crumb: { direction: maximize } }
        claims:
          - id: hot-is-better
            says: Hot ovens bake better crumb
            stated_in: notes.md:12
            metric: crumb
            treatment: { tags: { heat: hot } }
            control: { tags: { heat: mild } }
            test: { kind: welch, at_least: 0.05 }
            prediction: { at_least: 0.1 }
            required: true
          - id: mild-is-better
            says: Mild ovens bake better crumb
            metric: crumb
            treatment: { tags: { heat: mild } }
            control: { tags: { heat: hot } }
            test: { kind: welch }
          - id: new-oven-works
            says: The new oven is as good as the old one
            metric: crumb
            treatment: { tags: { oven: new } }
            control: { tags: { oven: old } }
            test: { alternative: equivalent, within: 0.02 }
          - id: ready-to-open
            says: The bakery can open
            gate:
              - { claim: hot-is-better }
              - { metric: crumb, over: { tags: { heat: hot } }, reduce: min, at_least: 0.7 }
              - { exists: { stage: tasting } }
        """;

    [Fact]
    public async Task Verdicts_are_printed_as_approved()
    {
        using var session = await OvensAsync();
        await session.ApproveAsync("Claims/Check", "claims", "check");
        await session.ApproveAsync("Claims/CheckOne", "claims", "check", "mild-is-better");
        await session.ApproveAsync("Claims/CheckJson", "claims", "check", "ready-to-open", "--json");
        await session.ApproveAsync("Claims/Show", "claims", "show", "hot-is-better");
        await session.ApproveAsync("Claims/ShowGate", "claims", "show", "ready-to-open");
        await session.ApproveAsync("Claims/History", "claims", "history");
    }

    [Fact]
    public async Task A_required_claim_that_is_not_supported_is_exit_1_and_only_among_those_shown()
    {
        using var session = await OvensAsync();
        Assert.Equal(0, (await session.RunAsync("claims", "check")).Code);
        await using (var store = await session.OpenAsync())
            await AddAsync(store, session.Clock, "hot", 0.1, 9);
        var result = await session.RunAsync("claims", "check");
        Assert.Equal(1, result.Code);
        Assert.Contains("claim hot-is-better: supported → unresolved", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await session.RunAsync("claims", "check", "new-oven-works")).Code);
    }

    [Fact]
    public async Task A_verb_that_writes_tests_the_claims_again()
    {
        using var session = await OvensAsync();
        await session.OutputAsync("claims", "check");
        await using (var store = await session.OpenAsync())
        {
            var hot = (await store.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items.Where(row => row.Tags["heat"] == "hot").Select(row => row.Run.Id).ToList();
            await store.WriteAsync(new WriteBatch([.. hot.Skip(1).Select(run => new PatchRun(run, new RunPatch { SupersededWhy = "thermometer was broken" }))]));
            var said = await session.RunAsync("supersede", hot[0].Value, "--why", "thermometer was broken");
            Assert.Equal(0, said.Code);
            Assert.Contains("claim hot-is-better: supported → invalid (the treatment's evidence was superseded: thermometer was broken)", said.Error, StringComparison.Ordinal);
        }

        Assert.Contains("invalid", await session.OutputAsync("claims", "history", "hot-is-better"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_saving_nothing_is_remembered()
    {
        using var session = await OvensAsync();
        await session.OutputAsync("claims", "check", "--no-save");
        Assert.Contains("No verdict was ever recorded", (await session.RunAsync("claims", "history")).Error, StringComparison.Ordinal);
        await using var store = await session.OpenAsync();
        Assert.Empty(await store.GetClaimsAsync("ovens"));
    }

    [Fact]
    public async Task The_history_is_paged()
    {
        using var session = await OvensAsync();
        await session.OutputAsync("claims", "check");
        var first = await session.OutputAsync("claims", "history", "--limit", "3", "--json");
        Assert.Contains("\"next\":\"3\"", first, StringComparison.Ordinal);
        Assert.Contains("\"next\":null", await session.OutputAsync("claims", "history", "--limit", "3", "--after", "3", "--json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no claim 'hot-is-beter'; did you mean 'hot-is-better'?", "claims", "check", "hot-is-beter")]
    [InlineData("there is no claim 'cold'", "claims", "show", "cold")]
    [InlineData("there is no claim 'cold'", "claims", "history", "cold")]
    [InlineData("there is no such plan file", "claims", "check", "--plan", "nowhere.yaml")]
    [InlineData("the plan states no claims", "claims", "check", "--plan", "none.yaml")]
    [InlineData("none.yaml", "claims", "check", "--plan", "broken.yaml")]
    [InlineData("id", "claims", "show")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string said, params string[] words)
    {
        using var session = await OvensAsync();
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "none.yaml"), "experiments: [{ id: a, command: run }]");
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "broken.yaml"), "claims: [{ id: a }]");
        var result = await session.RunAsync(words);
        Assert.Equal(2, result.Code);
        Assert.Contains(said == "none.yaml" ? "broken.yaml:1:10 claims[0]: the key 'says' is missing" : said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_store_there_is_no_evidence()
    {
        using var session = new CliSession();
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "assay.yaml"), Plan);
        var result = await session.RunAsync("claims", "check");
        Assert.Equal(2, result.Code);
        Assert.Contains("there is no store yet, hence no evidence", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_are_completed_from_the_plan()
    {
        using var session = await OvensAsync();
        var host = new CliHost { Out = TextWriter.Null, Error = TextWriter.Null, Folder = session.Folder };
        Assert.Equal(["hot-is-better"], (await Completer.CompleteAsync(["claims", "show", "h"], host, CancellationToken.None)).Select(answer => answer.Text));
        Assert.Equal(["check"], (await Completer.CompleteAsync(["claims", "c"], host, CancellationToken.None)).Select(answer => answer.Text));
    }

    private static async Task<CliSession> OvensAsync()
    {
        var session = await CliSession.WithStoreAsync();
        await File.WriteAllTextAsync(Path.Combine(session.Folder, "assay.yaml"), Plan);
        await using var store = await session.OpenAsync();
        double[] hot = [0.80, 0.82, 0.81, 0.83, 0.79], mild = [0.60, 0.62, 0.61, 0.63, 0.59];
        for (var i = 0; i < hot.Length; i++)
        {
            await AddAsync(store, session.Clock, "hot", hot[i], i);
            await AddAsync(store, session.Clock, "mild", mild[i], i + 20);
        }

        await AddAsync(store, session.Clock, "hot", 0.9, 40, RunStatus.Failed);
        return session;
    }

    private static async Task AddAsync(IRunStore store, TestClock clock, string heat, double crumb, int number, RunStatus status = RunStatus.Completed)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        await store.CreateRunAsync(new RunDraft("bake")
        {
            Id = RunId.Parse($"0000000000007000800000000000{number:d4}"),
            Name = $"bake-{number}",
            Status = status,
            Started = clock.GetUtcNow(),
            Tags = new Dictionary<string, string> { ["heat"] = heat, ["oven"] = number == 0 ? "new" : "old" },
            Metrics = [new MetricSeries(new MetricIdentity("crumb") { Definition = "open cells", Dataset = "loaf", Split = "slice", LabelSchema = "none", Direction = Direction.Maximize }, [new MetricPoint(0, clock.GetUtcNow(), crumb)])],
        });
    }
}
