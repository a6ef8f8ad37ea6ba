using Assay.Notebook.Entries;
using Assay.Notebook.Text;

namespace Assay.Notebook.Actions;

/// <summary>The log format <c>actions</c>: dated actions under the phases of a plan, each with status, command, outputs, reason and result.</summary>
public sealed class ActionsFormat : ILogFormat
{
    // More dated actions make it no surer.
    private const int EnoughDated = 5;

    /// <inheritdoc/>
    public string Name => "actions";

    /// <inheritdoc/>
    public string Summary => "dated actions under a plan map, with rules and a template for entries";

    /// <inheritdoc/>
    public double Recognize(LogDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var score = 0.0;
        var dated = 0;
        foreach (var section in document.Root.DescendantsAndSelf())
        {
            if (ActionsText.IsPart(section.Title))
                score += 0.3;
            else if (dated < EnoughDated && section.Level >= 2 && ActionHeading.Read(section.Title).Date is not null && EntryReader.HasFields(section.Blocks))
                dated++;
        }

        return Math.Min(0.95, score + (dated * 0.12));
    }

    /// <inheritdoc/>
    public LogBook Read(LogDocument document, LogReport report)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(report);
        return new ActionsReader(document, report).Read();
    }

    /// <inheritdoc/>
    public string Write(LogBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new ActionsWriter(book).Write();
    }
}
