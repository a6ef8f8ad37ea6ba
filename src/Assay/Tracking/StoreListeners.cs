namespace Assay.Tracking;

/// <summary>Tells listeners, one after the other.</summary>
public static class StoreListeners
{
    /// <summary>Tells that a run has ended.</summary>
    /// <param name="listeners">Who listens.</param>
    /// <param name="records">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    /// <returns>What they say, failures of theirs included.</returns>
    public static Task<IReadOnlyList<string>> RunEndedAsync(this IReadOnlyList<IStoreListener> listeners, IRunStore records, RunId run, CancellationToken cancellationToken = default) =>
        TellAsync(listeners, listener => listener.RunEndedAsync(records, run, cancellationToken));

    /// <summary>Tells that a study grew.</summary>
    /// <param name="listeners">Who listens.</param>
    /// <param name="records">The store.</param>
    /// <param name="study">Id of the study.</param>
    /// <param name="cancellationToken">Ends the telling.</param>
    /// <returns>What they say, failures of theirs included.</returns>
    public static Task<IReadOnlyList<string>> StudyGrewAsync(this IReadOnlyList<IStoreListener> listeners, IRunStore records, string study, CancellationToken cancellationToken = default) =>
        TellAsync(listeners, listener => listener.StudyGrewAsync(records, study, cancellationToken));

    private static async Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<IStoreListener> listeners, Func<IStoreListener, Task<IReadOnlyList<string>>> tell)
    {
        ArgumentNullException.ThrowIfNull(listeners);
        var said = new List<string>();
        foreach (var listener in listeners)
        {
            try
            {
                said.AddRange(await tell(listener).ConfigureAwait(false));
            }
            catch (Exception error)
            {
                // What was written stays written, and the next listener is told all the same.
                said.Add($"{listener.GetType().Name} failed: {error.Message}");
            }
        }

        return said;
    }
}
