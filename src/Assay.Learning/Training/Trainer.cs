using System.Diagnostics;
using Assay.Learning.Checkpoints;
using Assay.Learning.Data;
using Assay.Learning.Layers;
using Assay.Learning.Optimizers;
using Assay.Learning.Tensors;

namespace Assay.Learning.Training;

/// <summary>
/// Trains a model: epochs over a loader, evaluation after each, the best weights kept, early stopping, checkpoints. A run that was interrupted and resumed
/// ends with the same weights, bit for bit, as one that was not.
/// </summary>
/// <example><code>
/// var trainer = new Trainer(new()
/// {
///     Model = model,
///     Loss = (outputs, batch) => loss.Of(outputs.AsLogits(), batch.Labels),
///     Optimizer = new AdamW(model.Parameters),
///     Train = new DataLoader(train, new() { Seed = 1 }),
///     Valid = valid,
///     Metrics = [TrainingMetric.Accuracy],
/// });
/// var result = trainer.Run();
/// </code></example>
public sealed partial class Trainer
{
    private readonly TrainerOptions _options;

    // An array, as they are enumerated at every step and through an interface that would allocate.
    private readonly ITrainingObserver[] _observers;
    private TrainerState _state = new();
    private WeightSnapshot? _best;

    /// <summary>A trainer that begins at the loader's place.</summary>
    /// <exception cref="ArgumentException">Settings outside their ranges or that do not fit each other; the message names them.</exception>
    public Trainer(TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _observers = [.. options.Observers];
    }

    private Engine Engine => _options.Model.Engine;

    /// <summary>Trains until the last epoch, early stopping or cancellation.</summary>
    /// <param name="resume">Whether to go on from <c>last.json</c> in the folder, if it is there.</param>
    /// <param name="cancellationToken">Ends training after the step under way; with a folder, its state is written.</param>
    /// <returns>What came of it; the model has the best weights, if those were asked for and training was not cancelled.</returns>
    /// <exception cref="NonFiniteException">A loss, gradient or weight is NaN or infinite; checkpoints are those from before.</exception>
    /// <exception cref="Assay.Foundation.Formats.DataFileException">The checkpoint is damaged, or of another model, seed or data.</exception>
    public TrainingResult Run(bool resume = false, CancellationToken cancellationToken = default)
    {
        if (resume)
            Resume();
        WriteConfig();
        using var evaluator = _options.Valid is { } valid ? new Evaluator(_options, valid) : null;
        var end = TrainingEnd.Completed;
        while (_options.Train.State.Epoch < _options.Epochs)
        {
            if (_options.EarlyStopping is { } stopping && _state.StoppingWaited >= stopping.Patience)
            {
                end = TrainingEnd.StoppedEarly;
                break;
            }

            var clock = Stopwatch.StartNew();
            var epoch = _options.Train.State.Epoch;
            if (!TrainEpoch(epoch, cancellationToken))
            {
                WriteCheckpoint("last", _state.Epochs.LastOrDefault()?.Metrics);
                end = TrainingEnd.Cancelled;
                break;
            }

            EndEpoch(epoch, evaluator, clock);
        }

        if (end != TrainingEnd.Cancelled && _options.RestoreBest)
            _best?.Restore();
        return new TrainingResult(end, _state.Step, [.. _state.Epochs], new Dictionary<string, BestValue>(_state.Best, StringComparer.Ordinal));
    }

    /// <summary>The loss and metrics of a data set with the weights that the model has now, without dropout.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="name">Its role, the first part of the names: <c>test</c> gives <c>test/loss</c>.</param>
    /// <exception cref="NonFiniteException">The loss is NaN or infinite.</exception>
    public IReadOnlyDictionary<string, double?> Evaluate(Dataset data, string name)
    {
        using var evaluator = new Evaluator(_options, data);
        return new Dictionary<string, double?>(evaluator.Run(name, _state.Step, _options.Train.State.Epoch), StringComparer.Ordinal);
    }

    internal static Tensor Outputs(TrainerOptions options, StepBatch inputs) =>
        options.Forward is { } forward ? forward(inputs.Features) : ((Layer)options.Model).Forward(inputs.Features);

    // False when cancelled. Gradients are never pending there, so that the state on disk is all of it.
    private bool TrainEpoch(int epoch, CancellationToken cancellationToken)
    {
        foreach (var observer in _observers)
            observer.EpochBegan(epoch);
        var loader = _options.Train;
        while (loader.State.Batch < loader.BatchesPerEpoch)
        {
            if (cancellationToken.IsCancellationRequested)
                return false;
            TrainStep(epoch);
            if (_options.CheckpointEvery > 0 && _state.Step % _options.CheckpointEvery == 0 && loader.State.Batch < loader.BatchesPerEpoch)
                WriteCheckpoint("last", _state.Epochs.LastOrDefault()?.Metrics);
        }

        return loader.Next() is null;
    }

    private void TrainStep(int epoch)
    {
        var loader = _options.Train;
        var first = loader.State.Batch;
        var batches = Math.Min(_options.Accumulate, loader.BatchesPerEpoch - first);
        var samples = 0;
        for (var batch = first; batch < first + batches; batch++)
            samples += loader.SizeOf(batch);
        if (_options.LearningRate is { } schedule)
            _options.Optimizer.LearningRate = schedule(_state.Step);
        else if (_options.Plateau is { } plateau)
            _options.Optimizer.LearningRate = plateau.Rate;

        var loss = 0.0;
        for (var done = 0; done < batches; done++)
            loss += Accumulate(loader.Next()!, samples, epoch);
        var norm = Clip(epoch);
        _options.Optimizer.Step();
        _options.AfterStep?.Invoke();
        _state.Step++;
        _state.LossSum += loss * samples;
        _state.LossSamples += samples;
        foreach (var observer in _observers)
            observer.StepEnded(new StepReport(epoch, _state.Step, loader.State.Batch, loader.BatchesPerEpoch, loss, _options.Optimizer.LearningRate, norm));
    }

    // A batch's share of the loss; a last, smaller batch weighs less, so that samples count alike.
    private double Accumulate(Batch batch, int samples, int epoch)
    {
        using var step = Engine.BeginStep();
        var inputs = batch.In(step);
        var loss = _options.Loss(Outputs(_options, inputs), inputs);
        var value = loss.Item;
        if (!double.IsFinite(value))
            throw new NonFiniteException(_state.Step, epoch, "the loss", FiniteCheck.Values(_options.Model));
        var share = (double)batch.Count / samples;
        loss.Backward(share);
        return value * share;
    }

    private double? Clip(int epoch)
    {
        if (_options.MaximumGradientNorm is not { } largest)
            return null;
        try
        {
            return GradientClipping.ByNorm(_options.Optimizer, largest);
        }
        catch (NotFiniteNumberException)
        {
            throw new NonFiniteException(_state.Step, epoch, "the norm of the gradients", FiniteCheck.Gradients(_options.Model));
        }
    }

    private void EndEpoch(int epoch, Evaluator? evaluator, Stopwatch clock)
    {
        RequireFiniteWeights(epoch);
        var metrics = new Dictionary<string, double?>(StringComparer.Ordinal) { ["train/loss"] = _state.LossSum / _state.LossSamples };
        foreach (var (name, value) in evaluator?.Run("valid", _state.Step, epoch) ?? [])
            metrics[name] = value;
        var report = new EpochReport(epoch, _state.Step, metrics, _options.Optimizer.LearningRate, clock.Elapsed.TotalSeconds);
        _state.LossSum = 0;
        _state.LossSamples = 0;
        _state.Epochs.Add(report);
        if (_options.EarlyStopping is { } stopping)
            CountWaiting(stopping, metrics[stopping.Metric]);
        if (_options.Plateau is { } plateau)
        {
            plateau.Observe(metrics[_options.PlateauMetric] ?? double.NaN);
            _state.Plateau = plateau.State;
        }

        foreach (var metric in _options.Watched)
            KeepBest(metric, metrics, report);
        WriteCheckpoint("last", metrics);
        foreach (var observer in _observers)
            observer.EpochEnded(report);
    }

    // A loss that is finite can have a gradient that is not; nothing after the last step would show it.
    private void RequireFiniteWeights(int epoch)
    {
        if (_options.Model.State.FirstOrDefault(parameter => !ParameterArrays.IsFinite(parameter)) is { } bad)
            throw new NonFiniteException(_state.Step, epoch, "a weight", $"Parameter '{bad.Name}' holds such a value.");
    }

    private void CountWaiting(EarlyStopping stopping, double? value)
    {
        if (value is { } number && IsBetter(stopping.Metric, number, _state.StoppingBest, stopping.MinimumChange))
        {
            _state.StoppingBest = number;
            _state.StoppingWaited = 0;
        }
        else
        {
            _state.StoppingWaited++;
        }
    }

    private void KeepBest(string metric, Dictionary<string, double?> metrics, EpochReport report)
    {
        if (metrics[metric] is not { } value || !IsBetter(metric, value, _state.Best.GetValueOrDefault(metric)?.Value, 0))
            return;
        _state.Best[metric] = new BestValue(value, report.Epoch, report.Step);
        if (_options.RestoreBest && metric == _options.Watched[0])
            (_best ??= new WeightSnapshot(_options.Model)).Take();
        WriteCheckpoint(BestName(metric), metrics);
    }

    private bool IsBetter(string metric, double value, double? best, double change) =>
        best is not { } number || (_options.DirectionOf(metric) == MetricDirection.Maximize ? value > number + change : value < number - change);
}
