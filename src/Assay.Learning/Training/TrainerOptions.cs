using System.Text.Json.Nodes;
using Assay.Learning.Data;
using Assay.Learning.Layers;
using Assay.Learning.Optimizers;
using Assay.Learning.Schedules;
using Assay.Learning.Tensors;

namespace Assay.Learning.Training;

/// <summary>What is trained, on what, how long, and what is kept.</summary>
public sealed record TrainerOptions
{
    /// <summary>The model, initialized.</summary>
    public required Module Model { get; init; }

    /// <summary>Computes the outputs, [samples, …], of the features of a batch; null (default) takes the model's own <see cref="Layer.Forward"/>.</summary>
    public Func<Tensor, Tensor>? Forward { get; init; }

    /// <summary>The mean loss of a batch, of the model's outputs and the batch.</summary>
    public required Func<Tensor, StepBatch, Tensor> Loss { get; init; }

    /// <summary>Changes the parameters.</summary>
    public required Optimizer Optimizer { get; init; }

    /// <summary>The training data.</summary>
    public required DataLoader Train { get; init; }

    /// <summary>What is evaluated after each epoch, without dropout; null (default) for nothing.</summary>
    public Dataset? Valid { get; init; }

    /// <summary>Epochs in all, at least 1; 10 by default.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Samples at a time in evaluation, at least 1; 256 by default. Changes metrics in the last bits only, if the loss is a mean over samples.</summary>
    public int EvaluationBatchSize { get; init; } = 256;

    /// <summary>Batches whose gradients make one step, at least 1 (default): k batches count as one k times as large, each sample alike.</summary>
    public int Accumulate { get; init; } = 1;

    /// <summary>Gradients are scaled down to this Euclidean norm, above 0, when theirs is larger; null (default) never.</summary>
    public double? MaximumGradientNorm { get; init; }

    /// <summary>The learning rate of each step, from 0; null (default) keeps the optimizer's. A schedule that depends on the step alone: <c>schedule.At</c>.</summary>
    public Func<long, double>? LearningRate { get; init; }

    /// <summary>Reduces the learning rate when <see cref="PlateauMetric"/> stays as it is for some epochs; null (default) never. Not beside <see cref="LearningRate"/>.</summary>
    public ReduceOnPlateau? Plateau { get; init; }

    /// <summary>What <see cref="Plateau"/> looks at after each epoch; <c>valid/loss</c> by default.</summary>
    public string PlateauMetric { get; init; } = "valid/loss";

    /// <summary>Computed on <see cref="Valid"/> after each epoch, beside the loss.</summary>
    public IReadOnlyList<TrainingMetric> Metrics { get; init; } = [];

    /// <summary>When to end before the last epoch; null (default) never.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Metrics with their data set (<c>valid/accuracy</c>) whose best epoch is kept, each as a checkpoint of its own (<c>best-valid-accuracy</c>); null (default) for
    /// <c>valid/loss</c> when there is <see cref="Valid"/>.
    /// </summary>
    public IReadOnlyList<string>? Best { get; init; }

    /// <summary>Whether the model has the weights of the first of <see cref="Best"/> when training ends; true by default. Cancelled training leaves the last ones.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Where checkpoints and <c>config.json</c> go; null (default) writes nothing.</summary>
    public string? Folder { get; init; }

    /// <summary>Steps between checkpoints within an epoch, 0 (default) for none; one is written after every epoch anyway.</summary>
    public int CheckpointEvery { get; init; }

    /// <summary>What is done after each step of the optimizer, e.g. <c>autoencoder.NormalizeDecoder</c> or <c>average.Update</c>; null (default) for nothing.</summary>
    public Action? AfterStep { get; init; }

    /// <summary>Hear of progress.</summary>
    public IReadOnlyList<ITrainingObserver> Observers { get; init; } = [];

    /// <summary>The program's own settings, for <c>config.json</c>: whatever makes the same model again.</summary>
    public JsonObject? Config { get; init; }

    internal void Validate()
    {
        AtLeastOne(Epochs, nameof(Epochs));
        AtLeastOne(Accumulate, nameof(Accumulate));
        AtLeastOne(EvaluationBatchSize, nameof(EvaluationBatchSize));
        if (Forward is null && Model is not Layer)
            throw new ArgumentException($"The model {Model.GetType().Name} is no Layer; say with Forward how its outputs are computed.");
        if (MaximumGradientNorm is { } norm && !(norm > 0 && double.IsFinite(norm)))
            throw new ArgumentOutOfRangeException(nameof(MaximumGradientNorm), norm, "The largest norm of gradients is a finite number above 0.");
        ArgumentOutOfRangeException.ThrowIfNegative(CheckpointEvery);
        if (Valid is null && Metrics.Count > 0)
            throw new ArgumentException("Metrics are computed on Valid, which is not given.");
        if (Plateau is not null && LearningRate is not null)
            throw new ArgumentException("The learning rate of each step is given by LearningRate and by Plateau; choose one.");
        if (Plateau is not null)
            DirectionOf(PlateauMetric);
        foreach (var metric in Watched)
            DirectionOf(metric);
        if (EarlyStopping is { } stopping)
        {
            DirectionOf(stopping.Metric);
            AtLeastOne(stopping.Patience, nameof(stopping.Patience));
            if (!(stopping.MinimumChange >= 0))
                throw new ArgumentOutOfRangeException(nameof(stopping.MinimumChange), stopping.MinimumChange, "The smallest change that counts is 0 or more.");
        }
    }

    internal IReadOnlyList<string> Watched => Best ?? (Valid is null ? [] : ["valid/loss"]);

    /// <summary>Which values of a metric with its data set are better.</summary>
    /// <exception cref="ArgumentException">There is no such metric.</exception>
    internal MetricDirection DirectionOf(string metric)
    {
        string[] known = ["train/loss", .. Valid is null ? [] : Metrics.Select(each => "valid/" + each.Name).Prepend("valid/loss")];
        if (!known.Contains(metric))
            throw new ArgumentException($"There is no metric '{metric}'; {Foundation.Text.NearWord.SuggestOrList(metric, known, "there are none")}.");
        return Metrics.FirstOrDefault(each => "valid/" + each.Name == metric)?.Direction ?? MetricDirection.Minimize;
    }

    private static void AtLeastOne(int value, string name)
    {
        if (value < 1)
            throw new ArgumentOutOfRangeException(name, value, $"{name} is at least 1.");
    }
}
