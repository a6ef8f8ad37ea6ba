using System.Diagnostics.CodeAnalysis;
using Assay.Recording;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tuning;
using Assay.Tuning.Pruners;
using Assay.Tuning.Spaces;

namespace Assay.Studies;

/// <summary>
/// A trial that this program evaluates: ask it for parameters, report on the way, tell how it ended. Its run is <see cref="Run"/>, to log anything else into.
/// All members may be called from any thread.
/// </summary>
public sealed class ActiveTrial : IAsyncDisposable
{
    private readonly ActiveStudy _study;
    private readonly Trial _asked;
    private readonly Lock _gate = new();

    // Under the gate.
    private readonly Dictionary<string, (Distribution Distribution, ParameterValue Value)> _given = new(StringComparer.Ordinal);
    private readonly SortedList<long, double> _reports = [];
    private readonly Dictionary<string, string> _attributes;
    private readonly Dictionary<string, double> _violations = new(StringComparer.Ordinal);
    private bool _told;

    internal ActiveTrial(ActiveStudy study, Trial asked, ActiveRun run)
    {
        (_study, _asked, Run) = (study, asked, run);
        _attributes = new Dictionary<string, string>(asked.Attributes, StringComparer.Ordinal);
    }

    /// <summary>Its number in the study, from 0.</summary>
    public int Number => _asked.Number;

    /// <summary>The run that it is: log metrics, files and notes into it. Its end is the trial's: do not end it apart.</summary>
    public ActiveRun Run { get; }

    /// <summary>Its parameters: of a declared space all that are in play, of one that grows those proposed, forced or asked for so far.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Params
    {
        get
        {
            lock (_gate)
            {
                var all = new Dictionary<string, ParameterValue>(_asked.Params, StringComparer.Ordinal);
                foreach (var (name, given) in _given)
                    all[name] = given.Value;
                return all;
            }
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool IsTold
    {
        get
        {
            lock (_gate)
                return _told;
        }
    }

    /// <summary>What has been reported.</summary>
    internal TrialCurve Curve
    {
        get
        {
            lock (_gate)
                return new TrialCurve(Number, TrialState.Running, [.. _reports.Keys], [.. _reports.Values]);
        }
    }

    /// <summary>A real number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="low">Lower bound; above 0 when <paramref name="log"/>.</param>
    /// <param name="high">Upper bound.</param>
    /// <param name="log">Whether it is drawn uniformly in its logarithm.</param>
    /// <param name="step">Distance between values counted from <paramref name="low"/>; null for every number.</param>
    /// <returns>The value; the same at every call in this trial.</returns>
    /// <exception cref="AssayException">The bounds cannot be searched, the name means something else already, or the declared space does not have it.</exception>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The word of the field for such a parameter, in spaces and in other tuners.")]
    public double Float(string name, double low, double high, bool log = false, double? step = null) => AsNumber(name, Get(name, new FloatDistribution(low, high, log, step)));

    /// <summary>A whole number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="low">Lower bound; at least 1 when <paramref name="log"/>.</param>
    /// <param name="high">Upper bound.</param>
    /// <param name="log">Whether it is drawn uniformly in its logarithm.</param>
    /// <param name="step">Distance between values counted from <paramref name="low"/>.</param>
    /// <returns>The value; the same at every call in this trial.</returns>
    /// <exception cref="AssayException">As for <see cref="Float"/>.</exception>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The word of the field for such a parameter, in spaces and in other tuners.")]
    public int Int(string name, int low, int high, bool log = false, int step = 1) => (int)AsNumber(name, Get(name, new IntDistribution(low, high, log, step)));

    /// <summary>One of a few values.</summary>
    /// <typeparam name="T">Texts, numbers or truth values.</typeparam>
    /// <param name="name">The parameter's name.</param>
    /// <param name="choices">The values, each once.</param>
    /// <returns>The value; the same at every call in this trial.</returns>
    /// <exception cref="AssayException">As for <see cref="Float"/>; or a forced value is none of the choices.</exception>
    public T Choice<T>(string name, params T[] choices)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(choices);
        ParameterValue[] values = [.. choices.Select(choice => ParameterValue.OfJson(ParameterReader.Json(choice)))];
        var value = Get(name, new CategoricalDistribution(values));
        var index = Array.FindIndex(values, value.Equals);
        return index >= 0 ? choices[index] : throw new AssayException($"The parameter '{name}' was set to {value}, which is none of {string.Join(", ", choices)}.");
    }

    /// <summary>A parameter of a declared space, as a number.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The value.</returns>
    /// <exception cref="AssayException">The trial does not have it: no such parameter, or it is not in play; or it is no number.</exception>
    public double NumberOf(string name) => AsNumber(name, Value(name));

    /// <summary>A parameter of a declared space.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <returns>The value.</returns>
    /// <exception cref="AssayException">The trial does not have it: no such parameter, or it is not in play.</exception>
    public ParameterValue Value(string name) => Params.TryGetValue(name, out var value)
        ? value
        : throw new AssayException($"Trial {Number.ToString(CultureInfo.InvariantCulture)} has no parameter '{name}': the space has no such name, or its condition does not hold here.");

    /// <summary>Reports a value on the way, for the pruner and for the record: it becomes a point of the objective's metric.</summary>
    /// <param name="step">Position in training; of two reports at one step the first stays.</param>
    /// <param name="value">The value of this step itself, not the best so far; any number.</param>
    /// <exception cref="InvalidOperationException">The study has several objectives: nothing says which the value is of.</exception>
    public void Report(long step, double value)
    {
        if (_study.Objectives.Count > 1)
            throw new InvalidOperationException("A study with several objectives takes no reports; log into the trial's run instead.");
        lock (_gate)
        {
            if (_told || !_reports.TryAdd(step, value))
                return;
        }

        Run.Log(_study.Objectives[0].Metric, value, step);
    }

    /// <summary>Whether the trial should end early, by what this process knows: its own trials at once, those of other processes as of its last look.</summary>
    /// <returns>True when it should; then throw <see cref="TrialPrunedException"/> or call <see cref="PruneAsync"/>.</returns>
    public bool ShouldPrune() => _study.Judge(this).Prune;

    /// <summary>Whether the trial should end early, after a look at what other processes reported.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The decision with its reason.</returns>
    public async Task<PruneDecision> ShouldPruneAsync(CancellationToken cancellationToken = default)
    {
        await _study.LookAsync(cancellationToken).ConfigureAwait(false);
        return _study.Judge(this);
    }

    /// <summary>Writes anything beside the trial.</summary>
    /// <param name="name">Its name; a later text replaces an earlier one.</param>
    /// <param name="text">The text.</param>
    public void SetAttribute(string name, string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(text);
        lock (_gate)
            _attributes[name] = text;
    }

    /// <summary>States a constraint on outcomes, e.g. memory used less memory there is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="violation">Above 0 is how much it is violated; 0 or less satisfies it; NaN counts as violated.</param>
    public void Constrain(string name, double violation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_gate)
            _violations[name] = violation;
    }

    /// <summary>Tells that it completed. NaN makes it failed, with that reason; infinite values are kept and not learnt from.</summary>
    /// <param name="values">The objectives' values, as many as there are objectives.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than objectives.</exception>
    /// <exception cref="StoreException">The store cannot be written, or the trial was taken over as lost.</exception>
    public Task CompleteAsync(params IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != _study.Objectives.Count)
            throw new ArgumentException($"The study has {_study.Objectives.Count} objectives, {values.Count} values were told.", nameof(values));
        for (var index = 0; index < values.Count; index++)
        {
            if (double.IsNaN(values[index]))
                return EndAsync(RunStatus.Failed, $"the objective {_study.Objectives[index].Metric} is NaN", [.. values.Select(MetricValue.Of)]);
        }

        return EndAsync(RunStatus.Completed, null, [.. values.Select(MetricValue.Of)]);
    }

    /// <summary>Tells that it was ended early; its last report is its value.</summary>
    /// <param name="why">The reason; null for the pruner's.</param>
    public Task PruneAsync(string? why = null)
    {
        double? last;
        lock (_gate)
            last = _reports.Count == 0 ? null : _reports.Values[^1];
        return EndAsync(RunStatus.Pruned, why ?? _study.Judge(this).Why ?? "ended early", last is { } value ? [value] : []);
    }

    /// <summary>Tells that it failed.</summary>
    /// <param name="why">The reason.</param>
    public Task FailAsync(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return EndAsync(RunStatus.Failed, why, []);
    }

    /// <summary>Tells that it failed with an error.</summary>
    /// <param name="error">The error.</param>
    public Task FailAsync(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return EndAsync(RunStatus.Failed, $"{error.GetType().Name}: {error.Message}", [], [new PatchRun(Run.Id, new RunPatch { ErrorLine = $"{error.GetType().FullName}: {error.Message}", ErrorKind = "dotnet" })]);
    }

    /// <summary>Tells that a person stopped it: it does not count, and another takes its place when the study goes on.</summary>
    /// <param name="why">The reason.</param>
    public Task CancelAsync(string why = "cancelled") => EndAsync(RunStatus.Cancelled, why, []);

    /// <summary>Ends a trial that was not told of: as failed.</summary>
    /// <returns>A task that ends when everything is written.</returns>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await EndAsync(RunStatus.Failed, "it ended without a word", []).ConfigureAwait(false);
        }
        finally
        {
            await Run.DisposeAsync().ConfigureAwait(false);
            _study.Forget(this);
        }
    }

    private async Task EndAsync(RunStatus status, string? why, IReadOnlyList<MetricValue> values, IReadOnlyList<Change>? more = null)
    {
        Trial told;
        List<Parameter> asked;
        List<Change> changes = [];
        lock (_gate)
        {
            if (_told)
                return;
            _told = true;
            told = Told(status, why, values);
            asked = [.. _given.Select(given => new Parameter(given.Key, given.Value.Distribution))];
            if (status == RunStatus.Completed && (_reports.Count == 0 || _reports.Values[^1] != values[0].Number))
                changes.Add(Final(_study.Objectives[0], values[0]));
        }

        for (var index = 1; index < values.Count; index++)
            changes.Add(Final(_study.Objectives[index], values[index]));
        if (_study.IsDefinedByRun)
            changes.AddRange(told.Params.Select(value => new SetParam(Run.Id, new Param(value.Key, value.Value.Json))));
        await _study.GrowAsync(asked).ConfigureAwait(false);
        await Run.EndAsync(status, why, [.. changes, .. more ?? [], new SetTrial(Run.Id, TrialDocument.Write(told), told.Value)], CancellationToken.None).ConfigureAwait(false);
        await _study.ToldAsync(this, told).ConfigureAwait(false);

        // Beside a curve of reports the value of the whole stands apart, so that the curve stays what was reported.
        LogMetrics Final(Objective objective, MetricValue value) => new(
            Run.Id,
            new MetricIdentity(objective.Metric) { Direction = objective.Direction, Context = _reports.Count == 0 ? null : "final" },
            [new MetricPoint(_reports.Count == 0 ? 0 : _reports.Keys[^1], _study.Now, value)]);
    }

    private Trial Told(RunStatus status, string? why, IReadOnlyList<MetricValue> values)
    {
        var suggested = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        var unused = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var (name, value) in _asked.Suggested)
            (_study.IsDefinedByRun && !_given.ContainsKey(name) ? unused : suggested)[name] = value;
        foreach (var (name, given) in _given)
        {
            // A proposal that the objective could not take, because it asks with other bounds than before, was replaced.
            if (_asked.Forced.ContainsKey(name))
                continue;
            if (_asked.Suggested.TryGetValue(name, out var proposed) && !proposed.Equals(given.Value))
                unused[name] = proposed;
            suggested[name] = given.Value;
        }

        return _asked with
        {
            State = status switch { RunStatus.Completed => TrialState.Completed, RunStatus.Pruned => TrialState.Pruned, _ => TrialState.Failed },
            Suggested = suggested,
            Unused = unused,
            Value = values.Count > 0 ? values[0] : null,
            FurtherValues = [.. values.Skip(1)],
            Attributes = new Dictionary<string, string>(_attributes),
            Violations = new Dictionary<string, double>(_violations),
            LastStep = _reports.Count == 0 ? null : _reports.Keys[^1],
            Why = why,
        };
    }

    private ParameterValue Get(string name, Distribution distribution)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_gate)
        {
            if (_given.TryGetValue(name, out var before))
            {
                return SpaceChange.Same(before.Distribution, distribution)
                    ? before.Value
                    : throw new AssayException($"The parameter '{name}' is asked for twice in one trial, as {SpaceChange.Describe(before.Distribution)} and as {SpaceChange.Describe(distribution)}.");
            }

            _study.CheckAsked(name, distribution);
            var value = _asked.Forced.GetValueOrDefault(name);
            if (value is null && _asked.Suggested.GetValueOrDefault(name) is { } proposed && distribution.Contains(proposed))
                value = proposed;
            value ??= _study.IsDefinedByRun ? _study.Draw(Number, name, distribution) : Value(name);
            _given[name] = (distribution, value);
            return value;
        }
    }

    private static double AsNumber(string name, ParameterValue value) =>
        value.Number ?? throw new AssayException($"The parameter '{name}' was set to {value}, which is no number.");
}
