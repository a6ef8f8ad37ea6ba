using System.Text;
using Assay.Analyzers;
using Assay.Linting;
using Assay.Testing;
using Assay.Tests.Analyzers;

namespace Assay.Tests.Linting;

public sealed class SeedFindingsTests
{
    // Why the findings of a rule are right in these logs.
    private static readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal)
    {
    };

    [Fact]
    public void All_analyzers_find_only_what_has_a_reason_in_the_logs_of_researchers()
    {
        var text = new StringBuilder();
        foreach (var number in new[] { "000", "001", "002", "003", "004" })
        {
            var file = Logged.Seed(number);
            var reading = FileSubjects.Gather(file, Path.GetFileName(file), new FileSubjectOptions(), TestContext.Current.CancellationToken);
            Assert.Empty(reading.LeftOut);
            var report = new LintEngine(AnalyzerCatalog.All).Lint(reading.Subjects, TestContext.Current.CancellationToken);
            Assert.Empty(report.Failures);
            foreach (var finding in report.Findings)
                text.Append(finding).Append("\n    because ").Append(_reasons.GetValueOrDefault(finding.Rule.Id, "(no reason is written down)")).Append('\n');
        }

        Approved.Verify("tests/Assay.Tests/Expectations/Lint/seeds.txt", text.ToString());
        Assert.DoesNotContain("no reason is written down", text.ToString(), StringComparison.Ordinal);
    }
}
