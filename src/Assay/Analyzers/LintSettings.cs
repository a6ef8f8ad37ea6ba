using Assay.Foundation.Text;
using Assay.Planning;

namespace Assay.Analyzers;

/// <summary>A plan's say in linting: severities by rule, and findings that are suppressed with a reason.</summary>
public sealed class LintSettings
{
    private readonly IReadOnlyDictionary<string, Severity> _severities;
    private readonly IReadOnlyList<PlanSuppression> _suppressions;

    private LintSettings(IReadOnlyDictionary<string, Severity> severities, IReadOnlyList<PlanSuppression> suppressions)
    {
        _severities = severities;
        _suppressions = suppressions;
    }

    /// <summary>Every rule as it is.</summary>
    public static LintSettings None { get; } = new(new Dictionary<string, Severity>(), []);

    /// <summary>A plan's settings, checked against the rules there are.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="PlanException">It names a rule that does not exist: every such place, with what was probably meant.</exception>
    public static LintSettings Of(Plan plan, IEnumerable<Rule> rules)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rules);
        if (plan.Lint is not { } lint)
            return None;
        var known = rules.Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        var problems = lint.Severities.Select(severity => (severity.Rule, severity.Line, severity.Column, Key: $"lint.severity.{severity.Rule}"))
            .Concat(lint.Suppressions.Select((suppression, i) => (suppression.Rule, suppression.Line, suppression.Column, Key: string.Create(CultureInfo.InvariantCulture, $"lint.suppress[{i}].rule"))))
            .Where(named => !known.Contains(named.Rule))
            .Select(named => new PlanProblem(plan.File, named.Line, named.Column, named.Key, $"there is no rule '{named.Rule}'")
            {
                Suggestion = NearWord.Suggest(named.Rule, known.Order(StringComparer.Ordinal)) ?? "'assay lint --rules' lists them",
            })
            .OrderBy(problem => problem.Line).ToList();
        if (problems.Count > 0)
            throw new PlanException(problems);
        // The plan's reader lets only names of severities through.
        return new LintSettings(lint.Severities.ToDictionary(severity => severity.Rule, severity => SeverityName.Parse(severity.Severity)!.Value, StringComparer.Ordinal), lint.Suppressions);
    }

    /// <summary>How grave a rule's findings are.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The plan's word, else the rule's own.</returns>
    public Severity SeverityOf(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _severities.TryGetValue(rule.Id, out var severity) ? severity : rule.Severity;
    }

    /// <summary>Why a rule's findings at a place are suppressed.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="place">The place.</param>
    /// <returns>The reason; null when they count.</returns>
    public string? ReasonToSuppress(Rule rule, Place place)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(place);
        return _suppressions.FirstOrDefault(suppression => suppression.Rule == rule.Id && (suppression.On is null || Answers(place, suppression.On)))?.Reason;
    }

    // A name, an id or its last digits, or a path as it ends.
    private static bool Answers(Place place, string on) =>
        place.Name == on || place.Id is { } id && (id == on || id[^8..] == on) ||
        place.Kind == PlaceKind.File && place.Name.Replace('\\', '/').TrimEnd('/') is var path && (path == on.TrimEnd('/') || path.EndsWith("/" + on.TrimEnd('/'), StringComparison.Ordinal));
}
