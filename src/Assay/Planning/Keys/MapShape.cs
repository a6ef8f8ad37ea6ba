using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>A map whose keys are the user's.</summary>
internal sealed class MapShape(string word, Shape value) : Shape(word)
{
    public override bool Takes(YamlNode node) => node is YamlMap;

    public override void Check(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is not YamlMap map)
        {
            Refuse(node, path, problems);
            return;
        }

        foreach (var entry in map.Entries)
            value.Check(entry.Value, path.Key(entry.Key), problems);
    }

    public override JsonObject Schema() => new() { ["type"] = "object", ["additionalProperties"] = value.Schema() };
}
