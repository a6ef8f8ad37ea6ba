using Assay.Statistics;

namespace Assay.Budgets.Aggregation;

/// <summary>A training run of a label budget, as its records say it, and what its predictions are worth.</summary>
/// <param name="Folder">The run's folder, relative to the root, with "/".</param>
public sealed record BudgetRun(string Folder)
{
    /// <summary>Where its labels come from.</summary>
    public required string Source { get; init; }

    /// <summary>The checkpoint, relative to the root; null when it is not there.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The training manifest as the record names it.</summary>
    public string? TrainManifest { get; init; }

    /// <summary>The validation manifest as the record names it.</summary>
    public string? ValidationManifest { get; init; }

    /// <summary>Cases that were asked for.</summary>
    public required int Budget { get; init; }

    /// <summary>Cases that were drawn; null when no manifest of splits says it.</summary>
    public int? EffectiveRows { get; init; }

    /// <summary>Training cases; null when no manifest of splits says it.</summary>
    public int? TrainRows { get; init; }

    /// <summary>Validation cases; null when no manifest of splits says it.</summary>
    public int? ValidationRows { get; init; }

    /// <summary>The seed of the draw.</summary>
    public ulong? SplitSeed { get; init; }

    /// <summary>The fold that was left out.</summary>
    public int? Fold { get; init; }

    /// <summary>The seed of the training.</summary>
    public ulong? InitSeed { get; init; }

    /// <summary>Hyper-parameters as texts, by the column they fill: learning_rate, weight_decay, dropout, hidden_dims, batch_size.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Validation metrics at the best epoch as the run recorded them: auprc, auroc, f1_macro.</summary>
    public required IReadOnlyDictionary<string, Quantity> BestValidation { get; init; }

    /// <summary>Its results on test manifests, in their order.</summary>
    public required IReadOnlyList<ManifestResult> Tests { get; init; }

    /// <summary>The mean over the test manifests for which a metric is defined.</summary>
    /// <param name="metric">auprc, auroc or f1_macro.</param>
    /// <returns>The mean, or why there is none.</returns>
    public Quantity Primary(string metric)
    {
        double[] values = [.. Tests.Select(test => test.Metrics[metric].ValueOrNull).OfType<double>()];
        return values.Length == 0 ? Quantity.Undefined("it is defined on no test manifest") : values.Average();
    }

    /// <summary>What the predictions for one test manifest are worth.</summary>
    /// <param name="Manifest">The manifest's file name.</param>
    /// <param name="Digest">SHA-256 of its bytes.</param>
    /// <param name="Rows">Its cases.</param>
    /// <param name="Labels">The labels that were judged, in order.</param>
    /// <param name="Metrics">Means over labels: auprc, auroc, f1_macro.</param>
    /// <param name="Undefined">Labels without a value, with the reason; they are in no mean.</param>
    public sealed record ManifestResult(
        string Manifest, string Digest, int Rows, IReadOnlyList<string> Labels, IReadOnlyDictionary<string, Quantity> Metrics, IReadOnlyList<(string Label, string Metric, string Reason)> Undefined);
}
