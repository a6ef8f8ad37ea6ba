namespace Assay.Notebook.Reports;

/// <summary>A piece of a report's template: prose, or a placeholder to be filled from the store.</summary>
/// <param name="Line">Line of the template it begins in, from 1.</param>
/// <param name="Text">The prose; null for a placeholder.</param>
/// <param name="Words">The placeholder's words, the kind first; empty for prose.</param>
/// <param name="Expected">What the author saw when the sentence was written, after "="; null when nothing is asserted.</param>
internal sealed record TemplatePart(int Line, string? Text, IReadOnlyList<string> Words, string? Expected)
{
    /// <summary>The placeholder as it is named in messages.</summary>
    public string Name => "{{ " + string.Join(' ', Words) + " }}";
}
