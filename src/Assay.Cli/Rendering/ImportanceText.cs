using Assay.Tuning;
using Assay.Tuning.Importance;

namespace Assay.Cli.Rendering;

/// <summary>The importance of parameters as text and as JSON.</summary>
internal static class ImportanceText
{
    private const int BarWidth = 30;
    private const double PoorFit = 0.3;

    /// <summary>Prints the parameters, the most important first.</summary>
    public static void Print(Screen screen, Study study, StudyImportance importance)
    {
        screen.Fact("study", study.Name, Ink.Bold);
        screen.Fact("method", importance.Method switch
        {
            ImportanceMethod.PedAnova => Say($"PED-ANOVA: shares of how far the good trials depart from all {importance.Trials}"),
            ImportanceMethod.Fanova => Say($"fANOVA: shares of the variance over the space, by a forest on {importance.Trials} trials"),
            _ => Say($"permutation: error added by shuffling, as a share of the variance, by a forest on {importance.Trials} trials"),
        });
        if (importance.Method != ImportanceMethod.PedAnova)
            screen.Fact("fit", importance.Fit.ValueOrNull is { } fit ? Say($"R² {fit:0.00} on trials its trees did not see{(fit < PoorFit ? ": poor, read the bars with care" : "")}") : $"undefined: {importance.Fit.Reason}", importance.Fit.ValueOrNull >= PoorFit ? Ink.None : Ink.Warn);
        screen.Line();
        var most = importance.Parameters.Concat(importance.Pairs).Select(entry => entry.Value).DefaultIfEmpty(0).Max();
        var table = new Table([new("PARAMETER", Shortest: 12), new("IMPORTANCE", Right: true), new("95 % INTERVAL", Right: true, Rank: 1), new("", Rank: 2)]);
        foreach (var entry in importance.Parameters.Concat(importance.Pairs))
            table.Add(entry.With is null ? entry.Parameter : $"{entry.Parameter} × {entry.With}", Say($"{entry.Value:0.000}"), entry.Interval is { } interval ? Say($"{interval.Lower:0.000} – {interval.Upper:0.000}") : "", new string('█', most <= 0 ? 0 : (int)Math.Round(Math.Max(0, entry.Value) / most * BarWidth)));
        table.Print(screen);
        if (importance.Method == ImportanceMethod.Fanova)
        {
            var explained = importance.Parameters.Concat(importance.Pairs).Sum(entry => entry.Value);
            screen.Line();
            screen.Line(Say($"Together {explained:0.0%}; the rest are interactions{(importance.Pairs.Count > 0 ? " of three and more" : "")}."));
        }
    }

    /// <summary>Prints the parameters as JSON.</summary>
    public static void PrintJson(TextWriter writer, Study study, StudyImportance importance, string method) => JsonPage.Print(writer, "study-importance", null, json =>
    {
        foreach (var entry in importance.Parameters.Concat(importance.Pairs))
        {
            json.WriteStartObject();
            json.WriteString("parameter", entry.Parameter);
            json.Text("with", entry.With);
            json.Number("importance", entry.Value);
            if (entry.Interval is { } interval)
            {
                json.WriteStartObject("interval");
                json.Number("lower", interval.Lower);
                json.Number("upper", interval.Upper);
                json.Number("confidence", interval.Confidence);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }
    }, json =>
    {
        json.WriteString("study", study.Name);
        json.WriteString("method", method);
        json.WriteNumber("trials", importance.Trials);
        if (importance.Method != ImportanceMethod.PedAnova)
            AnalyzeText.Quantity(json, "fit", importance.Fit);
    });

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
