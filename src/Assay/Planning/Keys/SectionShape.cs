using System.Text.Json.Nodes;
using Assay.Foundation.Text;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>A map whose keys the plan knows.</summary>
/// <param name="name">Its name in the schema and the documentation.</param>
/// <param name="word">What a message expects.</param>
/// <param name="keys">The known keys, in the order of the documentation.</param>
/// <param name="isOpen">Whether other keys are kept and not judged.</param>
internal sealed class SectionShape(string name, string word, IReadOnlyList<PlanKey> keys, bool isOpen = false) : Shape(word)
{
    /// <summary>Keys that start so are the user's own, e.g. a place for anchors.</summary>
    internal const string OwnKeys = "x-";

    public string Name { get; } = name;

    public IReadOnlyList<PlanKey> Keys { get; } = keys;

    public override bool Takes(YamlNode node) => node is YamlMap;

    public override void Check(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is not YamlMap map)
        {
            Refuse(node, path, problems);
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (Keys.FirstOrDefault(key => key.Name == entry.Key) is { } known)
                known.Shape.Check(entry.Value, path.Key(entry.Key), problems);
            else if (!isOpen && !entry.Key.StartsWith(OwnKeys, StringComparison.Ordinal))
                problems.Add(entry.KeyNode, path.Key(entry.Key), $"'{entry.Key}' is not a key of {Name}", problems.HasRoom ? Suggest(entry.Key) : null);
        }

        foreach (var key in Keys)
        {
            if (key.IsRequired && map[key.Name] is null)
                problems.Add(node, path, $"the key '{key.Name}' is missing", $"write {key.Name}: {key.Example}");
        }
    }

    public override JsonObject Schema() => new() { ["$ref"] = $"#/$defs/{Name}" };

    /// <summary>The schema that <see cref="Schema"/> refers to.</summary>
    public JsonObject Definition()
    {
        var properties = new JsonObject();
        foreach (var key in Keys)
        {
            var schema = key.Shape.Schema();
            schema["description"] = key.Doc;
            properties[key.Name] = schema;
        }

        var definition = new JsonObject { ["type"] = "object", ["properties"] = properties };
        var required = Keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name).ToArray();
        if (required.Length > 0)
            definition["required"] = new JsonArray(required);
        if (!isOpen)
        {
            definition["patternProperties"] = new JsonObject { ["^" + OwnKeys] = new JsonObject() };
            definition["additionalProperties"] = false;
        }

        return definition;
    }

    private string Suggest(string key)
    {
        var known = Keys.Select(k => k.Name).ToList();
        if (NearWord.Suggest(key, known) is { } near)
            return near;
        var isSetting = known.Contains(PlanKeys.Params.Name, StringComparer.Ordinal);
        return isSetting ? $"a variable of your own goes under params; known keys are {string.Join(", ", known)}" : $"known keys are {string.Join(", ", known)}";
    }
}
