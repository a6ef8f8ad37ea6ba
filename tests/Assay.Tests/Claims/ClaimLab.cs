using Assay.Claims;
using Assay.Planning;
using Assay.Testing;
using Assay.Tests.Planning;
using Assay.Tests.Tracking.Sqlite;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Claims;

/// <summary>A store with runs of some role, and claims about them.</summary>
internal sealed class ClaimLab : IAsyncDisposable
{
    public static readonly MetricIdentity Auc = new("auc") { Definition = "auroc", Dataset = "d1", Split = "test", LabelSchema = "two", Direction = Direction.Maximize };

    private readonly StoreFolder _folder;

    private ClaimLab(StoreFolder folder, SqliteRunStore store, TestClock clock)
    {
        _folder = folder;
        Store = store;
        Clock = clock;
    }

    public SqliteRunStore Store { get; }

    public TestClock Clock { get; }

    public static async Task<ClaimLab> OpenAsync()
    {
        var (folder, clock) = (new StoreFolder(), new TestClock());
        return new ClaimLab(folder, await folder.OpenAsync(new StoreOpenOptions { Create = true, Clock = clock }), clock);
    }

    /// <summary>A lab with treatment and control runs, one a value.</summary>
    public static async Task<ClaimLab> WithAsync(double[] treatment, double[] control, bool seeds = false)
    {
        var lab = await OpenAsync();
        for (var i = 0; i < treatment.Length; i++)
            await lab.RunAsync("new", treatment[i], seeds ? i : null);
        for (var i = 0; i < control.Length; i++)
            await lab.RunAsync("old", control[i], seeds ? i : null);
        return lab;
    }

    public Task<Run> RunAsync(string role, double value, long? seed = null, Func<RunDraft, RunDraft>? change = null) => RunAsync(role, MetricValue.Of(value), seed, change);

    public async Task<Run> RunAsync(string role, MetricValue value, long? seed = null, Func<RunDraft, RunDraft>? change = null)
    {
        Clock.Advance(TimeSpan.FromMinutes(1));
        var draft = new RunDraft("spy")
        {
            Status = RunStatus.Completed,
            Started = Clock.GetUtcNow(),
            Tags = new Dictionary<string, string> { ["role"] = role },
            Params = seed is { } known ? [new Param("seed", known.ToString(System.Globalization.CultureInfo.InvariantCulture))] : [],
            Metrics = [new MetricSeries(Auc, [new MetricPoint(0, Clock.GetUtcNow(), value)])],
        };
        return await Store.CreateRunAsync(change?.Invoke(draft) ?? draft);
    }

    public ClaimChecker Checker(string claims, string more = "") => new(Plan(claims, more), Store, Clock);

    public static Plan Plan(string claims, string more = "") => SomePlan.Read($"name: lab\n{more}\nclaims:\n{string.Join('\n', claims.Split('\n').Select(line => "  " + line))}\n");

    public async Task<ClaimReport> CheckAsync(string claims, string more = "") => await Checker(claims, more).CheckAsync();

    /// <summary>The result of "new is better than old" with a test.</summary>
    public async Task<ClaimResult> BetterAsync(string test = "{}", string more = "") =>
        Assert.Single((await CheckAsync($"- {{ id: better, says: New is better, metric: auc, treatment: {{ tags: {{ role: new }} }}, control: {{ tags: {{ role: old }} }}, test: {test}{more} }}")).Results);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
