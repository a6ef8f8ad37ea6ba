using Assay.Claims;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Queries;

namespace Assay.Notebook.Reports;

/// <summary>Writes reports from the store: the usual sections, or a template's prose with its placeholders filled.</summary>
/// <param name="store">Where the facts are.</param>
/// <param name="clock">The clock, for verdicts.</param>
public sealed class ReportWriter(IRunStore store, TimeProvider clock)
{
    /// <summary>Writes a report.</summary>
    /// <param name="options">What it is about.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The report; its problems say where the prose is no longer true.</returns>
    /// <exception cref="PlanException">The template has mistakes.</exception>
    /// <exception cref="AssayException">It names what does not exist.</exception>
    public async Task<Report> WriteAsync(ReportOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var template = ReportTemplate.Parse(options.Template ?? "", options.TemplateFile);
        var query = options.Runs ?? (template.Runs is { } text ? RunQuery.Parse(text) : null);
        var title = options.Title ?? template.Title ?? "Report";
        var draft = new ReportDraft(await ReportFacts.ReadAsync(store, query, cancellationToken).ConfigureAwait(false), Works(options, template), template.File, options.FigureFolder);
        var claims = options.Plan is { Claims.Count: > 0 } plan ? await new ClaimChecker(plan, store, clock).CheckAsync(cancellationToken).ConfigureAwait(false) : null;
        IReportSection[] sections = [new ClaimsSection(claims, options.Claims), new RunsSection(), new CurvesSection(store), new FindingsSection(Findings), new ProvenanceSection(store)];
        if (options.Template is null)
            await UsualAsync(draft, sections, cancellationToken).ConfigureAwait(false);
        else
            await FillAsync(template, draft, sections, claims, cancellationToken).ConfigureAwait(false);
        return new Report(title, $"# {title}\n\n{draft.Text.ToString().Trim('\n')}\n", draft.Figures, draft.Problems) { FigureFolder = options.FigureFolder };

        Task<IReadOnlyList<StoredFinding>> Findings(CancellationToken token) => options.Findings is { } find ? find(query, token) : store.GetFindingsAsync(cancellationToken: token);
    }

    private static async Task UsualAsync(ReportDraft draft, IReadOnlyList<IReportSection> sections, CancellationToken cancellationToken)
    {
        foreach (var section in sections)
        {
            var text = await section.WriteAsync(draft, [], cancellationToken).ConfigureAwait(false);
            if (text.Length > 0)
                draft.Text.Append(CultureInfo.InvariantCulture, $"## {section.Title}\n\n{text.Trim('\n')}\n\n");
        }
    }

    private async Task FillAsync(ReportTemplate template, ReportDraft draft, IReadOnlyList<IReportSection> sections, ClaimReport? claims, CancellationToken cancellationToken)
    {
        var values = new LiveValues(store, draft, claims);
        foreach (var part in template.Parts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            draft.Line = part.Line;
            if (part.Text is { } prose)
                draft.Text.Append(draft.Cite(prose));
            else if (part.Words[0] == "references")
                draft.Text.Append(draft.References());
            else if (sections.FirstOrDefault(section => section.Name == part.Words[0]) is { } section)
                draft.Text.Append((await section.WriteAsync(draft, [.. part.Words.Skip(1)], cancellationToken).ConfigureAwait(false)).Trim('\n'));
            else
                draft.Text.Append(await values.ReadAsync(part, [.. sections.Select(section => section.Name), "references"], cancellationToken).ConfigureAwait(false));
        }
    }

    private static IReadOnlyDictionary<string, BibliographyEntry> Works(ReportOptions options, ReportTemplate template) =>
        template.References is { } file && options.ReadFile is { } read ? BibTeXReader.Read(read(file, BibTeXReader.MostBytes), file) : new Dictionary<string, BibliographyEntry>();
}
