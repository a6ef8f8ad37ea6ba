using Assay.Notebook.Reports;
using Assay.Planning;

namespace Assay.Tests.Notebook.Reports;

public sealed class ReportTemplateTests
{
    [Fact]
    public void A_template_is_prose_and_placeholders_with_what_their_author_saw()
    {
        var template = ReportTemplate.Parse("---\ntitle: Losses\nruns: status = completed\n---\nThe best is {{ metric LF-55 valid/auc best 0.000 = 0.710 }},\nof {{ count \"status = completed\" }}.", "paper.md");
        Assert.Equal("Losses", template.Title);
        Assert.Equal("status = completed", template.Runs);
        Assert.Equal(["The best is ", null, ",\nof ", null, "."], template.Parts.Select(part => part.Text));
        Assert.Equal(["metric", "LF-55", "valid/auc", "best", "0.000"], template.Parts[1].Words);
        Assert.Equal("0.710", template.Parts[1].Expected);
        Assert.Equal(["count", "status = completed"], template.Parts[3].Words);
        Assert.Equal((5, 6), (template.Parts[1].Line, template.Parts[3].Line));
    }

    [Fact]
    public void Braces_after_a_backslash_are_text() =>
        Assert.Equal("write {{ metric }} so", Assert.Single(ReportTemplate.Parse(@"write \{{ metric }} so", "t.md").Parts).Text);

    [Theory]
    [InlineData("a\nb {{ metric x", "t.md:2:1: a placeholder begins here and has no end on its line; close it with }}, or write \\{{ for the braces themselves")]
    [InlineData("{{ }}", "t.md:1:1: this placeholder is empty; e.g. {{ metric <run> <key> }} or {{ runs }}")]
    [InlineData("{{ count \"a }}", "t.md:1:1: a quotation mark has no partner before }}")]
    [InlineData("{{ metric a b = }}", "t.md:1:1: '=' is followed by nothing; e.g. {{ metric <run> <key> = 0.718 }}")]
    [InlineData("---\ntitel: x\n---\n", "t.md:2:1: 'titel' is not known here; known are title, runs, references")]
    [InlineData("---\nruns: [a]\n---\n", "t.md:2:7: 'runs' is a text, and a list was found")]
    [InlineData("---\ntitle: x\n", "t.md:1:1: the front matter that begins here has no end; close it with a line of three dashes")]
    public void A_mistake_is_named_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<PlanException>(() => ReportTemplate.Parse(text, "t.md")).Message);

    [Theory]
    [InlineData(0.71849, "0.718", true)]
    [InlineData(0.71849, "0.7185", true)]
    [InlineData(0.71849, "0.719", false)]
    [InlineData(0.72, "0.720", true)]
    [InlineData(0.7204, "0.720", true)]
    [InlineData(0.7206, "0.720", false)]
    [InlineData(12, "12", true)]
    [InlineData(12.4, "13", false)]
    [InlineData(-0.0121, "-0.012", true)]
    [InlineData(0.7, "about 0.7", false)]
    public void A_written_number_holds_while_the_value_rounds_to_it(double now, string written, bool holds) =>
        Assert.Equal(holds, LiveValue.Of(now).Agrees(written));
}
