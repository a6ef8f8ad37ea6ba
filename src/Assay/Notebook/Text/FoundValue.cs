namespace Assay.Notebook.Text;

/// <summary>A number, or a list or word that a key is set to, found in a text.</summary>
/// <param name="Key">Its key: leads, then what names it, joined by "/".</param>
/// <param name="IsParam">Whether it is something chosen (<c>lr=0.1</c>, a list of values tried) rather than measured.</param>
/// <param name="Number">The number; NaN for a list or a word.</param>
/// <param name="Json">The value as JSON.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How many characters it has there.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Style">How the number is written.</param>
internal readonly record struct FoundValue(string Key, bool IsParam, double Number, string Json, int Start, int Length, int Line, ValueStyle Style);
