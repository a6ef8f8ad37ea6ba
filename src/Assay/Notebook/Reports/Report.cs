namespace Assay.Notebook.Reports;

/// <summary>A report as it is written to files.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Markdown">The text; figures are images whose paths begin with <see cref="FigureFolder"/>.</param>
/// <param name="Figures">The figures it shows.</param>
/// <param name="Problems">What keeps it from being true: values that changed since the prose was written, superseded runs. Empty when sound.</param>
public sealed record Report(string Title, string Markdown, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<ReportProblem> Problems)
{
    /// <summary>The folder of the figures beside the Markdown, "/"-ended.</summary>
    public required string FigureFolder { get; init; }

    /// <summary>The report as one HTML page that needs nothing else: styles and figures are inside, there is no script.</summary>
    /// <param name="readImage">Reads an image that the prose names by a relative path; null when there is none.</param>
    /// <returns>The page.</returns>
    public string ToHtml(Func<string, byte[]?> readImage) => ReportPage.Write(this, readImage);
}
