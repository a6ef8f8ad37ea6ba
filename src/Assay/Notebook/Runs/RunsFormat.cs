using Assay.Notebook.Entries;
using Assay.Notebook.Text;

namespace Assay.Notebook.Runs;

/// <summary>The log format <c>runs</c>: numbered runs in dated groups, each with command, outcome, outputs and results.</summary>
public sealed class RunsFormat : ILogFormat
{
    // A log of one run says little about its format, one of five says enough.
    private const double RunsForCertainty = 3;

    /// <inheritdoc/>
    public string Name => "runs";

    /// <inheritdoc/>
    public string Summary => "numbered runs in dated groups, with command, outcome, outputs and results";

    /// <inheritdoc/>
    public double Recognize(LogDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var (runs, title) = (0, false);
        foreach (var section in document.Root.DescendantsAndSelf())
        {
            if (section.Level >= 2 && EntryName.Split(section.Title, out _) is not null)
                runs++;
            else if (section.Level == 2 && section.Title is RunsWriter.NoRuns)
                title = true;
        }

        return runs > 0 ? Math.Min(0.9, 0.45 + (runs / RunsForCertainty * 0.15)) : title ? 0.6 : 0;
    }

    /// <inheritdoc/>
    public LogBook Read(LogDocument document, LogReport report)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(report);
        return new RunsReader(document, report).Read();
    }

    /// <inheritdoc/>
    public string Write(LogBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new RunsWriter(book).Write();
    }
}
