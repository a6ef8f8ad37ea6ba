using System.Diagnostics;
using System.Globalization;
using Assay.Tracking;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class ProcessTests : IDisposable
{
    private static readonly MetricIdentity Step = new("step");

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Four_processes_make_a_store_and_write_to_one_run_without_loss()
    {
        const int Processes = 4, Each = 500;
        var writers = Enumerable.Range(0, Processes).Select(i => Writer(i * Each, Each, inFlight: 2)).ToArray();
        foreach (var writer in writers)
        {
            var acknowledged = writer.StandardOutput.ReadToEndAsync();
            Assert.Equal("", await writer.StandardError.ReadToEndAsync());
            Assert.Equal(Each, Steps(await acknowledged).Count);
            await writer.WaitForExitAsync();
            writer.Dispose();
        }

        await using var store = await _folder.OpenAsync();
        var run = Assert.Single((await store.SearchAsync(new RunSearch())).Items).Run.Id;
        Assert.Equal(Enumerable.Range(0, Processes * Each).Select(i => (long)i), (await store.GetPointsAsync(run, Step)).Select(p => p.Step));
        Assert.Empty(await store.CheckAsync());
    }

    [Fact]
    public Task What_a_killed_process_was_told_is_there() => KillAsync(rounds: 20);

    [Fact]
    [Trait("Tier", "Slow")]
    public Task What_a_process_killed_200_times_was_told_is_there() => KillAsync(rounds: 200);

    private async Task KillAsync(int rounds)
    {
        const int MostSteps = 100_000;
        var acknowledged = new List<long>();
        for (var round = 0; round < rounds; round++)
        {
            using var writer = Writer(round * MostSteps, MostSteps, inFlight: 8);
            // Early and late deaths, at the creation of the store too.
            var lines = round * 17 % 120;
            var text = new System.Text.StringBuilder();
            for (var i = 0; i < lines && await writer.StandardOutput.ReadLineAsync() is { } line; i++)
                text.Append(line).Append('\n');
            writer.Kill();
            text.Append(await writer.StandardOutput.ReadToEndAsync());
            await writer.WaitForExitAsync();
            acknowledged.AddRange(Steps(text.ToString()));
        }

        Assert.True(acknowledged.Count > rounds, "The writers were killed before they wrote anything.");
        await using var store = await _folder.OpenAsync();
        var run = Assert.Single((await store.SearchAsync(new RunSearch())).Items).Run.Id;
        var steps = (await store.GetPointsAsync(run, Step)).Select(p => p.Step).ToList();
        Assert.Equal(steps.Count, steps.Distinct().Count());
        Assert.Empty(acknowledged.Except(steps));
        Assert.Empty(await store.CheckAsync());
    }

    // The last line may be cut off by the kill; it was not told then.
    private static List<long> Steps(string output) =>
        [.. output.Split('\n')[..^1].Where(l => l.StartsWith("ack ", StringComparison.Ordinal)).Select(l => long.Parse(l.AsSpan(4), CultureInfo.InvariantCulture))];

    private Process Writer(int first, int count, int inFlight)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Assay.Testing.Writer.dll");
        string[] arguments = ["exec", program, _folder.Path, "the run", .. new[] { first, count, inFlight }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
    }
}
