namespace Assay.Notebook.Reports;

/// <summary>A figure of a report.</summary>
/// <param name="File">Its file's name beside the Markdown, e.g. <c>valid-auc.svg</c>; unique in the report.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Svg">The drawing.</param>
public sealed record ReportFigure(string File, string Title, string Svg);
