namespace Assay.Tracking.Sqlite;

/// <summary>Something to be written, applied as a whole or not at all, and told its end after the commit.</summary>
/// <param name="weight">About how many rows it writes.</param>
internal abstract class WriteRequest(int weight)
{
    /// <summary>About how many rows it writes; bounds what one transaction holds.</summary>
    public int Weight { get; } = weight;

    /// <summary>Why it was refused; null when it was applied.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Writes it.</summary>
    /// <param name="writer">The writer's side of the store.</param>
    public abstract void Apply(StoreWriter writer);

    /// <summary>Ends the wait: the commit has returned, or the request was refused.</summary>
    public abstract void Complete();
}

/// <summary>Something to be written, with a result.</summary>
/// <typeparam name="T">The result.</typeparam>
/// <param name="weight">About how many rows it writes.</param>
/// <param name="write">Writes it.</param>
internal sealed class WriteRequest<T>(int weight, Func<StoreWriter, T> write) : WriteRequest(weight)
{
    // Continuations run elsewhere: the writer must not run a caller's code.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    /// <summary>Completes when the write is durable.</summary>
    public Task<T> Task => _completion.Task;

    /// <inheritdoc/>
    public override void Apply(StoreWriter writer) => _result = write(writer);

    /// <inheritdoc/>
    public override void Complete()
    {
        if (Refusal is { } refusal)
            _completion.SetException(refusal);
        else
            _completion.SetResult(_result!);
    }
}
