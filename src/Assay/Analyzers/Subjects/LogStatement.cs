namespace Assay.Analyzers.Subjects;

/// <summary>A sentence that a person wrote into a log.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Kind">What it is: conclusion, decision, next step, …, in lower case.</param>
/// <param name="Line">Line of the log, from 1.</param>
public sealed record LogStatement(string Text, string Kind, int Line);
