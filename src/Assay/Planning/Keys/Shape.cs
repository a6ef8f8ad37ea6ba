using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>What a key may hold: one description for the reader, the editors' schema and the documentation.</summary>
internal abstract class Shape(string word)
{
    /// <summary>What a message expects: "a duration such as 30s".</summary>
    public string Word { get; } = word;

    /// <summary>Whether a node is of this kind at all, its content aside.</summary>
    public abstract bool Takes(YamlNode node);

    /// <summary>Reports everything that is wrong with a node.</summary>
    public abstract void Check(YamlNode node, KeyPath path, ProblemList problems);

    /// <summary>The JSON Schema of this shape.</summary>
    public abstract JsonObject Schema();

    protected void Refuse(YamlNode node, KeyPath path, ProblemList problems) =>
        problems.Add(node, path, node is YamlScalar { Kind: not ScalarKind.Null } scalar
            ? $"expected {Word}, but this is {Shorten(scalar)}"
            : $"expected {Word}, but this is {node.Word}");

    private static string Shorten(YamlScalar scalar)
    {
        const int longest = 40;
        var text = scalar.Text.Length > longest ? scalar.Text[..longest] + "…" : scalar.Text;
        return scalar.Kind == ScalarKind.Text ? $"'{text.ReplaceLineEndings(" ")}'" : text;
    }
}
