using System.Net;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax.Inlines;

namespace Assay.Notebook.Reports;

/// <summary>Writes a report's Markdown as one self-contained HTML page. HTML in the prose is shown, not executed.</summary>
internal static class ReportPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseFootnotes().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UseEmphasisExtras().UseTaskLists().DisableHtml().Build();

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="readImage">Reads an image that the prose names by a relative path; null when there is none.</param>
    /// <returns>HTML.</returns>
    public static string Write(Report report, Func<string, byte[]?> readImage)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new SafeLinks(report, readImage));
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new SafeAutolinks());
        renderer.Render(Markdig.Markdown.Parse(report.Markdown, Pipeline));
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(report.Title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            {writer}</main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private const string Style = """
        :root { color-scheme: light dark; }
        body { font: 16px/1.55 system-ui, sans-serif; margin: 0; }
        main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
        h1, h2, h3 { line-height: 1.25; }
        h2 { margin-top: 2.5rem; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding-bottom: .25rem; }
        table { border-collapse: collapse; display: block; overflow-x: auto; font-size: .9rem; }
        th, td { padding: .3rem .7rem; text-align: left; border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); font-variant-numeric: tabular-nums; }
        code { font-size: .88em; overflow-wrap: anywhere; background: color-mix(in srgb, currentColor 8%, transparent); padding: .1em .3em; border-radius: 3px; }
        pre { overflow-x: auto; padding: .8rem; background: color-mix(in srgb, currentColor 6%, transparent); }
        pre code { background: none; padding: 0; }
        figure { margin: 1.5rem 0; }
        figure svg, img { max-width: 100%; height: auto; }
        blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid color-mix(in srgb, currentColor 30%, transparent); }
        @media print { main { max-width: none; padding: 0; } figure, tr { break-inside: avoid; } }
        """;

    private static bool IsSafe(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || url.AsSpan(0, colon).ContainsAny("/?#") || url[..colon].ToLowerInvariant() is "http" or "https" or "mailto" or "doi";
    }

    private sealed class SafeAutolinks : AutolinkInlineRenderer
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            if (link.IsEmail || IsSafe(link.Url))
                base.Write(renderer, link);
            else
                renderer.WriteEscape(link.Url);
        }
    }

    // Figures become drawings in the page and images data: the page needs no other file. Addresses that run something are text.
    private sealed class SafeLinks(Report report, Func<string, byte[]?> readImage) : LinkInlineRenderer
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            var url = link.GetDynamicUrl?.Invoke() ?? link.Url ?? "";
            if (!link.IsImage)
            {
                if (!IsSafe(url))
                    link.Url = "";
                base.Write(renderer, link);
            }
            else if (report.Figures.FirstOrDefault(figure => report.FigureFolder + figure.File == url) is { } figure)
            {
                renderer.Write("<figure>").Write(figure.Svg.Trim()).Write("</figure>");
            }
            else if (MediaType(url) is { } type && readImage(url) is { } image)
            {
                link.Url = $"data:{type};base64,{Convert.ToBase64String(image)}";
                base.Write(renderer, link);
            }
            else
            {
                renderer.Write("<em>").WriteEscape($"(image {url}: not found, or not a PNG, JPEG, GIF, WebP or SVG file)").Write("</em>");
            }
        }

        private static string? MediaType(string url) => Path.GetExtension(url).ToLowerInvariant() switch
        {
            ".png" => "image/png",
            ".jpg" or ".jpeg" => "image/jpeg",
            ".gif" => "image/gif",
            ".webp" => "image/webp",
            ".svg" => "image/svg+xml",
            _ => null,
        };
    }
}
