using System.Text.Json.Nodes;
using Assay.Execution;
using Assay.Tracking;
using Assay.Tracking.Changes;
using Assay.Tuning;

namespace Assay.Studies.Commands;

/// <summary>One trial while its command lives: takes its reports in, and asks the pruner after each.</summary>
internal sealed class TrialEvaluation : IExecutionObserver, IAsyncDisposable
{
    private readonly ActiveStudy _study;
    private readonly IReadOnlyDictionary<string, string> _values;
    private readonly ReportFile? _reports;
    private readonly TuneOptions _options;
    private readonly ITuneObserver _observer;
    private readonly TaskCompletionSource<string> _prune = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _reported = new(0);
    private readonly CancellationTokenSource _ended = new();
    private Task _looking = Task.CompletedTask;

    public TrialEvaluation(ActiveStudy study, Trial trial, IReadOnlyDictionary<string, string> values, ReportFile? reports, TuneOptions options, ITuneObserver observer)
    {
        (_study, Trial, _values, _reports, _options, _observer) = (study, trial, values, reports, options, observer);
        Judge = new TrialJudge(study.Records, study, trial, reports);
    }

    /// <summary>The trial.</summary>
    public Trial Trial { get; }

    /// <summary>Judges its end.</summary>
    public TrialJudge Judge { get; }

    /// <summary>Completes when it is to be pruned.</summary>
    public Task<string> Prune => _prune.Task;

    /// <summary>What is executed.</summary>
    /// <exception cref="AssayException">A value cannot stand where the command uses it.</exception>
    public ExecutionRequest Request(TrialCommand command, CommandTemplate template, StopGraces stop)
    {
        var parameters = new JsonObject(Trial.Params.Select(value => KeyValuePair.Create(value.Key, JsonNode.Parse(value.Value.Json))));
        return new ExecutionRequest(Trial.Run!.Value, template.Fill(_values), command.Folder)
        {
            Environment = new Dictionary<string, string>
            {
                ["ASSAY_STUDY"] = _study.Name,
                ["ASSAY_TRIAL"] = _values["trial"],
                ["ASSAY_PARAMS"] = parameters.ToJsonString(),
            },
            Timeout = command.Timeout,
            Results = [.. command.Results.Select(result => result.Format == Tracking.Results.ResultFormat.StandardOutput ? result : result with { Location = new CommandTemplate(result.Location).Plain(_values) })],
            Metrics = _study.Objectives.ToDictionary(objective => objective.Metric, objective => new MetricIdentity(objective.Metric) { Direction = objective.Direction }, StringComparer.Ordinal),
            Config = parameters.ToJsonString(),
            Stop = stop,
            Judge = Judge,
            Prune = Prune,
        };
    }

    /// <summary>Begins to look.</summary>
    public void Begin() => _looking = Task.Run(LookAsync);

    /// <inheritdoc/>
    public void Started(RunId run, int processId)
    {
        // The tuner has said so.
    }

    /// <inheritdoc/>
    public void MetricLogged(RunId run, string key, MetricPoint point)
    {
        if (key == _study.Objectives[0].Metric && _reported.CurrentCount == 0)
            _reported.Release();
    }

    /// <inheritdoc/>
    public void Warned(RunId run, string message) => _observer.Warned(string.Create(CultureInfo.InvariantCulture, $"trial {Trial.Number}: {message}"));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
        _reported.Dispose();
    }

    private async Task LookAsync()
    {
        while (!_ended.IsCancellationRequested && !_prune.Task.IsCompleted)
        {
            try
            {
                var told = await _reported.WaitAsync(_reports is null ? TimeSpan.FromMinutes(1) : _options.PollInterval, _ended.Token).ConfigureAwait(false);
                if (_reports?.Take() is { Count: > 0 } points)
                {
                    await _study.Records.WriteAsync(new WriteBatch(points), CancellationToken.None).ConfigureAwait(false);
                    told = true;
                }

                if (told && await _study.JudgeAsync(Trial, _ended.Token).ConfigureAwait(false) is { Prune: true } decision)
                    _prune.TrySetResult(decision.Why ?? "ended early");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (StoreException error)
            {
                _observer.Warned(string.Create(CultureInfo.InvariantCulture, $"trial {Trial.Number} could not be judged at the moment: {error.Message}"));
            }
        }
    }
}
