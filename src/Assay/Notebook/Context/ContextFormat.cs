using Assay.Notebook.Text;

namespace Assay.Notebook.Context;

/// <summary>The hand-over of a workstream: who it is, the newest session with its results, git, outputs, next steps, decisions, and the history.</summary>
public sealed class ContextFormat : ILogFormat
{
    /// <inheritdoc/>
    public string Name => "context";

    /// <inheritdoc/>
    public string Summary => "workstream hand-over: identity, newest session, decisions, next steps, history";

    /// <inheritdoc/>
    public double Recognize(LogDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var parts = document.Root.DescendantsAndSelf().Select(section => ContextHeading.PartOf(section.Title)).Where(part => part is not (ContextPart.None or ContextPart.Notes)).ToHashSet();
        var named = parts.Contains(ContextPart.Workstream) ? 0.6 : 0;
        return Math.Min(1, named + (0.1 * parts.Count));
    }

    /// <inheritdoc/>
    public LogBook Read(LogDocument document, LogReport report)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(report);
        return new ContextReader(document, report).Read();
    }

    /// <inheritdoc/>
    public string Write(LogBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return new ContextWriter(book).Write();
    }
}
