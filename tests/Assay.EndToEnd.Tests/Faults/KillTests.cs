using System.Text.Json;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.EndToEnd.Tests.Faults;

/// <summary>
/// Kills the runner, a child, or both with SIGKILL at random moments, lets the next runner pick up, and compares the store with what the
/// children really wrote: every line of every spool is there once, and every run's status tells what happened to its process.
/// </summary>
public sealed class KillTests
{
    private const int Lines = 20;

    // Each child writes its lines over about 0.3 s, then its result.
    private static readonly string Plan = $$"""
        name: kill
        defaults:
          command: "i=0; while [ $i -lt {{Lines}} ]; do i=$((i+1)); echo '{\"v\":1,\"e\":\"metric\",\"k\":\"m\",\"x\":'$i',\"s\":'$i'}' >> \"$ASSAY_SPOOL\"; sleep 0.015; done; mkdir -p ${out}; echo '{\"score\": 1}' > ${out}/results.json"
          results: "${out}/results.json"
        priorities:
          P1: { ids: K-1..K-4, matrix: { n: [1, 2, 3, 4] } }
        """;

    [Theory]
    [InlineData(1, 6)]
    public async Task A_few_kills_lose_nothing(int seed, int rounds) => Assert.InRange(await KillAsync(seed, rounds), 1, rounds);

    [Theory]
    [Trait("Tier", "Slow")]
    [InlineData(2, 200)]
    public async Task Two_hundred_kills_at_random_moments_lose_nothing(int seed, int rounds) => Assert.InRange(await KillAsync(seed, rounds), (rounds / 2) + 1, rounds);

    // A kill that came too late, after its victim's end, shows nothing: told is how many hit.
    private static async Task<int> KillAsync(int seed, int rounds)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "SIGKILL is a POSIX signal.");
        var random = new Random(seed);
        var moments = Enumerable.Range(0, rounds).Select(_ => new KillMoment(random)).ToArray();
        var hits = 0;
        // Two at a time: a round spends half of its time asleep.
        await Parallel.ForEachAsync(Enumerable.Range(0, rounds), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (round, _) =>
        {
            if (await RoundAsync(moments[round], $"seed {seed}, round {round}"))
                Interlocked.Increment(ref hits);
        });
        return hits;
    }

    private static async Task<bool> RoundAsync(KillMoment moment, string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", Plan);
        var assay = new AssayBinary(folder.Path);
        bool hit;
        using (var runner = assay.Start("run", "--jobs", "2"))
        {
            hit = await moment.StrikeAsync(runner, Path.Combine(folder.Path, ".assay", "runs"));
            await runner.WaitForExitAsync();
        }

        // What failed or was lost is due again: at most a few calls are needed until everything is done.
        var ended = assay.Run("run", "--jobs", "4");
        Assert.True(ended.ExitCode == 0, $"{name}: the next run ended with {ended.ExitCode}\n{ended.Output}{ended.Error}");
        await using var store = await Store.OpenAsync(folder.Path, new StoreOptions { Create = false, ReadOnly = true });
        var completed = 0;
        await foreach (var row in store.SearchAsync())
        {
            var run = row.Run;
            Assert.True(run.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Lost, $"{name}: run {run.Id} of {run.Place!.Experiment} is {run.Status.Name()}");
            var runFolder = Path.Combine(folder.Path, ".assay", "runs", run.Id.Value);
            var written = WrittenSteps(Path.Combine(runFolder, "spool.jsonl"));
            var stored = (await store.Records.GetPointsAsync(run.Id, new MetricIdentity("m"))).Select(p => p.Step).ToArray();
            Assert.True(written.SequenceEqual(stored), $"{name}: run {run.Id} ({run.Status.Name()}) wrote steps {string.Join(' ', written)}, the store has {string.Join(' ', stored)}");
            if (run.Status == RunStatus.Completed)
            {
                completed++;
                Assert.Equal(Lines, stored.Length);
                Assert.Equal("0", (await File.ReadAllTextAsync(Path.Combine(runFolder, "exit"))).Trim());
                Assert.Equal(1, row.Metrics["score"].Count);
            }
            else if (run.Status == RunStatus.Lost)
            {
                Assert.False(File.Exists(Path.Combine(runFolder, "exit")), $"{name}: run {run.Id} is lost, but its exit was known");
            }
        }

        Assert.Equal(4, completed);
        Assert.Empty(await store.Records.CheckAsync());
        return hit;
    }

    private static long[] WrittenSteps(string spool)
    {
        if (!File.Exists(spool))
            return [];
        var text = File.ReadAllText(spool);
        // A line that was cut by the kill never counted.
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("s").GetInt64())];
    }
}
