using Assay.Analyzers;

namespace Assay.Cli.Rendering;

/// <summary>Prints findings as compilers do.</summary>
internal static class FindingText
{
    /// <summary>Prints them: a line each, the remedy under it, and a count of all.</summary>
    /// <param name="call">The call.</param>
    /// <param name="report">The findings.</param>
    /// <param name="least">Those less grave are only counted.</param>
    public static void Print(Invocation call, LintReport report, Severity least)
    {
        var screen = call.Screen;
        foreach (var finding in report.Findings.Where(finding => finding.Suppressed is null && finding.Severity >= least))
        {
            screen.Write($"{finding.Place}: ", Ink.Bold).Write($"{finding.Rule.Id} {finding.Severity.Name()}", Of(finding.Severity)).Line($": {finding.Message}");
            screen.Line($"    {finding.Remedy} ({finding.Rule.Page})", Ink.Dim);
        }

        var suppressed = report.Findings.Count(finding => finding.Suppressed is not null);
        string[] parts =
        [
            Count(report.Count(Severity.Error), "error"),
            Count(report.Count(Severity.Warning), "warning"),
            Count(report.Count(Severity.Info), "info"),
            suppressed > 0 ? string.Create(CultureInfo.InvariantCulture, $"{suppressed} suppressed") : "",
        ];
        var found = string.Join(", ", parts.Where(part => part.Length > 0));
        screen.Line(string.Create(CultureInfo.InvariantCulture, $"{(found.Length == 0 ? "nothing found" : found)} in {report.Subjects} subject{(report.Subjects == 1 ? "" : "s")}"), report.HasErrors ? Ink.Bad : Ink.Bold);
    }

    private static string Count(int count, string word) => count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{count} {word}{(count == 1 || word == "info" ? "" : "s")}");

    private static Ink Of(Severity severity) => severity switch
    {
        Severity.Error => Ink.Bad,
        Severity.Warning => Ink.Warn,
        _ => Ink.Live,
    };
}
