using Assay.Analyzers;
using Assay.Analyzers.Studies;
using Assay.Analyzers.Subjects;
using Assay.Planning;
using Assay.Testing;

namespace Assay.Tests.Analyzers;

public sealed class LintEngineTests
{
    private static readonly StudySubject OnBound = SomeSubjects.Study(SomeSubjects.Choices(("d", [1, 2, 3])), SomeSubjects.Trial(0, 0.7, ("d", 3)));

    [Fact]
    public void A_finding_has_its_rules_severity_and_its_subjects_place()
    {
        var finding = Assert.Single(new LintEngine([new OptimumOnBound()]).Lint([OnBound]).Findings);
        Assert.Equal((Severity.Warning, OnBound.Place, null), (finding.Severity, finding.Place, finding.Suppressed));
        Assert.StartsWith("study: AS201 warning: the best trial, #0 with 0.7,", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_analyzer_that_fails_is_named_and_hides_nothing()
    {
        var report = new LintEngine([new Failing(), new OptimumOnBound()]).Lint([OnBound]);
        Assert.Equal("AS299", Assert.Single(report.Failures).Rule.Id);
        Assert.Single(report.Findings);
    }

    [Fact]
    public void A_cancelled_look_ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => new LintEngine([new OptimumOnBound()]).Lint([OnBound], source.Token));
    }

    [Fact]
    public void A_plan_makes_findings_graver_and_suppresses_them_with_a_reason()
    {
        var graver = Lint("severity: { AS201: error }");
        Assert.True(graver.HasErrors);
        var suppressed = Lint("severity: { AS201: error }, suppress: [{ rule: AS201, on: study, reason: no card holds more }]");
        Assert.False(suppressed.HasErrors);
        Assert.Equal(0, suppressed.Count(Severity.Error));
        Assert.Equal("no card holds more", Assert.Single(suppressed.Findings).Suppressed);
        Assert.Null(Assert.Single(Lint("suppress: [{ rule: AS201, on: other, reason: x }]").Findings).Suppressed);
    }

    [Theory]
    [InlineData("severity: { AS20: error }", "assay.yaml:2:21 lint.severity.AS20: there is no rule 'AS20'; did you mean 'AS201'?")]
    [InlineData("suppress: [{ rule: AS999, reason: x }]", "lint.suppress[0].rule: there is no rule 'AS999'")]
    [InlineData("severity: { AS201: fatal }", "lint.severity.AS201")]
    [InlineData("suppress: [{ rule: AS201 }]", "the key 'reason' is missing")]
    [InlineData("suppress: [{ rule: AS201, reason: ' ' }]", "the reason is empty")]
    [InlineData("supress: []", "did you mean 'suppress'?")]
    public void A_mistake_in_the_plans_settings_is_named_with_its_place(string lint, string expected) =>
        Assert.Contains(expected, Assert.Throws<PlanException>(() => Lint(lint)).Message, StringComparison.Ordinal);

    private static LintReport Lint(string lint)
    {
        var plan = PlanReader.Parse($"experiments: [{{ id: a, command: 'true' }}]\nlint: {{ {lint} }}\n", "assay.yaml");
        return new LintEngine([new OptimumOnBound()], LintSettings.Of(plan, AnalyzerCatalog.All.Select(analyzer => analyzer.Rule))).Lint([OnBound]);
    }

    private sealed class Failing() : Analyzer<StudySubject>(new Rule("AS299", "Fails", Severity.Info, "Mend it."))
    {
        protected override IEnumerable<Observation> Look(StudySubject subject, CancellationToken cancellationToken) => throw new InvalidOperationException("oops");
    }
}
