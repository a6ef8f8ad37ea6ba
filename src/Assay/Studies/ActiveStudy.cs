using System.Collections.Concurrent;
using Assay.Execution;
using Assay.Execution.Local;
using Assay.Foundation.Randomness;
using Assay.Recording;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Studies;

/// <summary>
/// A study that this program works on, alone or beside other processes: asks for trials, tells of them, or does both with an objective. Every trial is a run whose lease
/// is its heartbeat. All members may be called from any thread; proposals are made one after the other.
/// </summary>
public sealed partial class ActiveStudy : IAsyncDisposable
{
    // Proposals for a trial with forced values that are thrown away because a constraint does not hold with them.
    private const int MostAttempts = 100;

    private readonly IRunStore _records;
    private readonly StoreOptions _options;
    private readonly StoredStudy _stored;
    private readonly StudySettings _settings;
    private readonly ISampler _sampler;
    private readonly IPruner? _pruner;
    private readonly SemaphoreSlim _looking = new(1, 1);
    private readonly ConcurrentDictionary<int, ActiveTrial> _living = new();
    private readonly ConcurrentDictionary<string, Distribution> _checked = new(StringComparer.Ordinal);
    private bool _saidRunningBest;

    // Under _looking.
    private readonly StudyBook _book;
    private readonly CurveBook _curves;
    private IReadOnlyList<TrialCurve> _others = [];
    private int _completed;

    internal ActiveStudy(IRunStore records, StoreOptions options, StoredStudy stored, StudySettings settings)
    {
        (_records, _options, _stored, _settings) = (records, options, stored, settings);
        _book = new StudyBook(records, stored);
        var study = _book.Study;
        _curves = new CurveBook(records, study.Metric);
        _sampler = SamplerCatalog.Create(SamplerOf(study));
        _pruner = study.Pruner is { } pruner && pruner.Name != Pruner.None.Name ? PrunerCatalog.Create(pruner) : null;
    }

    /// <summary>Something a person should know, e.g. that reports look like a running best; raised on any thread.</summary>
    public event EventHandler<string>? Said;

    /// <summary>Its id in the store.</summary>
    public string Id => _stored.Id;

    /// <summary>Its name.</summary>
    public string Name => _stored.Name;

    /// <summary>The folder for files of the store's studies; a study's own is named by its id in it.</summary>
    public string Folder => Path.Combine(_records.Folder, "studies");

    /// <summary>What is made larger or smaller.</summary>
    public IReadOnlyList<Objective> Objectives => _book.Study.Objectives;

    /// <summary>Whether the space grows as the objective asks for parameters.</summary>
    public bool IsDefinedByRun => _book.Study.IsDefinedByRun;

    /// <summary>The space as it is known now.</summary>
    public ParameterSpace Space => _book.Study.Space;

    internal IRunStore Records => _records;

    internal string Experiment => _stored.Experiment;

    internal DateTimeOffset Now => _options.Clock.GetUtcNow();

    /// <summary>Reads the study with its trials as they are in the store now.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The study.</returns>
    public async Task<Study> ReadAsync(CancellationToken cancellationToken = default)
    {
        await _looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _book.SyncAsync(cancellationToken).ConfigureAwait(false);
            return _book.Study with { Trials = [.. _book.Trials] };
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>Asks for the next trial: one that waits, else a new one with parameters from the sampler. It is running, and has to be told of or disposed.</summary>
    /// <param name="trials">How many trials the study is to have in all, lost and cancelled ones not counted; null for no limit.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The trial; null when there are as many as wished, or the sampler has nothing left to try.</returns>
    /// <exception cref="AssayException">The sampler cannot work on this study.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public async Task<ActiveTrial?> AskAsync(int? trials = null, CancellationToken cancellationToken = default)
    {
        var draft = new RunDraft(_stored.Experiment) { Kind = RunKind.Program, Status = RunStatus.Running, User = Environment.UserName };
        if (await AskAsync(draft, trials, ProcessIdentity.Current, cancellationToken).ConfigureAwait(false) is not ({ } trial, { } lease))
            return null;
        var active = new ActiveTrial(this, trial, new ActiveRun(_records, lease, watch: null, _options));
        _living[trial.Number] = active;
        return active;
    }

    /// <summary>Adds trials that wait to be evaluated with given parameters; the sampler proposes those that are not given, and learns from all.</summary>
    /// <param name="parameters">The parameters of each trial: an anonymous object or a dictionary.</param>
    /// <returns>The trials' numbers.</returns>
    /// <exception cref="AssayException">A declared space does not have a name, or a whole configuration breaks its constraints.</exception>
    public async Task<IReadOnlyList<int>> EnqueueAsync(params IReadOnlyList<object> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var numbers = new List<int>();
        foreach (var given in parameters)
        {
            var forced = given as IReadOnlyDictionary<string, ParameterValue>
                ?? ParameterReader.Read(given).ToDictionary(param => param.Key, param => ParameterValue.OfJson(System.Text.Json.JsonDocument.Parse(param.Json).RootElement), StringComparer.Ordinal);
            CheckForced(forced);
            numbers.Add(await EnqueueAsync(new Trial(0, TrialState.Waiting) { Forced = forced }).ConfigureAwait(false));
        }

        return numbers;
    }

    /// <summary>Adds trials that were evaluated elsewhere, e.g. of another study, to learn from.</summary>
    /// <param name="trials">Trials that ended; their numbers do not matter, they get the next ones.</param>
    /// <param name="from">Where they are from, kept with each.</param>
    /// <returns>How many were added; those that had not ended are left out.</returns>
    public async Task<int> AddTrialsAsync(IEnumerable<Trial> trials, string from)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentException.ThrowIfNullOrWhiteSpace(from);
        var added = 0;
        foreach (var trial in trials.Where(trial => trial.State is TrialState.Completed or TrialState.Pruned or TrialState.Failed))
        {
            var copy = trial with
            {
                Forced = trial.Params,
                Suggested = new Dictionary<string, ParameterValue>(),
                Unused = new Dictionary<string, ParameterValue>(),
                Proposal = null,
                Attributes = new Dictionary<string, string>(trial.Attributes) { ["from"] = string.Create(CultureInfo.InvariantCulture, $"{from} #{trial.Number}") },
            };
            var draft = new RunDraft(_stored.Experiment)
            {
                Kind = RunKind.Imported,
                Status = trial.State switch { TrialState.Completed => RunStatus.Completed, TrialState.Pruned => RunStatus.Pruned, _ => RunStatus.Failed },
                User = Environment.UserName,
                Params = [.. copy.Params.Select(value => new Param(value.Key, value.Value.Json))],
                Metrics = copy.Value is { } value ? [new MetricSeries(new MetricIdentity(_stored.Metric) { Direction = _stored.Direction }, [new MetricPoint(0, Now, value)])] : [],
            };
            var grant = await _records.AskTrialAsync(new TrialAsk(Id, draft, TrialDocument.Write(copy)), CancellationToken.None).ConfigureAwait(false);
            await _records.WriteAsync(new WriteBatch([new SetTrial(grant.Run!.Value, TrialDocument.Write(copy), copy.Value)]), CancellationToken.None).ConfigureAwait(false);
            added++;
        }

        return added;
    }

    /// <summary>Finds trials whose worker died: each becomes lost and, when that is wished, waits to be tried again with the same parameters and nothing else of it.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Numbers of the trials that were lost.</returns>
    public async Task<IReadOnlyList<int>> SettleAsync(CancellationToken cancellationToken = default)
    {
        var running = await RunningAsync(cancellationToken).ConfigureAwait(false);
        var options = new ExecutionOptions { Who = Environment.UserName, Clock = _options.Clock, LeaseDuration = _options.LeaseDuration };
        var adoption = new RunAdoption(_records, new RunExecutor(_records, options), options);
        var lost = new List<int>();
        foreach (var trial in running)
        {
            if (_living.ContainsKey(trial.Number) || trial.Run is not { } id || await _records.GetRunAsync(id, cancellationToken).ConfigureAwait(false) is not { Kind: RunKind.Program } run)
                continue;
            if (await adoption.TryTakeOverAsync(run, cancellationToken).ConfigureAwait(false) is not { Fate: AdoptedFate.Lost })
                continue;
            lost.Add(trial.Number);
            await RetryAsync(trial).ConfigureAwait(false);
        }

        return lost;
    }

    /// <summary>Closes the study; trials that were not told of must be disposed before.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        _looking.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads what other processes did.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _book.SyncAsync(cancellationToken).ConfigureAwait(false);
            await ReadCurvesAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _looking.Release();
        }
    }

    /// <summary>The trials that somebody works on or worked on when he died.</summary>
    internal async Task<IReadOnlyList<Trial>> RunningAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _book.SyncAsync(cancellationToken).ConfigureAwait(false);
            return [.. _book.Running];
        }
        finally
        {
            _looking.Release();
        }
    }

    internal PruneDecision Judge(ActiveTrial trial)
    {
        if (_pruner is null)
            return PruneDecision.Continue;
        var living = _living.Values.Where(other => other != trial).ToDictionary(other => other.Number, other => other.Curve);
        var others = _others.Where(other => other.Number != trial.Number && !living.ContainsKey(other.Number)).Concat(living.Values.Where(curve => curve.Steps.Count > 0)).OrderBy(curve => curve.Number).ToList();
        return _pruner.Judge(new PruningRequest(Name, Objectives[0].Direction, trial.Curve, others) { CompletedCount = _completed });
    }

    /// <summary>Judges a trial whose reports are in the store.</summary>
    internal async Task<PruneDecision> JudgeAsync(Trial trial, CancellationToken cancellationToken)
    {
        if (_pruner is null)
            return PruneDecision.Continue;
        await LookAsync(cancellationToken).ConfigureAwait(false);
        var curve = await _curves.ReadAsync(trial with { State = TrialState.Running }, cancellationToken).ConfigureAwait(false);
        return _pruner.Judge(new PruningRequest(Name, Objectives[0].Direction, curve, [.. _others.Where(other => other.Number != trial.Number)]) { CompletedCount = _completed });
    }

    /// <summary>What a trial has reported, as stored.</summary>
    internal Task<TrialCurve> CurveAsync(Trial trial, CancellationToken cancellationToken) => _curves.ReadAsync(trial, cancellationToken);

    /// <summary>The parameters and derived values of a trial as texts.</summary>
    internal Dictionary<string, string> ValuesOf(Trial trial)
    {
        var space = _book.Space;
        var values = trial.Params.ToDictionary(value => value.Key, value => value.Value.Text, StringComparer.Ordinal);
        foreach (var (name, text) in space.DerivedOf(space.ToPoint(trial.Params)))
            values[name] = text;
        return values;
    }

    internal void Forget(ActiveTrial trial) => _living.TryRemove(trial.Number, out _);

    /// <summary>A value for a parameter that the sampler knows nothing of: uniform on its scale, from the seed, the trial and the name.</summary>
    internal ParameterValue Draw(int trial, string name, Distribution distribution)
    {
        var space = new SearchSpace(new ParameterSpace([new Parameter(name, distribution)]));
        var random = new RandomSequence(Streams.Of(new Seed((ulong)(_book.Study.Seed ?? 0)), "new parameter " + name), trial);
        return space.Dimensions[0].ToParameter(space.Draw(ref random)[0]);
    }

    /// <summary>Refuses a parameter that cannot be: bounds that cannot be searched, another kind of value than before, a name that a declared space lacks.</summary>
    internal void CheckAsked(string name, Distribution distribution)
    {
        if (_checked.TryGetValue(name, out var known) && SpaceChange.Same(known, distribution))
            return;
        var space = _book.Study.Space;
        if (space[name] is { } before)
        {
            if (!IsDefinedByRun && !SpaceChange.Same(before, distribution))
                throw new AssayException($"The study '{Name}' declares '{name}' as {SpaceChange.Describe(before)}, the objective asks for {SpaceChange.Describe(distribution)}; ask as it is declared, or change the space.");
            if (before is CategoricalDistribution != distribution is CategoricalDistribution)
                throw new AssayException($"In the study '{Name}' '{name}' is {SpaceChange.Describe(before)}, the objective asks for {SpaceChange.Describe(distribution)}: trials cannot be compared; give it another name, or begin another study.");
        }
        else if (!IsDefinedByRun)
        {
            throw new AssayException($"The study '{Name}' does not declare the parameter '{name}': it has {string.Join(", ", space.Parameters.Select(parameter => parameter.Name))}.");
        }

        _ = new SearchSpace(new ParameterSpace([new Parameter(name, distribution)]));
        _checked[name] = distribution;
    }

    /// <summary>Takes the parameters that a trial asked for into the study's space; a changed space is a new version.</summary>
    internal async Task GrowAsync(IReadOnlyList<Parameter> asked)
    {
        if (!IsDefinedByRun || !asked.Any(IsNews))
            return;
        await _looking.WaitAsync().ConfigureAwait(false);
        try
        {
            await _book.ChangeAsync(
                study =>
                {
                    var parameters = study.Space.Parameters.ToList();
                    foreach (var parameter in asked)
                    {
                        var at = parameters.FindIndex(known => known.Name == parameter.Name);
                        if (at < 0)
                            parameters.Add(parameter);
                        else if (!SpaceChange.Same(parameters[at].Distribution, parameter.Distribution))
                            parameters[at] = parameter;
                    }

                    var grown = study.Space with { Parameters = parameters };
                    return grown.ToJson() == study.Space.ToJson() ? null : study with { Space = grown, EarlierSpaces = [.. study.EarlierSpaces, study.Space] };
                },
                CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _looking.Release();
        }

        bool IsNews(Parameter parameter) => _book.Study.Space[parameter.Name] is not { } known || !SpaceChange.Same(known, parameter.Distribution);
    }

    internal async Task ToldAsync(ActiveTrial trial, Trial told)
    {
        Forget(trial);
        SayIfRunningBest(trial.Curve);
        if (told.State == TrialState.Completed || _pruner is not null)
            await TellIfGrownAsync().ConfigureAwait(false);
    }

    internal void SayIfRunningBest(TrialCurve curve)
    {
        if (_saidRunningBest || !RunningBest.Looks(curve, Objectives[0].Direction))
            return;
        _saidRunningBest = true;
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"Trial {curve.Number} of '{Name}' reports values of {Objectives[0].Metric} that never get worse and mostly stand still: that looks like the best so far instead of the value of each step, and pruners then compare the wrong things."));
    }

    internal void Say(string text) => Said?.Invoke(this, text);

    /// <summary>Lets the store's listeners look at the study, e.g. when a search ends.</summary>
    internal async Task TellListenersAsync()
    {
        foreach (var said in await _options.Listeners.StudyGrewAsync(_records, Id, CancellationToken.None).ConfigureAwait(false))
            Say(said);
    }

    // Findings about a study are about all of it: looked for at round numbers of trials and at the end, not after each trial.
    private Task TellIfGrownAsync() => _options.Listeners.Count > 0 && IsMilestone(_book.Next) ? TellListenersAsync() : Task.CompletedTask;

    private static bool IsMilestone(int trials) => trials is 10 or 20 or 50 || (trials >= 100 && trials % 100 == 0);

    private async Task ReadCurvesAsync(CancellationToken cancellationToken)
    {
        if (_pruner is null)
            return;
        _others = await _curves.OthersAsync(_book, -1, _living.ToDictionary(trial => trial.Key, trial => trial.Value.Curve), cancellationToken).ConfigureAwait(false);
        _completed = _book.Finished.Count(trial => trial.State == TrialState.Completed);
    }

    private static Sampler SamplerOf(Study study) => new(study.Sampler ?? "auto") { Seed = study.Seed, Options = study.SamplerOptions };
}
