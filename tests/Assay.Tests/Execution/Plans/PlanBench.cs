using Assay.Execution.Plans;
using Assay.Planning;
using Assay.Planning.Progress;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Execution.Plans;

/// <summary>A plan and a store in a folder of their own, and a runner's words collected.</summary>
internal sealed class PlanBench : IPlanRunObserver, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private PlanBench(SqliteRunStore store) => Store = store;

    public SqliteRunStore Store { get; private set; }

    public string Folder => _folder.Path;

    /// <summary>What the observer heard, a line each.</summary>
    public List<string> Heard { get; } = [];

    public static async Task<PlanBench> OpenAsync()
    {
        var bench = new PlanBench(null!);
        bench.Store = await SqliteRunStore.OpenAsync(bench._folder.File(".assay"), new StoreOpenOptions { Create = true });
        return bench;
    }

    public Plan Plan(string text)
    {
        var path = _folder.Write("assay.yaml", text);
        return PlanReader.Read(path);
    }

    public async Task<PlanRunSummary> RunAsync(Plan plan, PlanRunOptions? options = null, PlanSelection? selection = null, CancellationToken cancellationToken = default) =>
        await new PlanRunner(Store, options ?? new PlanRunOptions { PollInterval = TimeSpan.FromMilliseconds(50) }, this, TimeProvider.System)
            .RunAsync(plan, plan.Select(selection ?? new PlanSelection()), cancellationToken);

    public Task<PlanProgress> ProgressAsync(Plan plan) => PlanProgress.ReadAsync(plan, Store, RunColumns.All);

    public string[] Lines(string file) => File.Exists(_folder.File(file)) ? File.ReadAllLines(_folder.File(file)) : [];

    public void Planned(int due, int done) => Heard.Add($"planned {due} {done}");

    public void Started(PlannedExperiment experiment, Run run) => Heard.Add($"started {experiment.Name}");

    public void Logged(RunId run, string key, MetricPoint point) => Heard.Add($"logged {key}");

    public void Ended(PlannedExperiment experiment, Run run) => Heard.Add($"{run.Status.Name()} {experiment.Name}");

    public void Blocked(PlannedExperiment experiment, string why) => Heard.Add($"blocked {experiment.Name}: {why}");

    public void Message(string message) => Heard.Add(message);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
