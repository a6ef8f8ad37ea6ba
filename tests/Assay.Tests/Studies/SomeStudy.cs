using Assay.Studies;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Studies;

/// <summary>A store in a folder of its own, with studies in it.</summary>
public sealed class SomeStudy : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Store> _stores = [];

    /// <summary>Two numbers, a choice, and a parameter that is only sometimes in play.</summary>
    public static ParameterSpace Space { get; } = new(
    [
        new Parameter("lr", new FloatDistribution(1e-5, 1e-1, IsLog: true)),
        new Parameter("layers", new IntDistribution(1, 5)),
        new Parameter("opt", new CategoricalDistribution([ParameterValue.Of("adam"), ParameterValue.Of("sgd")])),
        new Parameter("momentum", new FloatDistribution(0, 0.99)) { When = "opt == \"sgd\"" },
    ]);

    public string Folder => _folder.Path;

    public async Task<Store> OpenAsync(StoreOptions? options = null)
    {
        var store = await Store.OpenAsync(_folder.Path, options);
        _stores.Add(store);
        return store;
    }

    public async Task<ActiveStudy> StudyAsync(string name = "mlp", ParameterSpace? space = null, Sampler? sampler = null, Direction direction = Direction.Maximize, int retries = 0) =>
        await (await OpenAsync()).OpenStudyAsync(name, direction, space: space, sampler: sampler ?? Sampler.Random(42), retries: retries);

    /// <summary>A number from the parameters, the same on every machine.</summary>
    public static double Score(ActiveTrial trial) => trial.NumberOf("layers") - Math.Abs(Math.Log10(trial.NumberOf("lr")) + 3) - (trial.Params.GetValueOrDefault("momentum")?.Number ?? 0);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        _folder.Dispose();
    }
}
