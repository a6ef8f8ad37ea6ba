namespace Assay.Learning.Data;

/// <summary>Where a loader stands; enough to go on exactly there.</summary>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Batch">Batches of it that were given out.</param>
public readonly record struct DataLoaderState(int Epoch, int Batch);
