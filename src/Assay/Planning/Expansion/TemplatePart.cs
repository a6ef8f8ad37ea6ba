namespace Assay.Planning.Expansion;

/// <summary>A stretch of a template.</summary>
/// <param name="Kind">What the text is.</param>
/// <param name="Text">Literal text, or the name between <c>${</c> and <c>}</c> without its prefix.</param>
/// <param name="Default">For an environment variable: the text after <c>:-</c>.</param>
internal sealed record TemplatePart(TemplatePartKind Kind, string Text, string? Default = null);
