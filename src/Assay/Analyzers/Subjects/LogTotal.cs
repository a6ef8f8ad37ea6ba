namespace Assay.Analyzers.Subjects;

/// <summary>A total that a log states, with what its own parts add up to.</summary>
/// <param name="What">What is counted, e.g. <c>completed</c>.</param>
/// <param name="Stated">The stated number.</param>
/// <param name="Computed">The sum of the parts.</param>
/// <param name="Line">Line of the log, from 1.</param>
public sealed record LogTotal(string What, double Stated, double Computed, int Line);
