using Assay.Notebook.Reports;

namespace Assay.Tests.Notebook.Reports;

public sealed class ReportPageTests
{
    [Fact]
    public void Html_in_prose_and_names_is_shown_and_not_executed()
    {
        var html = Page("""
            <script>alert(1)</script> and <img src=x onerror=alert(2)>

            [press](javascript:alert(3)) [this](JaVaScRiPt:alert(4)) <javascript:alert(5)> [data](data:text/html,hi)

            | a |
            | --- |
            | <b>x</b> |
            """, title: "<i>t</i>");
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"data", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("<title>&lt;i&gt;t&lt;/i&gt;</title>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_and_images_stand_inside_the_page()
    {
        var html = Page("![Loss](figures/loss.svg)\n\n![photo](a.png)\n\n![gone](b.png)\n\n![far](https://example.org/c.png)\n");
        Assert.Contains("<figure><svg id=\"f\"></svg></figure>", html, StringComparison.Ordinal);
        Assert.Contains("src=\"data:image/png;base64,AQID\"", html, StringComparison.Ordinal);
        Assert.Contains("(image b.png: not found", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
    }

    private static string Page(string markdown, string title = "t") =>
        new Report(title, markdown, [new ReportFigure("loss.svg", "Loss", "<svg id=\"f\"></svg>")], []) { FigureFolder = "figures/" }
            .ToHtml(path => path == "a.png" ? [1, 2, 3] : null);
}
