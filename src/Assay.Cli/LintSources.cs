using System.CommandLine;
using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Linting;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Cli;

/// <summary>Gathers what a lint looks at, from files and from the store, and keeps in the store what was found of its runs and studies.</summary>
internal sealed class LintSources(Invocation call, string? query, IReadOnlyList<long> classCounts, Option<string?> plan) : IAsyncDisposable
{
    private readonly List<string> _leftOut = [];
    private IRunStore? _store;
    private bool _isWhole;
    private Task<IReadOnlyList<StoredFinding>>? _known;

    /// <summary>A sentence for each file that could not be read.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>The plan whose settings count; null when there is none.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>Gathers the subjects of targets; everything in the store when there are none.</summary>
    /// <exception cref="AssayException">A target is nothing that can be linted, or there is no store.</exception>
    public async Task<IReadOnlyList<Subject>> GatherAsync(IReadOnlyList<string> targets)
    {
        if (targets.Count > 0 && query is not null)
            throw new UsageException("--query narrows the store and goes without a target.");
        Plan = call.Get(plan) is not null ? PlanSource.Read(call, plan) : PlanSource.TryReadNearest(call);
        if (targets.Count == 0)
            return await EverythingAsync(Plan);
        var subjects = new List<Subject>();
        foreach (var target in targets)
            subjects.AddRange(await GatherAsync(target));
        return FileSubjects.Acquainted([.. subjects.DistinctBy(subject => subject.Place)]);
    }

    /// <summary>Keeps what was found of the store's runs and studies, where it differs from what was found before.</summary>
    public async Task SaveAsync(IReadOnlyList<Subject> subjects, LintReport report)
    {
        if (_store is null)
            return;
        var now = call.Host.Clock.GetUtcNow();
        var changes = FindingRecords.Changes(subjects, report.Findings, await (_known ?? _store.GetFindingsAsync(null, null, call.Cancellation)), now, _isWhole);
        if (changes.Count == 0)
            return;
        await using var writing = await call.OpenAsync();
        await writing.SaveFindingsAsync(changes, call.Cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_known is not null)
            await ((Task)_known).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_store is not null)
            await _store.DisposeAsync();
    }

    private async Task<IReadOnlyList<Subject>> GatherAsync(string target)
    {
        var path = call.FullPath(target);
        if (Directory.Exists(path) && File.Exists(Path.Combine(path, PlanSource.FileName)))
            path = Path.Combine(path, PlanSource.FileName);
        if (File.Exists(path) && Path.GetExtension(path) is ".yaml" or ".yml")
            return await BooksAsync(path);
        if (Path.Exists(path))
        {
            var reading = FileSubjects.Gather(path, target, new FileSubjectOptions { ClassCounts = classCounts }, call.Cancellation);
            _leftOut.AddRange(reading.LeftOut);
            return reading.Subjects;
        }

        if (StoreLocator.TryFind(call.NamedStoreFolder(), call.Host.Folder, call.Host.Environment) is null)
            throw new AssayException($"'{target}' is neither a file nor a folder here, and there is no store with runs and studies.");
        var store = await OpenAsync();
        if (await store.GetStudiesAsync(target, call.Cancellation) is { Count: > 0 } studies)
        {
            return studies.Count == 1 || studies[0].Id == target
                ? [.. (await StoreSubjects.StudiesAsync(store, await store.GetStudiesAsync(null, call.Cancellation), call.Cancellation)).Where(subject => subject.Place.Id == studies[0].Id)]
                : throw new AssayException($"'{target}' means several studies; say which by its id:{string.Concat(studies.Take(10).Select(study => $"\n  {study.Id[^8..]}  {study.Name}  ({study.TrialCount} trials)"))}");
        }

        var run = await RunReference.ResolveAsync(store, target, call.Cancellation);
        return await StoreSubjects.RunAsync(store, run.Id, call.Cancellation) is { } subject ? [subject] : [];
    }

    private async Task<IReadOnlyList<Subject>> BooksAsync(string path)
    {
        var named = PlanReader.Read(path, new PlanReaderOptions { Environment = call.Host.Environment });
        Plan = named;
        var folder = PlanSource.StoreFolder(call, named);
        if (!File.Exists(Path.Combine(folder, "assay.db")))
            return [new RecordsSubject(new Place(PlaceKind.Records, $"plan {named.Name}")) { Plan = named, Now = call.Host.Clock.GetUtcNow() }];
        await using var store = await PlanSource.OpenToReadAsync(call, named);
        var all = await StoreSubjects.GatherAsync(store!.Records, named, null, call.Host.Clock.GetUtcNow(), call.Cancellation);
        return [.. all.Where(subject => subject switch
        {
            RunSubject run => run.Run?.Place?.Plan == named.Name,
            RecordsSubject records => records.Plan is not null,
            EvidenceSubject evidence => evidence.Runs.Any(run => run.Run?.Place?.Plan == named.Name),
            _ => false,
        })];
    }

    private async Task<IReadOnlyList<Subject>> EverythingAsync(Plan? nearest)
    {
        var store = await OpenAsync();
        _isWhole = string.IsNullOrWhiteSpace(query);
        var subjects = await StoreSubjects.GatherAsync(store, nearest, string.IsNullOrWhiteSpace(query) ? null : RunQuery.Parse(query), call.Host.Clock.GetUtcNow(), call.Cancellation);
        // Read while the analyzers look.
        _known = Task.Run(() => store.GetFindingsAsync(null, null, call.Cancellation), call.Cancellation);
        return subjects;
    }

    private async Task<IRunStore> OpenAsync() => _store ??= await call.OpenToReadAsync();
}
