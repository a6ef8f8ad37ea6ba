using Assay.Execution;
using Assay.Execution.Local;
using Assay.Planning;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Tests.Execution;

/// <summary>A store and an executor in a temporary folder, whose name is as unpleasant as names get.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    /// <summary>How long a test waits for a real process before it calls that a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder;

    private Workbench(TemporaryFolder folder, string work, SqliteRunStore store, TimeProvider clock)
    {
        _folder = folder;
        Options = new() { Who = "ann (assay)", PollInterval = TimeSpan.FromMilliseconds(20), Clock = clock };
        Work = work;
        Store = store;
        Executor = new RunExecutor(store, Options);
        Adoption = new RunAdoption(store, Executor, Options);
    }

    public string Work { get; }

    public SqliteRunStore Store { get; }

    public ExecutionOptions Options { get; }

    public RunExecutor Executor { get; }

    public RunAdoption Adoption { get; }

    public CollectingObserver Observer { get; } = new();

    public static async Task<Workbench> OpenAsync(TimeProvider? clock = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "These tests run POSIX commands.");
        var folder = new TemporaryFolder();
        var work = Directory.CreateDirectory(Path.Combine(folder.Path, "a 'work' \"folder\"\nof $HOME ünïcode")).FullName;
        return new(folder, work, await SqliteRunStore.OpenAsync(Path.Combine(work, ".assay"), new StoreOpenOptions { Create = true }), clock ?? TimeProvider.System);
    }

    public async Task<Lease> ClaimAsync(LeaseOwner? owner = null, RunDraft? draft = null)
    {
        var run = await Store.CreateRunAsync(draft ?? Some.Draft() with { Place = new PlanPlace("lab") });
        return (await Store.TryClaimAsync(run.Id, owner ?? ProcessIdentity.Current, TimeSpan.FromHours(1), "ann"))!;
    }

    public async Task<(ExecutionOutcome Outcome, RunId Run)> RunAsync(
        LaunchCommand command, Func<ExecutionRequest, ExecutionRequest>? with = null, CancellationToken cancellationToken = default)
    {
        var lease = await ClaimAsync();
        var request = new ExecutionRequest(lease.Run, command, Work);
        var outcome = await Executor.ExecuteAsync(with?.Invoke(request) ?? request, lease, Observer, cancellationToken).WaitAsync(Patience, CancellationToken.None);
        return (outcome, lease.Run);
    }

    public Task<(ExecutionOutcome Outcome, RunId Run)> ShellAsync(string text, Func<ExecutionRequest, ExecutionRequest>? with = null, CancellationToken cancellationToken = default) =>
        RunAsync(LaunchCommand.OfShell(text), with, cancellationToken);

    public string FolderOf(RunId run) => RunFolder.Of(Store.Folder, run);

    public string Output(RunId run) => File.ReadAllText(Path.Combine(FolderOf(run), RunFolder.StandardOutput));

    public string Errors(RunId run) => File.ReadAllText(Path.Combine(FolderOf(run), RunFolder.StandardError));

    public async Task<IReadOnlyList<string>> NotesAsync(RunId run) =>
        [.. (await Store.GetNotesAsync(new NoteFilter { Target = NoteTarget.Run(run) })).Select(n => n.Text)];

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Waits for something a real process does.</summary>
    public static async Task UntilAsync(Func<bool> happened)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!happened())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, "A process did not do what it was waited for.");
            await Task.Delay(10, CancellationToken.None);
        }
    }
}
