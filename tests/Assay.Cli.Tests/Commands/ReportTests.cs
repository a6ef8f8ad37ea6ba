using Assay.Testing;
using Assay.Tracking;

namespace Assay.Cli.Tests.Commands;

public sealed class ReportTests
{
    private const string Paper = """
        ---
        title: Do losses matter?
        runs: plan.priority = 'LF-P8'
        references: refs.bib
        ---
        Focal loss [@lin] reaches {{ metric LF-55 valid/auc best 0.000 = 0.710 }} with lr {{ param LF-55 lr = 1e-4 }};
        cross-entropy {{ metric LF-56 valid/auc = 0.69 }}. {{ count "status = completed and plan.priority = 'LF-P8'" = 3 }} runs are completed,
        their mean is {{ mean "plan.id = 'LF-55' or plan.id = 'LF-56'" valid/auc 0.0000 }}. It was run because "{{ run LF-55 reason }}".

        {{ runs loss valid/auc }}

        {{ curves valid/auc }}

        ## References

        {{ references }}
        """;

    [Fact]
    public async Task The_usual_report_has_runs_curves_and_provenance()
    {
        using var session = await CliSession.WithStudyAsync();
        await session.OutputAsync("report", "--runs", "plan.priority = 'LF-P8'", "--title", "Losses", "--to", "losses.html");
        Approved.Verify("tests/Assay.Cli.Tests/Expectations/Report/Usual.md", File.ReadAllText(Path.Combine(session.Folder, "losses.md")));
        var html = File.ReadAllText(Path.Combine(session.Folder, "losses.html"));
        Assert.Contains("<h2 id=\"runs\">Runs</h2>", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"losses", html, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(session.Folder, "losses.figures", "valid-auc.svg")));
    }

    [Fact]
    public async Task A_template_is_filled_and_may_be_checked_later()
    {
        using var session = await SessionAsync(Paper);
        await session.OutputAsync("report", "--template", "paper-template.md", "--to", "paper.html");
        Approved.Verify("tests/Assay.Cli.Tests/Expectations/Report/Paper.md", File.ReadAllText(Path.Combine(session.Folder, "paper.md")));
        Assert.Equal("The report is current.\n", await session.OutputAsync("report", "--template", "paper-template.md", "--to", "paper.html", "--check"));
        File.AppendAllText(Path.Combine(session.Folder, "paper.md"), "typed\n");
        Assert.Equal(1, (await session.RunAsync("report", "--template", "paper-template.md", "--to", "paper.html", "--check")).Code);
    }

    [Fact]
    public async Task Claims_of_the_plan_are_tested_and_findings_of_the_store_are_listed()
    {
        using var session = await SessionAsync("Focal is {{ claim focal-wins verdict = unresolved }} ({{ claim focal-wins effect = 0.01 }}).\n\n{{ claims focal-wins }}\n\n{{ findings AS999 }}\n");
        File.WriteAllText(Path.Combine(session.Folder, "assay.yaml"), """
            name: judged
            claims:
              - { id: focal-wins, says: Focal loss beats cross-entropy, metric: valid/auc, treatment: { plan: loss-functions, query: "plan.id = 'LF-55'" }, control: { plan: loss-functions, query: "plan.id = 'LF-56'" } }
            """);
        await using (var store = await session.OpenAsync())
        {
            await store.SaveFindingsAsync([new FindingSet(LossStudy.Focal, null, [new StoredFinding("AS999", "warning", "LF-55", "one seed of 1 says little", session.Clock.GetUtcNow()) { Remedy = "Run more seeds." }])]);
        }

        await session.OutputAsync("report", "--template", "t.md", "--to", "judged.html");
        Approved.Verify("tests/Assay.Cli.Tests/Expectations/Report/Judged.md", File.ReadAllText(Path.Combine(session.Folder, "judged.md")));
        var unknown = await session.RunAsync("report", "--claims", "focal-win", "--to", "x.html");
        Assert.Equal(2, unknown.Code);
        Assert.Contains("there is no claim 'focal-win'; did you mean 'focal-wins'?", unknown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ metric LF-55 valid/auc = 0.718 }}", "t.md:1: {{ metric LF-55 valid/auc }} is 0.7 now, and the prose was written for 0.718")]
    [InlineData("{{ metric LF-58 valid/auc }}", "t.md:1: 'LF-58' is superseded by 0000aa01 (labels were shifted by a day): name its successor")]
    [InlineData("{{ metric LF-57 valid/auc }}", "t.md:1: 'LF-57' is failed: its values are not results")]
    [InlineData("{{ metric LF-56 f1 }}", "t.md:1: {{ metric LF-56 f1 }} has no number: one class only")]
    [InlineData("{{ count \"status = failed\" = 0 }}", "is 1 now, and the prose was written for 0")]
    public async Task A_sentence_that_is_no_longer_true_fails_the_report_and_nothing_is_written(string prose, string message)
    {
        using var session = await SessionAsync(prose);
        var result = await session.RunAsync("report", "--template", "t.md", "--to", "r.html");
        Assert.Equal(1, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(session.Folder, "r.html")) || File.Exists(Path.Combine(session.Folder, "r.md")));
    }

    [Theory]
    [InlineData("{{ metrik LF-55 loss }}", "t.md:1: 'metrik' is not known in a placeholder; did you mean 'metric'?")]
    [InlineData("{{ metric LF-55 }}", "{{ metric <run> <key>")]
    [InlineData("{{ metric LF-99 loss }}", "No run answers to 'LF-99'")]
    [InlineData("{{ metric LF-55 valid/auk }}", "did you mean 'valid/auc'?")]
    [InlineData("{{ metric LF-55 valid/auc mean }}", "'mean' is not one of last, best, min, max")]
    [InlineData("{{ runs nothing }}", "no run of the report has a param or metric 'nothing'")]
    [InlineData("{{ count \"status ~~ 1\" }}", "t.md:1: {{ count status ~~ 1 }}")]
    [InlineData("as in [@someone]", "[@someone] is cited, and the front matter names no references: file")]
    public async Task A_template_with_a_mistake_is_refused_in_one_sentence(string prose, string message)
    {
        using var session = await SessionAsync(prose);
        var result = await session.RunAsync("report", "--template", "t.md", "--to", "r.html");
        Assert.Equal(2, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(session.Folder, "r.md")));
    }

    [Theory]
    [InlineData("report.pdf", "a file that ends in .html is expected")]
    [InlineData("nowhere/report.html", "there is no folder")]
    [InlineData("t.html", "would be overwritten by the report's Markdown twin")]
    public async Task A_page_that_cannot_be_written_is_refused_before_anything_is(string to, string message)
    {
        using var session = await SessionAsync("x");
        var result = await session.RunAsync("report", "--template", "t.md", "--to", to);
        Assert.Equal(2, result.Code);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    private static async Task<CliSession> SessionAsync(string template)
    {
        var session = await CliSession.WithStudyAsync();
        File.WriteAllText(Path.Combine(session.Folder, template == Paper ? "paper-template.md" : "t.md"), template);
        File.WriteAllText(Path.Combine(session.Folder, "refs.bib"), "@article{lin, author = {Lin, Tess}, title = {On focal losses}, year = 2017}");
        return session;
    }
}
