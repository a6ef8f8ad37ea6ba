namespace Assay.Recording;

/// <summary>Values that could not be written when they were due.</summary>
/// <param name="Message">What happened, a sentence.</param>
/// <param name="Waiting">Values still in memory; they are tried again.</param>
/// <param name="Refused">Values refused for good since the run began, because the memory bound was reached or the store rejected them.</param>
public sealed record LogFailure(string Message, int Waiting, long Refused);
