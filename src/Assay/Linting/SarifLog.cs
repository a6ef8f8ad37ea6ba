using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Assay.Analyzers;

namespace Assay.Linting;

/// <summary>Writes findings in the Static Analysis Results Interchange Format (SARIF), version 2.1.0 (OASIS standard), which editors and code hosts read.</summary>
public static class SarifLog
{
    private const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The findings as one SARIF log with one run. Runs and studies of a store are logical locations, files physical ones.</summary>
    /// <param name="report">The findings, suppressed ones included; they are marked so.</param>
    /// <param name="rules">The rules that were looked for.</param>
    /// <param name="version">Version of the program.</param>
    /// <returns>Indented JSON.</returns>
    public static string Write(LintReport report, IReadOnlyList<Rule> rules, string version)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(rules);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", Schema);
            json.WriteString("version", "2.1.0");
            json.WriteStartArray("runs");
            json.WriteStartObject();
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", "assay");
            json.WriteString("version", version);
            json.WriteStartArray("rules");
            foreach (var rule in rules)
                Write(json, rule);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("results");
            foreach (var finding in report.Findings)
                Write(json, finding, rules);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", rule.Id);
        Text(json, "shortDescription", rule.Title);
        Text(json, "help", rule.Remedy);
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", Level(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("page", rule.Page);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding, IReadOnlyList<Rule> rules)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule.Id);
        var index = Enumerable.Range(0, rules.Count).FirstOrDefault(i => rules[i].Id == finding.Rule.Id, -1);
        if (index >= 0)
            json.WriteNumber("ruleIndex", index);
        json.WriteString("level", Level(finding.Severity));
        Text(json, "message", $"{finding.Message}. {finding.Remedy}");
        json.WriteStartArray("locations");
        json.WriteStartObject();
        Write(json, finding.Place);
        json.WriteEndObject();
        json.WriteEndArray();
        if (finding.Suppressed is { } reason)
        {
            json.WriteStartArray("suppressions");
            json.WriteStartObject();
            json.WriteString("kind", "external");
            json.WriteString("justification", reason);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteStartObject("properties");
        foreach (var (name, number) in finding.Numbers.Where(number => double.IsFinite(number.Value)))
            json.WriteNumber(name, number);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Place place)
    {
        if (place.Kind == PlaceKind.File)
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            // A relative or absolute path as a URI reference.
            json.WriteString("uri", string.Join('/', place.Name.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)));
            json.WriteEndObject();
            if (place.Line is { } line)
            {
                json.WriteStartObject("region");
                json.WriteNumber("startLine", line);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            return;
        }

        json.WriteStartArray("logicalLocations");
        json.WriteStartObject();
        json.WriteString("name", place.Name);
        json.WriteString("fullyQualifiedName", place.Id is { } id ? $"{place.Kind.ToString().ToLowerInvariant()}/{id}" : place.Name);
        json.WriteString("kind", place.Kind.ToString().ToLowerInvariant());
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Level(Severity severity) => severity == Severity.Info ? "note" : severity.Name();
}
