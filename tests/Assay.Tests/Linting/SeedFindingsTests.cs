using System.Text;
using Assay.Analyzers;
using Assay.Linting;
using Assay.Testing;
using Assay.Tests.Analyzers;

namespace Assay.Tests.Linting;

public sealed class SeedFindingsTests
{
    // Why the findings of a rule are right in these logs.
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["AS102"] = "83 % in training and 66 % in validation are the log's own numbers",
        ["AS103"] = "the validation loss is best at epoch 27 and the accuracy at 49",
        ["AS301"] = "the range that the context calls a collapse is that of probabilities under a second sigmoid",
        ["AS303"] = "the context tells of 100 % recall at 0.5, the tracker of three experiments without a prediction",
        ["AS306"] = "the top ten are ranked by precision without a count; the first of them is 6 of 7",
        ["AS501"] = "the baseline was scored on six classes, the run after the fixes on four",
        ["AS502"] = "no configuration of these logs was run with a second seed",
        ["AS503"] = "the log says itself that the improvement of Run 21 is not resolved",
        ["AS506"] = "the baseline is told at its last epoch, the reference at its best",
        ["AS507"] = "0 % precision of experiments whose predictions all lie below 0.5 is 0 of 0",
        ["AS508"] = "the chosen head is the widest there is; a learning rate is called best beside a better one",
        ["AS601"] = "the tests and checks that failed were followed by others, never by themselves",
        ["AS602"] = "Phase 1 has a completed entry and is said not to be started",
        ["AS603"] = "entries say that a command was executed and not what came out",
        ["AS606"] = "the check of representations stands under Phase 1 and under Phase 0",
        ["AS607"] = "Run 6 and Run 7 were to be repeated after the fixes and were not",
        ["AS610"] = "the logs' templates ask for these fields",
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
                text.Append(finding).Append("\n    because ").Append(Reasons.GetValueOrDefault(finding.Rule.Id, "(no reason is written down)")).Append('\n');
        }

        Approved.Verify("tests/Assay.Tests/Expectations/Lint/seeds.txt", text.ToString());
        Assert.DoesNotContain("no reason is written down", text.ToString(), StringComparison.Ordinal);
    }
}
