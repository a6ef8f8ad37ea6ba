namespace Assay.Notebook.Reports;

/// <summary>A sentence of a report that is no longer true, or rests on what no longer counts.</summary>
/// <param name="File">The template.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Message">What was found, what was expected, what to do.</param>
public sealed record ReportProblem(string File, int Line, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}: {Message}");
}
