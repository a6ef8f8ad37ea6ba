using Assay.Notebook.Text;

namespace Assay.Notebook.Tracker;

/// <summary>The log format <c>tracker</c>: status tables by priority, top results, findings, what is pending with the exact command.</summary>
public sealed class TrackerFormat : ILogFormat
{
    private const double OfTable = 0.6;
    private const double OfHeading = 0.3;

    /// <inheritdoc/>
    public string Name => "tracker";

    /// <inheritdoc/>
    public string Summary => "status tables, best results, findings, what is pending with its command";

    /// <inheritdoc/>
    public double Recognize(LogDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var score = 0.0;
        foreach (var section in document.Root.DescendantsAndSelf())
        {
            // Headings that other logs have too say nothing.
            if (TrackerText.SectionOf(section.Title) is TrackerText.Overview or TrackerText.RunStatus or TrackerText.Completed or TrackerText.Top or TrackerText.Commands or TrackerText.Locations)
                score += OfHeading;
            if (section.MayMention("|") && section.Blocks.OfType<TableBlock>().Any(table => table.Header is [var first, var second, ..] && Inline.Plain(first).Equals("priority", StringComparison.OrdinalIgnoreCase) && second.StartsWith("Exp", StringComparison.OrdinalIgnoreCase)))
                score += OfTable;
        }

        return Math.Min(score, 1);
    }

    /// <inheritdoc/>
    public LogBook Read(LogDocument document, LogReport report)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(report);
        return TrackerReader.Read(document, report);
    }

    /// <inheritdoc/>
    public string Write(LogBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return TrackerWriter.Write(book);
    }
}
