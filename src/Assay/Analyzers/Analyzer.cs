using Assay.Analyzers.Subjects;

namespace Assay.Analyzers;

/// <summary>An analyzer of one kind of subject.</summary>
/// <typeparam name="TSubject">The kind.</typeparam>
/// <param name="rule">What it looks for.</param>
public abstract class Analyzer<TSubject>(Rule rule) : IAnalyzer
    where TSubject : Subject
{
    /// <inheritdoc/>
    public Rule Rule { get; } = rule;

    /// <inheritdoc/>
    public bool Takes(Subject subject) => subject is TSubject;

    /// <inheritdoc/>
    public IEnumerable<Observation> Analyze(Subject subject, CancellationToken cancellationToken) =>
        subject is TSubject known ? Look(known, cancellationToken) : [];

    /// <summary>Looks at a subject.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellationToken">Ends long looks.</param>
    /// <returns>What it saw; empty when all is well.</returns>
    protected abstract IEnumerable<Observation> Look(TSubject subject, CancellationToken cancellationToken);

    /// <summary>Numbers for <see cref="Observation.Numbers"/>.</summary>
    /// <param name="numbers">Name and number, each name once.</param>
    /// <returns>The numbers by name, in this order.</returns>
    protected static IReadOnlyDictionary<string, double> Numbers(params ReadOnlySpan<(string Name, double Number)> numbers)
    {
        var all = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, number) in numbers)
            all[name] = number;
        return all;
    }

    /// <summary>A text with its numbers written the invariant way.</summary>
    /// <param name="text">An interpolated text.</param>
    /// <returns>The text.</returns>
    protected static string Say(FormattableString text) => FormattableString.Invariant(text);
}
