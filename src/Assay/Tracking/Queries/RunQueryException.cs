namespace Assay.Tracking.Queries;

/// <summary>A query that cannot be read. The message names the column, shows the text with a caret under it, and says what was expected.</summary>
public sealed class RunQueryException : AssayException
{
    private const int Window = 100; // Characters of a long query that are shown around the place.

    internal RunQueryException(string text, int offset, string problem)
        : base($"query, column {offset + 1}: {problem}{Excerpt(text, offset)}") => Column = offset + 1;

    /// <summary>Where the query stops making sense, from 1, in UTF-16 code units.</summary>
    public int Column { get; }

    private static string Excerpt(string text, int offset)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var start = text.Length <= Window ? 0 : Math.Clamp(offset - (Window / 2), 0, text.Length - Window);
        var shown = new StringBuilder(Window);
        foreach (var c in text.AsSpan(start, Math.Min(Window, text.Length - start)))
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        var (before, after) = (start > 0 ? "…" : "", start + shown.Length < text.Length ? "…" : "");
        return $"\n  {before}{shown.ToString().TrimEnd()}{after}\n  {new string(' ', before.Length + offset - start)}^";
    }
}
