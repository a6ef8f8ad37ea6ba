using System.Text.Json.Nodes;
using Assay.Planning.Yaml;

namespace Assay.Planning.Keys;

/// <summary>One scalar. Where text with <c>${…}</c> is allowed, its content is judged after interpolation.</summary>
/// <param name="word">What a message expects.</param>
/// <param name="isValid">Judges the scalar.</param>
/// <param name="schema">The JSON Schema of a scalar without <c>${…}</c>.</param>
/// <param name="isInterpolated">Whether <c>${…}</c> is allowed.</param>
internal sealed class ScalarShape(string word, Func<YamlScalar, bool> isValid, Func<JsonObject> schema, bool isInterpolated) : Shape(word)
{
    public override bool Takes(YamlNode node) => node is YamlScalar { Kind: not ScalarKind.Null };

    public override void Check(YamlNode node, KeyPath path, ProblemList problems)
    {
        if (node is not YamlScalar scalar || scalar.Kind == ScalarKind.Null || (!(isInterpolated && scalar.HasTemplate) && !isValid(scalar)))
            Refuse(node, path, problems);
    }

    public override JsonObject Schema() => isInterpolated
        ? new JsonObject { ["anyOf"] = new JsonArray(schema(), new JsonObject { ["type"] = "string", ["pattern"] = @"\$\{" }) }
        : schema();
}
