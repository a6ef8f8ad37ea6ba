namespace Assay.Notebook.Reports;

/// <summary>A part of a report that is made from records alone.</summary>
internal interface IReportSection
{
    /// <summary>What a template calls it: <c>{{ runs }}</c>.</summary>
    string Name { get; }

    /// <summary>Its heading when a report has no template.</summary>
    string Title { get; }

    /// <summary>Writes the section.</summary>
    /// <param name="draft">The report so far; figures are added to it.</param>
    /// <param name="words">What follows the name in a placeholder.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Markdown without heading; empty when there is nothing to say.</returns>
    /// <exception cref="AssayException">The words cannot be understood.</exception>
    Task<string> WriteAsync(ReportDraft draft, IReadOnlyList<string> words, CancellationToken cancellationToken);
}
