using Assay.Notebook.Text;

namespace Assay.Notebook.Training;

/// <summary>The log of training experiments: configuration, results, analysis and next steps of each, planned ablations, notes.</summary>
public sealed class TrainingFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "training";

    /// <inheritdoc/>
    public string Summary => "training experiments: configuration, results, analysis, next steps";

    /// <inheritdoc/>
    public double Recognize(LogDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var sections = document.Root.DescendantsAndSelf().ToArray();
        if (sections.Any(section => TrainingText.IsExperiment(section.Title, out _)))
            return 0.9;
        return sections.Any(section => TrainingText.IsNaming(section.Title) || TrainingText.IsAblations(section.Title)) ? 0.6 : 0;
    }

    /// <inheritdoc/>
    public LogBook Read(LogDocument document, LogReport report)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(report);
        return new TrainingReader(report).Read(document);
    }

    /// <inheritdoc/>
    public string Write(LogBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new TrainingWriter(book with { Entries = [.. book.Entries.Select(entry => entry.WithoutSaidValues())] }).Write();
    }
}
