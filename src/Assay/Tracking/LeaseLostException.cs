namespace Assay.Tracking;

/// <summary>A write under a lease that another process has taken over; it was refused and journaled.</summary>
/// <param name="message">A complete sentence.</param>
public sealed class LeaseLostException(string message) : StoreException(message);
