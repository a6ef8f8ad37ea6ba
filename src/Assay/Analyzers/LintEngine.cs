using Assay.Analyzers.Subjects;

namespace Assay.Analyzers;

/// <summary>Shows subjects to analyzers and collects what they find.</summary>
/// <param name="analyzers">Every analyzer looks at every subject of its kind; ids are unique.</param>
/// <param name="settings">Severities and suppressions; null for none.</param>
public sealed class LintEngine(IReadOnlyList<IAnalyzer> analyzers, LintSettings? settings = null)
{
    private readonly LintSettings _settings = settings ?? LintSettings.None;

    /// <summary>Looks at subjects.</summary>
    /// <param name="subjects">The subjects; enumerated once.</param>
    /// <param name="cancellationToken">Ends the look between two analyzers, and inside long ones.</param>
    /// <returns>The findings, by subject in their order, then by rule; and which analyzers failed.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LintReport Lint(IEnumerable<Subject> subjects, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var findings = new List<Finding>();
        var failures = new List<LintFailure>();
        var count = 0;
        foreach (var subject in subjects)
        {
            count++;
            foreach (var analyzer in analyzers)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!analyzer.Takes(subject))
                    continue;
                try
                {
                    findings.AddRange(analyzer.Analyze(subject, cancellationToken).Select(observation => Find(analyzer.Rule, subject, observation)));
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    // One analyzer's mistake must not hide what the others see.
                    failures.Add(new LintFailure(analyzer.Rule, subject.Place, error));
                }
            }
        }

        return new LintReport(findings, failures, count);
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
