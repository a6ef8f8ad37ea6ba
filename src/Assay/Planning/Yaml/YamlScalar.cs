using Assay.Planning.Expansion;

namespace Assay.Planning.Yaml;

/// <summary>A scalar: null, a boolean, a number that JSON can write, or text.</summary>
internal sealed class YamlScalar : YamlNode
{
    // Long text counts as several nodes, so that aliases of it are bounded too.
    private const int TextOfOneNode = 32;

    private Template? _template;

    public YamlScalar(int line, int column, string text, bool isText)
        : base(line, column, 1 + (text.Length / TextOfOneNode))
    {
        Kind = isText ? ScalarKind.Text : PlainScalar.KindOf(ref text);
        Text = text;
    }

    public ScalarKind Kind { get; }

    /// <summary>As written; a boolean in lower case, a number as JSON writes it (<c>.5</c> is <c>0.5</c>), null as <c>null</c>.</summary>
    public string Text { get; }

    public override string Word => Kind switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Boolean => "a boolean",
        ScalarKind.Number => "a number",
        _ => "text",
    };

    public override bool HasTemplate => Kind == ScalarKind.Text && Text.Contains("${", StringComparison.Ordinal);

    /// <summary>The text taken apart at its <c>${…}</c>; made once.</summary>
    public Template Template => _template ??= Template.Parse(Text);
}
