using System.Diagnostics;
using System.Globalization;
using Assay.Tracking;

namespace Assay.Tests.Studies;

public sealed class ManyWorkersTests : IAsyncDisposable
{
    private readonly SomeStudy _some = new();

    public ValueTask DisposeAsync() => _some.DisposeAsync();

    [Fact]
    public Task Three_processes_on_one_study_give_no_number_twice_and_lose_none() => WorkAsync(processes: 3, trials: 45);

    [Fact]
    [Trait("Tier", "Slow")]
    public Task Thirty_two_processes_on_one_study_give_no_number_twice_and_lose_none() => WorkAsync(processes: 32, trials: 640);

    [Fact]
    [Trait("Tier", "Slow")]
    public async Task Killed_workers_leave_lost_trials_and_the_others_finish_the_study()
    {
        const int Trials = 300;
        var killed = Enumerable.Range(0, 4).Select(_ => Worker(100_000)).ToArray();
        foreach (var (worker, lines) in killed.Zip([3, 10, 25, 40]))
        {
            for (var i = 0; i < lines && await worker.StandardOutput.ReadLineAsync() is not null; i++)
            {
                // As many trials as it takes.
            }

            worker.Kill();
            await worker.WaitForExitAsync();
            worker.Dispose();
        }

        var store = await _some.OpenAsync();
        await using var study = await store.OpenStudyAsync("many", Direction.Minimize);
        await study.SettleAsync();
        var done = await study.OptimizeAsync((trial, _) => Task.FromResult(trial.Float("x", 0, 1)), trials: Trials);
        Assert.DoesNotContain(done.Trials, trial => trial.State == Assay.Tuning.TrialState.Running);
        Assert.True(done.Trials.Count >= Trials);
        Assert.Empty(await store.Records.CheckAsync());
    }

    private async Task WorkAsync(int processes, int trials)
    {
        var workers = Enumerable.Range(0, processes).Select(_ => Worker(trials)).ToArray();
        var told = new List<int>();
        foreach (var worker in workers)
        {
            var output = worker.StandardOutput.ReadToEndAsync();
            Assert.Equal("", await worker.StandardError.ReadToEndAsync());
            told.AddRange((await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => int.Parse(line.AsSpan(5), CultureInfo.InvariantCulture)));
            await worker.WaitForExitAsync();
            Assert.Equal(0, worker.ExitCode);
            worker.Dispose();
        }

        Assert.Equal(Enumerable.Range(0, trials), told.Order());
        var store = await _some.OpenAsync();
        await using var study = await store.OpenStudyAsync("many", Direction.Minimize);
        var done = await study.ReadAsync();
        Assert.Equal(Enumerable.Range(0, trials), done.Trials.Select(trial => trial.Number));
        Assert.Equal(trials, done.Counted.Count());
        Assert.Equal(trials, done.Trials.Select(trial => trial.Run).Distinct().Count());
        Assert.Equal(["x", "n", "y", "c", "z"], done.Space.Parameters.Select(parameter => parameter.Name));
        Assert.Empty(await store.Records.CheckAsync());
    }

    private Process Worker(int trials)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Assay.Testing.Writer.dll");
        string[] arguments = ["exec", program, "tune", _some.Folder, "many", trials.ToString(CultureInfo.InvariantCulture)];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
    }
}
