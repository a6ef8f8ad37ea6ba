namespace Assay.Tracking;

/// <summary>No run, or more than one, answers to what the user named.</summary>
/// <param name="message">A complete sentence, with the candidates when there are several.</param>
public sealed class RunNotFoundException(string message) : StoreException(message);
