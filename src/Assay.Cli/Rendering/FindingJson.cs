using System.Text.Json;
using Assay.Analyzers;

namespace Assay.Cli.Rendering;

/// <summary>Writes findings as JSON.</summary>
internal static class FindingJson
{
    /// <summary>Prints the object of <c>assay lint --json</c>.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="report">The findings; suppressed ones are marked.</param>
    /// <param name="least">Those less grave are left out.</param>
    /// <param name="leftOut">What could not be read.</param>
    public static void Print(TextWriter writer, LintReport report, Severity least, IReadOnlyList<string> leftOut) => JsonPage.Print(
        writer,
        "lint",
        null,
        json =>
        {
            foreach (var finding in report.Findings.Where(finding => finding.Severity >= least))
                Write(json, finding);
        },
        json =>
        {
            json.WriteNumber("subjects", report.Subjects);
            json.WriteNumber("errors", report.Count(Severity.Error));
            json.WriteNumber("warnings", report.Count(Severity.Warning));
            json.WriteNumber("infos", report.Count(Severity.Info));
            json.WriteStartArray("left_out");
            foreach (var sentence in leftOut)
                json.WriteStringValue(sentence);
            json.WriteEndArray();
        });

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("severity", finding.Severity.Name());
        json.WriteStartObject("place");
        json.WriteString("kind", finding.Place.Kind.ToString().ToLowerInvariant());
        json.WriteString("name", finding.Place.Name);
        json.Text("id", finding.Place.Id);
        if (finding.Place.Line is { } line)
            json.WriteNumber("line", line);
        json.WriteEndObject();
        json.WriteString("message", finding.Message);
        json.WriteString("remedy", finding.Remedy);
        json.WriteString("page", finding.Rule.Page);
        json.WriteStartObject("numbers");
        foreach (var (name, number) in finding.Numbers.Where(number => double.IsFinite(number.Value)))
            json.WriteNumber(name, number);
        json.WriteEndObject();
        json.Text("suppressed", finding.Suppressed);
        json.WriteEndObject();
    }
}
