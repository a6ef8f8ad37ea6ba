namespace Assay;

/// <summary>Opens one store for a whole program, on first use.</summary>
public sealed class StoreProvider : IAsyncDisposable
{
    private readonly Lazy<Task<Store>> _store;

    internal StoreProvider(string location, StoreOptions options) => _store = new(() => Store.OpenAsync(location, options));

    /// <summary>The store; opened by the first call.</summary>
    /// <returns>The open store; the container closes it.</returns>
    public Task<Store> GetAsync() => _store.Value;

    /// <summary>Closes the store when it was opened.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_store.IsValueCreated)
            await (await _store.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }
}
