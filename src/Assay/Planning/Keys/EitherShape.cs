using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>One of several shapes, told apart by the kind of node.</summary>
internal sealed class EitherShape(string word, params Shape[] shapes) : Shape(word)
{
    public override bool Takes(YamlNode node) => shapes.Any(shape => shape.Takes(node));

    public override void Check(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (shapes.FirstOrDefault(shape => shape.Takes(node)) is { } shape)
            shape.Check(node, path, problems);
        else
            Refuse(node, path, problems);
    }

    public override JsonObject Schema() => new() { ["anyOf"] = new JsonArray([.. shapes.Select(shape => shape.Schema())]) };
}
