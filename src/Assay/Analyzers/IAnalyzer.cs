using Assay.Analyzers.Subjects;

namespace Assay.Analyzers;

/// <summary>
/// Looks for one problem. Pure: it reads nothing but the subject, keeps nothing, and may be called from several threads at once.
/// What a subject does not tell is not held against it: an analyzer that misses a fact says nothing.
/// </summary>
public interface IAnalyzer
{
    /// <summary>What it looks for.</summary>
    Rule Rule { get; }

    /// <summary>Whether it looks at subjects of this kind.</summary>
    /// <param name="subject">The subject.</param>
    /// <returns>False when <see cref="Analyze"/> would not say anything for want of a kind.</returns>
    bool Takes(Subject subject);

    /// <summary>Looks at a subject.</summary>
    /// <param name="subject">A subject that it takes.</param>
    /// <param name="cancellationToken">Ends long looks.</param>
    /// <returns>What it saw; empty when all is well.</returns>
    IEnumerable<Observation> Analyze(Subject subject, CancellationToken cancellationToken);
}
