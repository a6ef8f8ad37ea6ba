using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>Anything JSON can hold.</summary>
internal sealed class AnyShape() : Shape("any value")
{
    public override bool Takes(YamlNode node) => true;

    public override void Check(YamlNode node, KeyPath path, ProblemList problems)
    {
    }

    public override JsonObject Schema() => [];
}
