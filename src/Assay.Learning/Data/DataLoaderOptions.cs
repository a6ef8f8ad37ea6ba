namespace Assay.Learning.Data;

/// <summary>How a <see cref="DataLoader"/> makes batches.</summary>
public sealed record DataLoaderOptions
{
    /// <summary>Samples in a batch, at least 1; 64 by default. Where there are fewer samples, a batch is all of them, unless <see cref="DropLast"/> leaves such a batch out: that is refused.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Whether each epoch has an order of its own; true by default. False takes the samples as they are.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Decides the orders and draws: epoch e's follows from the seed and e alone.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether a last batch that is not full is left out; false (default) gives it out, smaller.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// How likely each sample is drawn, relative to the others: one number of 0 or more a sample, not all 0. Null (default) draws nobody: every sample
    /// comes once an epoch.
    /// </summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Whether a sample can be drawn twice in an epoch when there are weights; true by default.</summary>
    public bool WithReplacement { get; init; } = true;

    /// <summary>Draws an epoch when there are weights; null (default) for as many as there are samples (without replacement: of a weight above 0).</summary>
    public int? Draws { get; init; }

    /// <summary>Whether another thread gathers the next batch while this one is used: worth it when gathering takes long. False by default.</summary>
    public bool Prefetch { get; init; }
}
