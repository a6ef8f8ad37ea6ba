using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Sqlite;
using Assay.Tracking.Sqlite.Migrations;

namespace Assay.Tests.Tracking.Sqlite;

public sealed class OpeningTests : IDisposable
{
    private static readonly Migration Next = new(Migration.All[^1].Version + 1, "ALTER TABLE runs ADD COLUMN mood TEXT; UPDATE runs SET mood = 'calm'");

    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_is_not_made_by_mistake()
    {
        var refusal = await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync(new StoreOpenOptions()));
        Assert.Contains("assay init", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Path));
    }

    [Fact]
    public async Task A_store_is_made_once_by_many()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _folder.OpenAsync())));
        Assert.All(stores, s => Assert.Single(s.GetExperimentsAsync().Result));
        foreach (var store in stores)
            await store.DisposeAsync();
    }

    [Fact]
    public async Task A_newer_store_is_refused()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        _folder.Execute("PRAGMA user_version = 99");
        foreach (var options in new[] { new StoreOpenOptions(), new StoreOpenOptions { ReadOnly = true } })
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync(options));
            Assert.Contains("version 99", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_writer_stops_when_the_version_moves()
    {
        await using var store = await _folder.OpenAsync();
        var run = await store.CreateRunAsync();
        _folder.Execute(Version(Next.Version));
        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.WriteAsync(new WriteBatch([new SetTag(run.Id, "a", "1")])));
        Assert.Contains("newer assay", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreException>(() => store.GetRunAsync(run.Id));
        _folder.Execute(Version(Next.Version - 1));
        Assert.Empty(await store.GetTagsAsync(run.Id));
    }

    [Fact]
    public async Task An_older_store_is_backed_up_and_upgraded()
    {
        Run run;
        await using (var old = await _folder.OpenAsync())
            run = await old.CreateRunAsync();
        Assert.Empty(_folder.Backups);

        await using (var upgraded = await _folder.OpenAsync(new StoreOpenOptions { Clock = new TestClock(), Migrations = [.. Migration.All, Next] }))
        {
            Assert.Equal(run, await upgraded.GetRunAsync(run.Id));
            await upgraded.CreateRunAsync();
        }

        var backup = Assert.Single(_folder.Backups);
        Assert.Equal($"assay-v{Next.Version - 1}-20260102_030405.db", Path.GetFileName(backup));
        using var copy = Database.Open(backup, SQLitePCL.raw.SQLITE_OPEN_READONLY);
        Assert.Equal((Next.Version - 1, 1), (copy.Number("PRAGMA user_version"), copy.Number("SELECT count(*) FROM runs")));
        await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync());
    }

    [Fact]
    public async Task A_store_of_every_earlier_version_keeps_its_runs_and_notes()
    {
        foreach (var version in Migration.All.SkipLast(1).Select(migration => migration.Version))
        {
            using var folder = new StoreFolder();
            Run run;
            await using (var old = await folder.OpenAsync(new StoreOpenOptions { Create = true, Migrations = [.. Migration.All.Take(version)] }))
                run = await old.CreateRunAsync();
            folder.Execute("INSERT INTO findings(subject, rule, severity, message, found_at) VALUES ('store', 'AS601', 'info', 'one', 1)");
            folder.Execute("INSERT INTO notes(kind, text, target_kind, target_id, author, created_at, changed_at, state, place) VALUES ('finding', 'warm', 'store', '', 'ann', 1, 1, 'open', 1)");
            await using var store = await folder.OpenAsync();
            Assert.Equal(run, await store.GetRunAsync(run.Id));
            var note = Assert.Single(await store.GetNotesAsync(new NoteFilter()));
            Assert.Equal((NoteKind.Finding, "warm", null, null), (note.Kind, note.Text, note.Section, note.Line));
            Assert.Empty(await store.GetLogsAsync());
            Assert.Empty(await store.GetStudiesAsync());
            Assert.Equal((null, null), Assert.Single(await store.GetFindingsAsync()) is var finding ? (finding.Study, finding.Remedy) : default);
            Assert.Empty(await store.CheckAsync());
        }
    }

    [Fact]
    public async Task An_older_store_is_upgraded_once_by_many()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _folder.OpenAsync(new StoreOpenOptions { Migrations = [.. Migration.All, Next] }))));
        foreach (var store in stores)
            await store.DisposeAsync();
        Assert.Single(_folder.Backups);
    }

    [Fact]
    public async Task A_failed_upgrade_leaves_the_store_as_it_was()
    {
        await using (var old = await _folder.OpenAsync())
            await old.CreateRunAsync();
        var refusal = await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync(new StoreOpenOptions { Migrations = [.. Migration.All, new Migration(Next.Version, "DELETE FROM runs; SELECT nonsense")] }));
        Assert.Contains("as it was", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Backups);
        await using var store = await _folder.OpenAsync();
        Assert.Single((await store.SearchAsync(new RunSearch())).Items);
    }

    [Fact]
    public async Task An_older_store_cannot_be_read_without_upgrading_it()
    {
        await (await _folder.OpenAsync()).DisposeAsync();
        var refusal = await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync(new StoreOpenOptions { ReadOnly = true, Migrations = [.. Migration.All, Next] }));
        Assert.Contains($"version {Next.Version - 1}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named()
    {
        Directory.CreateDirectory(_folder.Path);
        await File.WriteAllTextAsync(_folder.Database, string.Concat(Enumerable.Repeat("This is not a database.\n", 100)));
        var refusal = await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync());
        Assert.Contains("assay.db", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("not an Assay store", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        Directory.CreateDirectory(_folder.Path);
        _folder.Execute("CREATE TABLE studies(id INTEGER)");
        var refusal = await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync());
        Assert.Contains("another program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torn_store_is_named()
    {
        await using (var store = await _folder.OpenAsync())
            await store.CreateRunsAsync([.. Enumerable.Range(0, 500).Select(_ => Some.Draft())]);
        using (var file = File.OpenWrite(_folder.Database))
            file.SetLength(file.Length / 2);
        var refusal = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            await using var store = await _folder.OpenAsync();
            await store.SearchAsync(new RunSearch());
        });
        Assert.Contains("backups/", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_creation_that_was_killed_is_finished_by_the_next()
    {
        Directory.CreateDirectory(_folder.Path);
        _folder.Execute("PRAGMA journal_mode=WAL");
        var refusal = await Assert.ThrowsAsync<StoreException>(() => _folder.OpenAsync(new StoreOpenOptions()));
        Assert.Contains("assay init", refusal.Message, StringComparison.Ordinal);
        await using var store = await _folder.OpenAsync();
        await store.CreateRunAsync();
    }

    [Fact]
    public async Task A_folder_may_have_any_name()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a b'c%20d?é#\n", ".assay");
        await (await SqliteRunStore.OpenAsync(path, new StoreOpenOptions { Create = true })).DisposeAsync();
        await using var store = await SqliteRunStore.OpenAsync(path, new StoreOpenOptions { ReadOnly = true });
        Assert.Single(await store.GetExperimentsAsync());
    }

    [Fact]
    public async Task A_store_opened_for_reading_refuses_to_write()
    {
        Run run;
        await using (var writer = await _folder.OpenAsync())
            run = await writer.CreateRunAsync();
        await using var store = await _folder.OpenAsync(new StoreOpenOptions { ReadOnly = true });
        Assert.Equal(run, await store.GetRunAsync(run.Id));
        var refusal = await Assert.ThrowsAsync<StoreException>(() => store.CreateRunAsync());
        Assert.Contains("reading only", refusal.Message, StringComparison.Ordinal);
    }

    private static string Version(int version) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}");
}
