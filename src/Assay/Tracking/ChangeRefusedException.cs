namespace Assay.Tracking;

/// <summary>A change that the store will never accept: a parameter written twice, an impossible move of status, a key that is too long. The batch that held it was not applied.</summary>
/// <param name="message">A complete sentence.</param>
public sealed class ChangeRefusedException(string message) : StoreException(message);
