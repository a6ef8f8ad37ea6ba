using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class SqliteRunStoreConformanceTests : RunStoreConformance
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override async Task<IRunStore> OpenAsync() =>
        await SqliteRunStore.OpenAsync(Path.Combine(_folder.Path, ".assay"), new StoreOpenOptions { Create = true, Clock = Clock });
}
