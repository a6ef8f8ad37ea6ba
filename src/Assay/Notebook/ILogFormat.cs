using Assay.Notebook.Text;

namespace Assay.Notebook;

/// <summary>
/// A log format: how a book looks as Markdown. The contract, which every format passes the same suite for: writing is deterministic, reading
/// never throws on any text, no text is dropped, and what was written reads back as an equal book.
/// </summary>
public interface ILogFormat
{
    /// <summary>Its name, e.g. <c>tracker</c>.</summary>
    string Name { get; }

    /// <summary>What it is for, in a line.</summary>
    string Summary { get; }

    /// <summary>How well a text fits, from 0 to 1; the importer takes the best.</summary>
    /// <param name="document">The text.</param>
    /// <returns>0 when nothing speaks for it.</returns>
    double Recognize(LogDocument document);

    /// <summary>Reads a log.</summary>
    /// <param name="document">The text.</param>
    /// <param name="report">Takes what was understood, guessed and left.</param>
    /// <returns>Everything it says; structured fields only, numbers inside sentences are found later by the importer.</returns>
    LogBook Read(LogDocument document, LogReport report);

    /// <summary>Writes a log.</summary>
    /// <param name="book">What it says.</param>
    /// <returns>Markdown, "\n"-ended lines.</returns>
    string Write(LogBook book);
}
