using Assay.Execution.Local;
using Assay.Recording;
using Assay.Studies;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tracking.Queries;
using Assay.Tracking.Sqlite;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay;

/// <summary>
/// An open store: start runs, log into them, ask about them. One instance serves a whole process and any number of threads.
/// </summary>
public sealed class Store : IAsyncDisposable
{
    private readonly StoreOptions _options;

    internal Store(IRunStore records, StoreOptions options)
    {
        Records = records;
        _options = options;
    }

    /// <summary>The records underneath, for everything this class has no shorter word for.</summary>
    public IRunStore Records { get; }

    /// <summary>Opens a store.</summary>
    /// <param name="location">A <c>.assay</c> folder, or the folder that holds one or shall hold one.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The store; dispose it to flush and close.</returns>
    /// <exception cref="StoreException">There is no store and none may be made, it is damaged, or it is newer than this program.</exception>
    public static async Task<Store> OpenAsync(string location, StoreOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(location);
        options ??= new StoreOptions();
        var folder = StoreLocator.Normalize(Path.GetFullPath(location));
        var records = await SqliteRunStore.OpenAsync(folder, new StoreOpenOptions { Create = options.Create, ReadOnly = options.ReadOnly, Clock = options.Clock }, cancellationToken).ConfigureAwait(false);
        return new Store(records, options);
    }

    /// <summary>Starts a run. When the program dies, the run becomes <em>lost</em> instead of running for ever.</summary>
    /// <param name="experiment">The line of work it belongs to; made when new.</param>
    /// <param name="parameters">
    /// Its parameters: an anonymous object, a record, or a dictionary of JSON-like values. Nested objects are kept, under keys joined by ".".
    /// </param>
    /// <param name="reason">Why it is run.</param>
    /// <param name="name">Its name; null for <c>yyyyMMdd_HHmmss</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run, to log into; dispose it at the end of the work.</returns>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public Task<ActiveRun> StartRunAsync(
        string experiment, object? parameters = null, string? reason = null, string? name = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(experiment);
        var draft = new RunDraft(experiment)
        {
            Name = name,
            Kind = RunKind.Program,
            User = Environment.UserName,
            Facts = new RunPatch { Reason = reason },
            Params = ParameterReader.Read(parameters),
            Details = new RunDetails { WorkingDirectory = Environment.CurrentDirectory, Arguments = Environment.GetCommandLineArgs() },
        };
        // Not an async method: the watch must be set in the caller's own flow, or it would not see the caller's exceptions.
        return StartAsync(draft, ErrorWatch.Begin(), cancellationToken);
    }

    /// <summary>Starts a run, does the work and ends the run: completed when the work returns, failed with the error when it throws, cancelled when it is cancelled.</summary>
    /// <param name="experiment">The line of work it belongs to; made when new.</param>
    /// <param name="parameters">Its parameters, as in <see cref="StartRunAsync"/>.</param>
    /// <param name="work">The work; what it returns is the result summary.</param>
    /// <param name="reason">Why it is run.</param>
    /// <param name="cancellationToken">Handed to the work.</param>
    /// <returns>The run's id.</returns>
    public async Task<RunId> RunAsync(
        string experiment, object? parameters, Func<ActiveRun, CancellationToken, Task<string?>> work, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        var run = await StartRunAsync(experiment, parameters, reason, name: null, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            try
            {
                await run.CompleteAsync(await work(run, cancellationToken).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await run.EndAsync(RunStatus.Cancelled, "cancelled", CancellationToken.None).ConfigureAwait(false);
                throw;
            }
            catch (Exception error)
            {
                await run.FailAsync(error, CancellationToken.None).ConfigureAwait(false);
                throw;
            }

            return run.Id;
        }
    }

    /// <summary>Opens a study to work on it: makes it when it is new, else goes on with it.</summary>
    /// <param name="name">Its name; any text of a line.</param>
    /// <param name="direction">Which values of its objective are better.</param>
    /// <param name="metric">Key of the objective's metric.</param>
    /// <param name="space">The declared space; null lets it grow as the objective asks for parameters.</param>
    /// <param name="sampler">The sampler; null for <see cref="Sampler.Auto"/>, or the one that is there.</param>
    /// <param name="pruner">What ends trials early that will not win; null for nothing, or what is there.</param>
    /// <param name="retries">How often a trial whose worker died is tried again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The study; dispose it at the end of the work.</returns>
    /// <exception cref="AssayException">What is wished for does not go with what is there; the message says what.</exception>
    public Task<ActiveStudy> OpenStudyAsync(
        string name, Direction direction, string metric = "objective", ParameterSpace? space = null, Sampler? sampler = null, Pruner? pruner = null, int retries = 0, CancellationToken cancellationToken = default) =>
        OpenStudyAsync(name, new StudySettings { Objectives = [new Objective(metric, direction)], Space = space, Sampler = sampler, Pruner = pruner, Retries = retries }, cancellationToken);

    /// <summary>Opens a study to work on it.</summary>
    /// <param name="name">Its name, or the id of one that is there.</param>
    /// <param name="settings">What it is to be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The study; dispose it at the end of the work.</returns>
    /// <exception cref="AssayException">What is wished for does not go with what is there; the message says what.</exception>
    public Task<ActiveStudy> OpenStudyAsync(string name, StudySettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return StudyOpening.OpenAsync(Records, _options, name, settings, cancellationToken);
    }

    /// <summary>Reads the runs that answer to a query, in its order, all pages.</summary>
    /// <param name="query">E.g. <c>metrics.auc &gt; 0.7 and status = completed order by metrics.auc desc limit 20</c>; empty for all.</param>
    /// <param name="columns">What to read besides the runs; null for everything.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The runs.</returns>
    /// <exception cref="RunQueryException">The query cannot be read; the message points at the place.</exception>
    public async IAsyncEnumerable<RunRow> SearchAsync(
        string query = "", RunColumns? columns = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var parsed = string.IsNullOrWhiteSpace(query) ? null : RunQuery.Parse(query);
        var search = new RunSearch { Query = parsed, Columns = columns ?? RunColumns.All, Limit = 1000 };
        var left = parsed?.Limit ?? long.MaxValue;
        do
        {
            var page = await Records.SearchAsync(search, cancellationToken).ConfigureAwait(false);
            foreach (var row in page.Items)
            {
                if (left-- <= 0)
                    yield break;
                yield return row;
            }

            search = search with { After = page.Next };
        }
        while (search.After is not null);
    }

    /// <summary>Flushes and closes the store. Runs that are still active must be disposed first.</summary>
    /// <returns>A task that ends when everything is closed.</returns>
    public ValueTask DisposeAsync() => Records.DisposeAsync();

    private async Task<ActiveRun> StartAsync(RunDraft draft, ErrorWatch watch, CancellationToken cancellationToken)
    {
        try
        {
            var run = (await Records.CreateRunsAsync([draft], cancellationToken).ConfigureAwait(false))[0];
            var lease = await Records.TryClaimAsync(run.Id, ProcessIdentity.Current, _options.LeaseDuration, Environment.UserName, cancellationToken).ConfigureAwait(false)
                ?? throw new StoreException($"run {run.Id}: another process claimed it before it began.");
            await Records.WriteAsync(new WriteBatch([new SetStatus(run.Id, RunStatus.Running, Environment.UserName)], lease), cancellationToken).ConfigureAwait(false);
            return new ActiveRun(Records, lease, watch, _options);
        }
        catch
        {
            watch.Dispose();
            throw;
        }
    }
}
