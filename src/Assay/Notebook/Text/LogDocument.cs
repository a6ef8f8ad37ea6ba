namespace Assay.Notebook.Text;

/// <summary>A log file as text: decoded, mended, cut into sections and blocks with their lines.</summary>
/// <param name="Name">Name for the store: the file's name without its ending.</param>
/// <param name="Root">The whole; its own blocks stand before the first heading.</param>
/// <param name="Repairs">What was mended in the text.</param>
public sealed record LogDocument(string Name, LogSection Root, IReadOnlyList<LogRemark> Repairs)
{
    /// <summary>Reads a text that is already decoded.</summary>
    /// <param name="name">Name for the store.</param>
    /// <param name="text">Markdown with any line ends.</param>
    /// <param name="repairs">What was mended while decoding.</param>
    /// <returns>The document.</returns>
    public static LogDocument Parse(string name, string text, IReadOnlyList<LogRemark>? repairs = null) => new(name, BlockReader.Read(text), repairs ?? []);
}
