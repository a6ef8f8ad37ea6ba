using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>A list.</summary>
internal sealed class ListShape(string word, Shape item, int atLeast = 0) : Shape(word)
{
    public override bool Takes(YamlNode node) => node is YamlList;

    public override void Check(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is not YamlList list)
        {
            Refuse(node, path, problems);
            return;
        }

        if (list.Items.Count < atLeast)
            problems.Add(node, path, $"expected {Word}, but the list is empty");
        for (var i = 0; i < list.Items.Count; i++)
            item.Check(list.Items[i], path.Item(i), problems);
    }

    public override JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema() };
        if (atLeast > 0)
            schema["minItems"] = atLeast;
        return schema;
    }
}
