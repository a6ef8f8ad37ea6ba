using Assay.Analyzers.Subjects;

namespace Assay.Analyzers;

/// <summary>Shows subjects to analyzers, many on all cores, and collects what they find in an order that does not depend on it.</summary>
/// <param name="analyzers">Every analyzer looks at every subject of its kind; ids are unique.</param>
/// <param name="settings">Severities and suppressions; null for none.</param>
public sealed class LintEngine(IReadOnlyList<IAnalyzer> analyzers, LintSettings? settings = null)
{
    // Fewer are looked at before threads are awake.
    private const int FewestInParallel = 256;

    private readonly LintSettings _settings = settings ?? LintSettings.None;

    /// <summary>Looks at subjects.</summary>
    /// <param name="subjects">The subjects; enumerated once.</param>
    /// <param name="cancellationToken">Ends the look between two analyzers, and inside long ones.</param>
    /// <returns>The findings, by subject in their order, then by rule; and which analyzers failed.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LintReport Lint(IEnumerable<Subject> subjects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var all = subjects as IReadOnlyList<Subject> ?? [.. subjects];
        var found = new (List<Finding>? Findings, List<LintFailure>? Failures)[all.Count];
        if (all.Count < FewestInParallel)
        {
            for (var i = 0; i < found.Length; i++)
                found[i] = Lint(all[i], cancellationToken);
        }
        else
        {
            // Those that hold many runs take longest and begin first, or one thread would still be at them when the others are done.
            int[] order = [.. Enumerable.Range(0, found.Length).OrderBy(i => all[i] is not (RecordsSubject or EvidenceSubject))];
            Parallel.For(0, found.Length, new ParallelOptions { CancellationToken = cancellationToken }, i => found[order[i]] = Lint(all[order[i]], cancellationToken));
        }

        return new LintReport([.. found.SelectMany(one => one.Findings ?? [])], [.. found.SelectMany(one => one.Failures ?? [])], all.Count);
    }

    private (List<Finding>? Findings, List<LintFailure>? Failures) Lint(Subject subject, CancellationToken cancellationToken)
    {
        List<Finding>? findings = null;
        List<LintFailure>? failures = null;
        foreach (var analyzer in analyzers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!analyzer.Takes(subject))
                continue;
            try
            {
                foreach (var observation in analyzer.Analyze(subject, cancellationToken))
                    (findings ??= []).Add(Find(analyzer.Rule, subject, observation));
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // One analyzer's mistake must not hide what the others see.
                (failures ??= []).Add(new LintFailure(analyzer.Rule, subject.Place, error));
            }
        }

        return (findings, failures);
    }

    private Finding Find(Rule rule, Subject subject, Observation observation)
    {
        var place = observation.Place ?? (observation.Line is { } line ? subject.Place with { Line = line } : subject.Place);
        return new Finding(rule, _settings.SeverityOf(rule), place, observation.Message, observation.Remedy ?? rule.Remedy)
        {
            Numbers = observation.Numbers,
            Suppressed = _settings.ReasonToSuppress(rule, place) ?? (place == subject.Place ? null : _settings.ReasonToSuppress(rule, subject.Place)),
        };
    }
}
