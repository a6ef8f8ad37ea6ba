namespace Assay.Tracking;

/// <summary>Something a check of the store found.</summary>
/// <param name="Message">What is wrong and where, a sentence.</param>
/// <param name="Advice">What to do about it.</param>
public sealed record StoreProblem(string Message, string Advice);
