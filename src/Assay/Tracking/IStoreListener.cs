namespace Assay.Tracking;

/// <summary>
/// Hears of what landed in a store, after it is durable: a run ended, a study grew. Whoever puts a program together hands listeners to those who write;
/// a listener's failure never undoes what was written.
/// </summary>
public interface IStoreListener
{
    /// <summary>A run has ended, in whatever status.</summary>
    /// <param name="records">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    /// <returns>Sentences a person should read; empty for none.</returns>
    Task<IReadOnlyList<string>> RunEndedAsync(IRunStore records, RunId run, CancellationToken cancellationToken);

    /// <summary>A study has got new trials or values.</summary>
    /// <param name="records">The store.</param>
    /// <param name="study">Id of the study.</param>
    /// <param name="cancellationToken">Ends the listening.</param>
    /// <returns>Sentences a person should read; empty for none.</returns>
    Task<IReadOnlyList<string>> StudyGrewAsync(IRunStore records, string study, CancellationToken cancellationToken);
}
