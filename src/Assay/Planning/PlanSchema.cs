using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assay.Planning.Expansion;
using Assay.Planning.Keys;

namespace Assay.Planning;

/// <summary>Tells editors and readers of the documentation what a plan may hold, from the table that the reader itself uses.</summary>
public static class PlanSchema
{
    /// <summary>The JSON Schema (draft 2020-12) of <c>assay.yaml</c>.</summary>
    /// <returns>Indented JSON with a line break at its end.</returns>
    public static string Generate()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Assay plan (assay.yaml)",
            ["$ref"] = $"#/$defs/{PlanKeys.Plan.Name}",
        };
        var definitions = new JsonObject();
        foreach (var section in PlanKeys.Sections)
            definitions[section.Name] = section.Definition();
        schema["$defs"] = definitions;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            schema.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    /// <summary>The tables of keys and built-in names for the documentation, in markdown.</summary>
    /// <returns>One table a section, each line ended by a line break.</returns>
    public static string KeyTables()
    {
        var text = new StringBuilder();
        foreach (var section in PlanKeys.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {section.Name}\n\n| Key | Holds | Meaning | Example |\n|---|---|---|---|\n");
            var repeatsSettings = section != PlanKeys.Defaults && section.Keys.Contains(PlanKeys.Command);
            foreach (var key in section.Keys.Where(key => !repeatsSettings || key == PlanKeys.ExperimentTitle || !PlanKeys.Defaults.Keys.Contains(key)))
            {
                var required = key.IsRequired ? " (required)" : "";
                var doc = Cell(key.Doc).Replace("<", "&lt;", StringComparison.Ordinal);
                text.Append(CultureInfo.InvariantCulture, $"| `{key.Name}`{required} | {Cell(key.Shape.Word)} | {doc} | `{Cell(key.Example)}` |\n");
            }

            text.Append(repeatsSettings ? "\nBesides these, every setting of `defaults`.\n\n" : "\n");
        }

        text.Append("### built-in names\n\n| Name | Stands for |\n|---|---|\n");
        foreach (var (name, doc) in Builtins.Names)
            text.Append(CultureInfo.InvariantCulture, $"| `${{{name}}}` | {doc} |\n");
        return text.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
