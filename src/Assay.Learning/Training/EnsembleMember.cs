namespace Assay.Learning.Training;

/// <summary>One of many models that are trained side by side.</summary>
/// <typeparam name="T">What training it gives.</typeparam>
/// <param name="Name">Its name, unlike the others', for messages.</param>
/// <param name="Seed">The seed of its engine.</param>
/// <param name="Train">
/// Makes the model on the engine, which has one thread, and trains it. Called on a thread of its own; the engine, and with it the model, ends when it returns, so
/// results are copied out. What members share must be unchangeable, as a <see cref="Data.Dataset"/> is.
/// </param>
public sealed record EnsembleMember<T>(string Name, ulong Seed, Func<Engine, CancellationToken, T> Train);
