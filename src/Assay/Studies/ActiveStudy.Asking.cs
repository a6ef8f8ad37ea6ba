using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Studies;

/// <content>How a trial gets its number and its parameters.</content>
public sealed partial class ActiveStudy
{
    /// <summary>Claims a trial that waits, or makes the next one.</summary>
    /// <param name="draft">What its run is, without parameters; its status says whether it runs at once or is only queued.</param>
    /// <param name="trials">How many trials the study is to have in all; null for no limit.</param>
    /// <param name="owner">Who works on it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The trial with its lease; null when there is none to be had.</returns>
    internal async Task<(Trial Trial, Lease Lease)?> AskAsync(RunDraft draft, int? trials, LeaseOwner owner, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _book.SyncAsync(cancellationToken).ConfigureAwait(false);
            await ReadCurvesAsync(cancellationToken).ConfigureAwait(false);
            if (await ClaimWaitingAsync(draft, trials, owner, cancellationToken).ConfigureAwait(false) is { } claimed)
                return claimed;
            var limit = trials is { } wished ? wished + _book.Wasted : int.MaxValue;
            if (_book.Next >= limit)
                return null;
            return await MakeAsync(draft, trials, limit, owner, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _looking.Release();
        }
    }

    // A number is taken by who writes first: the parameters are drawn for the number that is probably next, and when somebody else was
    // faster the number is taken first and the parameters are drawn for it then.
    private async Task<(Trial Trial, Lease Lease)?> MakeAsync(RunDraft draft, int? trials, int limit, LeaseOwner owner, CancellationToken cancellationToken)
    {
        var number = _book.Next;
        if (Propose(number, trials, NoValues) is not { } trial)
            return null;
        var ask = new TrialAsk(Id, With(draft, trial), TrialDocument.Write(trial)) { Number = number, Limit = limit, Owner = owner, Duration = _options.LeaseDuration };
        var grant = await _records.AskTrialAsync(ask, cancellationToken).ConfigureAwait(false);
        if (grant is { Run: { } run, Lease: { } lease })
            return (trial with { Run = run }, lease);
        await _book.SyncAsync(cancellationToken).ConfigureAwait(false);
        if (grant.Number >= limit)
            return null;
        grant = await _records.AskTrialAsync(ask with { Number = null, Draft = draft, Document = TrialDocument.Write(new Trial(0, TrialState.Running)) }, cancellationToken).ConfigureAwait(false);
        if (grant is not { Run: { } taken, Lease: { } held })
            return null;
        await _book.SyncAsync(cancellationToken).ConfigureAwait(false);
        if (Propose(grant.Number, trials, NoValues) is not { } late)
        {
            await _records.WriteAsync(
                new WriteBatch([new SetStatus(taken, RunStatus.Cancelled, Environment.UserName, "the space is exhausted")], held), CancellationToken.None).ConfigureAwait(false);
            return null;
        }

        await _records.WriteAsync(new WriteBatch([new SetTrial(taken, TrialDocument.Write(late)), .. Params(taken, late)], held), CancellationToken.None).ConfigureAwait(false);
        return (late with { Run = taken }, held);
    }

    private async Task<(Trial Trial, Lease Lease)?> ClaimWaitingAsync(RunDraft draft, int? trials, LeaseOwner owner, CancellationToken cancellationToken)
    {
        foreach (var number in _book.Waiting.ToArray())
        {
            if (_book[number] is not { Run: { } run } waiting)
                continue;
            if (await _records.TryClaimAsync(run, owner, _options.LeaseDuration, Environment.UserName, cancellationToken).ConfigureAwait(false) is not { } lease)
                continue;
            Trial? trial;
            try
            {
                trial = Propose(number, trials, waiting.Forced) ?? throw new AssayException("the sampler has nothing left to propose beside what was set");
            }
            catch (AssayException error)
            {
                await _records.WriteAsync(new WriteBatch([new SetStatus(run, RunStatus.Failed, Environment.UserName, error.Message)], lease), CancellationToken.None).ConfigureAwait(false);
                continue;
            }

            trial = trial with { Run = run, Attributes = waiting.Attributes, RetryOf = waiting.RetryOf };
            Change[] begins = draft.Status == RunStatus.Running ? [new SetStatus(run, RunStatus.Running, Environment.UserName)] : [];
            await _records.WriteAsync(new WriteBatch([new SetTrial(run, TrialDocument.Write(trial)), .. Params(run, trial), .. begins], lease), CancellationToken.None).ConfigureAwait(false);
            return (trial, lease);
        }

        return null;
    }

    /// <summary>A trial with parameters: forced ones, and the sampler's for the rest.</summary>
    private Trial? Propose(int number, int? trials, IReadOnlyDictionary<string, ParameterValue> forced)
    {
        var trial = new Trial(number, TrialState.Running) { Forced = forced };
        var space = _book.Space;
        if (space.Dimensions.Count == 0 || IsWhole(space, forced))
            return trial;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (request, saw) = _book.Request(number, trials, attempt);
            if (_sampler.Propose(request) is not { } proposal)
                return null;
            var point = (double[])proposal.Point.Clone();
            foreach (var dimension in space.Dimensions)
            {
                // What is out of play in the proposal may come into play by what is forced: then it is drawn.
                if (forced.TryGetValue(dimension.Name, out var value))
                    point[dimension.Index] = dimension.FromParameter(value) ?? double.NaN;
                else if (forced.Count > 0 && double.IsNaN(point[dimension.Index]))
                    point[dimension.Index] = dimension.FromParameter(Draw(number, dimension.Name, dimension.Parameter.Distribution)) ?? double.NaN;
            }

            if (forced.Count > 0)
            {
                space.Deactivate(point);
                if (!space.Satisfies(point))
                    continue;
            }

            return trial with
            {
                Suggested = space.ToParams(point).Where(value => !forced.ContainsKey(value.Key)).ToDictionary(StringComparer.Ordinal),
                Proposal = new TrialProposal(SamplerOf(_book.Study), saw, _book.Study.SpaceVersion) { Trials = trials, Attempt = attempt, Why = proposal.Why },
            };
        }

        throw new AssayException($"None of {MostAttempts} proposals satisfies the constraints together with {string.Join(", ", forced.Select(value => $"{value.Key}={value.Value}"))}.");
    }

    // Nothing is left to propose: every parameter is set that is in play.
    private static bool IsWhole(SearchSpace space, IReadOnlyDictionary<string, ParameterValue> forced)
    {
        if (forced.Count == 0)
            return false;
        var point = space.ToPoint(forced);
        return space.Dimensions.All(dimension => forced.ContainsKey(dimension.Name) || !space.IsActive(dimension.Index, point));
    }

    private void CheckForced(IReadOnlyDictionary<string, ParameterValue> forced)
    {
        if (forced.Count == 0)
            throw new AssayException("A trial that is enqueued has at least one parameter.");
        if (IsDefinedByRun)
            return;
        foreach (var name in forced.Keys.Where(name => Space[name] is null))
            throw new AssayException($"The study '{Name}' has no parameter '{name}': it has {string.Join(", ", Space.Parameters.Select(parameter => parameter.Name))}.");
        if (IsWhole(_book.Space, forced) && _book.Space.Broken(_book.Space.ToPoint(forced)) is { } broken)
            throw new AssayException($"The configuration {string.Join(", ", forced.Select(value => $"{value.Key}={value.Value}"))} breaks the constraint '{broken}'.");
    }

    private async Task<int> EnqueueAsync(Trial trial)
    {
        var draft = new RunDraft(_stored.Experiment) { Kind = RunKind.Program, Status = RunStatus.Planned, User = Environment.UserName };
        return (await _records.AskTrialAsync(new TrialAsk(Id, draft, TrialDocument.Write(trial)), CancellationToken.None).ConfigureAwait(false)).Number;
    }

    /// <summary>Lets a lost trial wait to be tried again, unless that was done often enough.</summary>
    internal async Task RetryAsync(Trial lost)
    {
        var tries = 0;
        for (var trial = lost; trial.RetryOf is { } before && _book[before] is { } earlier; trial = earlier)
            tries++;
        if (tries >= _settings.Retries || lost.Params.Count == 0)
            return;
        var number = await EnqueueAsync(new Trial(0, TrialState.Waiting) { Forced = lost.Params, RetryOf = lost.Number }).ConfigureAwait(false);
        Say(string.Create(CultureInfo.InvariantCulture, $"Trial {lost.Number} was lost: its worker died. Trial {number} tries its parameters again."));
    }

    private RunDraft With(RunDraft draft, Trial trial) => IsDefinedByRun ? draft : draft with { Params = [.. trial.Params.Select(value => new Param(value.Key, value.Value.Json))] };

    private IEnumerable<Change> Params(RunId run, Trial trial) =>
        IsDefinedByRun ? [] : trial.Params.Select(value => new SetParam(run, new Param(value.Key, value.Value.Json)));

    private static readonly Dictionary<string, ParameterValue> NoValues = [];
}
