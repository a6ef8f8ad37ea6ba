using Assay.Analyzers.Subjects;

namespace Assay.Linting;

/// <summary>What files gave.</summary>
/// <param name="Subjects">The subjects.</param>
/// <param name="LeftOut">A sentence for each file, or part of one, that could not be read.</param>
public sealed record SubjectReading(IReadOnlyList<Subject> Subjects, IReadOnlyList<string> LeftOut);
