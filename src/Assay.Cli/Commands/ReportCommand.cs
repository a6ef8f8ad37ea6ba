using System.CommandLine;
using Assay.Foundation.Files;
using Assay.Foundation.Text;
using Assay.Notebook.Reports;
using Assay.Planning;
using Assay.Tracking.Queries;

namespace Assay.Cli.Commands;

/// <summary><c>assay report</c>: one HTML page and its Markdown twin, written from the store.</summary>
internal sealed class ReportCommand
{
    private const long MostImageBytes = 16 << 20;

    private readonly Option<string?> _runs;
    private readonly Option<string[]> _claims;
    private readonly Option<string?> _plan;
    private readonly Option<string?> _template;
    private readonly Option<string?> _title;
    private readonly Option<string?> _to;
    private readonly Option<bool> _check;

    private ReportCommand(Verb verb)
    {
        _runs = verb.Has(Opt.Text("--runs", "query", "which runs it is about (default: the template's, else all)"));
        _claims = verb.Has(Opt.Texts("--claims", "id", "claims of the plan to show (default: all)"));
        _plan = verb.Has(Opt.Text("--plan", "file", "the plan whose claims are tested (default: the nearest assay.yaml upwards)"));
        _template = verb.Has(Opt.Text("--template", "file", "prose with placeholders, e.g. {{ metric LF-55 valid/auc = 0.718 }} or {{ runs }}"));
        _title = verb.Has(Opt.Text("--title", "text", "its title"));
        _to = verb.Has(Opt.Text("--to", "file", "the page to write (default report.html); its twin ends in .md"));
        _check = verb.Has(Opt.Flag("--check", "write nothing; exit code 1 when the files differ from what the store says now"));
    }

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                The page needs nothing else: tables, figures, claims, findings and provenance are inside. In a template, values come from
                the store; what a placeholder asserts after '=' must still be so, and a run it names must still count. Otherwise nothing is
                written, each sentence to read again is named, and the exit code is 1. docs/how-to/reports.md lists the placeholders.
                """,
            Examples =
            [
                new("report", "everything in the store, into report.html and report.md"),
                new("report --runs \"plan.priority = 'LF-P8'\" --to lf-p8.html", "one priority's runs"),
                new("report --template paper.md --to paper.html", "prose with live values and references"),
                new("report --template paper.md --to paper.html --check", "for CI: is it still true?"),
            ],
        };
        var command = new ReportCommand(verb);
        return verb.Does(command.RunAsync);
    }

    private async Task<int> RunAsync(Invocation call)
    {
        var page = call.FullPath(call.Get(_to) ?? "report.html");
        var twin = Path.ChangeExtension(page, ".md");
        var template = call.Get(_template) is { } file ? call.FullPath(file) : null;
        CheckPaths(call, page, twin, template);
        var figures = Path.ChangeExtension(Path.GetFileName(page), null) + ".figures/";
        var plan = call.Get(_plan) is not null || call.Get(_claims) is { Length: > 0 } ? PlanSource.Read(call, _plan) : PlanSource.TryReadNearest(call);
        CheckClaims(plan, call.Get(_claims));
        await using var store = await call.OpenToReadAsync();
        var report = await new ReportWriter(store, call.Host.Clock).WriteAsync(
            new ReportOptions
            {
                Title = call.Get(_title),
                Runs = call.Get(_runs) is { } query ? RunQuery.Parse(query) : null,
                Plan = plan,
                Claims = call.Get(_claims) is { Length: > 0 } ids ? ids : null,
                Template = template is null ? null : BoundedFile.ReadText(template, ReportOptions.MostTemplateBytes),
                TemplateFile = call.Get(_template) ?? "template",
                Findings = (query, cancellation) => FreshFindings.OfAsync(store, plan, query, call.Host.Clock.GetUtcNow(), cancellation),
                FigureFolder = figures,
                ReadFile = (path, limit) => BoundedFile.ReadText(Path.GetFullPath(path, Path.GetDirectoryName(template)!), limit),
            },
            call.Cancellation);
        if (report.Problems.Count > 0)
        {
            foreach (var problem in report.Problems)
                call.Remark(problem.ToString());
            call.Remark(string.Create(CultureInfo.InvariantCulture, $"{report.Problems.Count} sentence{(report.Problems.Count == 1 ? "" : "s")} to read again; nothing was written."));
            return ExitCodes.Found;
        }

        var html = report.ToHtml(path => Image(path, template));
        if (call.Get(_check))
            return Check(call, (twin, report.Markdown), (page, html));
        Write(page, twin, report, html);
        call.Screen.Line(string.Create(CultureInfo.InvariantCulture, $"wrote {page} and {Path.GetFileName(twin)}{(report.Figures.Count > 0 ? $" with {report.Figures.Count} figure{(report.Figures.Count == 1 ? "" : "s")}" : "")}"));
        return ExitCodes.Done;
    }

    private void CheckPaths(Invocation call, string page, string twin, string? template)
    {
        if (Path.GetExtension(page).ToLowerInvariant() is not (".html" or ".htm"))
            throw new UsageException($"--to {call.Get(_to)}: a file that ends in .html is expected; its Markdown twin is written beside it.");
        if (Directory.Exists(page))
            throw new AssayException($"--to {call.Get(_to)} is a folder; a file is expected.");
        if (!Directory.Exists(Path.GetDirectoryName(page)))
            throw new AssayException($"--to {call.Get(_to)}: there is no folder {Path.GetDirectoryName(page)}.");
        if (template is not null && !File.Exists(template))
            throw new AssayException($"--template {call.Get(_template)}: there is no such file.");
        if (template == twin)
            throw new AssayException($"--template {call.Get(_template)} would be overwritten by the report's Markdown twin: give --to another name.");
    }

    private static void CheckClaims(Plan? plan, string[]? ids)
    {
        string[] known = [.. plan?.Claims.Select(claim => claim.Id) ?? []];
        if (ids?.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            throw new AssayException($"{plan!.File}: there is no claim '{unknown}'; {NearWord.SuggestOrList(unknown, known, "the plan has no claims")}");
    }

    private static byte[]? Image(string path, string? template)
    {
        // Only what lies beside the template or below it: a report from others must not take files from elsewhere into the page.
        if (template is null || Path.IsPathRooted(path))
            return null;
        var folder = Path.GetDirectoryName(template)!;
        var full = Path.GetFullPath(path, folder);
        return full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(full) ? BoundedFile.ReadBytes(full, MostImageBytes) : null;
    }

    private static int Check(Invocation call, params IReadOnlyList<(string Path, string Text)> files)
    {
        foreach (var (path, text) in files)
        {
            if (!File.Exists(path))
            {
                call.Remark($"{path}: not there yet.");
                return ExitCodes.Found;
            }

            var there = File.ReadAllText(path);
            if (there == text)
                continue;
            var line = 1 + there.Split('\n').Zip(text.Split('\n')).TakeWhile(pair => pair.First == pair.Second).Count();
            call.Remark(string.Create(CultureInfo.InvariantCulture, $"{path}:{line}: differs from what the store says now; write the report again."));
            return ExitCodes.Found;
        }

        call.Screen.Line("The report is current.");
        return ExitCodes.Done;
    }

    // The page last: a reader who sees it finds the rest.
    private static void Write(string page, string twin, Report report, string html)
    {
        var folder = Path.Combine(Path.GetDirectoryName(page)!, report.FigureFolder.TrimEnd('/'));
        foreach (var figure in report.Figures)
            AtomicFile.WriteText(Path.Combine(folder, figure.File), figure.Svg);
        if (Directory.Exists(folder))
        {
            foreach (var old in Directory.EnumerateFiles(folder, "*.svg").Where(old => report.Figures.All(figure => figure.File != Path.GetFileName(old))).ToArray())
                File.Delete(old);
        }

        AtomicFile.WriteText(twin, report.Markdown);
        AtomicFile.WriteText(page, html);
    }
}
