using Assay.Budgets.Judging;
using Assay.Evaluation;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>Shows thresholds and what they lead to.</summary>
internal static class ThresholdText
{
    /// <summary>Prints a row for each label.</summary>
    public static void Print(Screen screen, ThresholdReport report)
    {
        screen.Line($"Tuned for the {report.Labels[0].Tuned.Goal} on {Path.GetFileName(report.TunedOn.Path)} (split {report.TunedOn.SplitName}), reported on {Path.GetFileName(report.ReportedOn.Path)} (split {report.ReportedOn.SplitName}).");
        screen.Line();
        var usual = Figures.Number(report.Usual);
        var table = new Table(
        [
            new("LABEL", Shortest: 16), new("THRESHOLD", Right: true), new("TUNED", Right: true, Rank: 2), new($"F1 AT {usual}", Right: true), new("F1", Right: true), new("FLOOR", Right: true, Rank: 1),
            new("PRECISION", Right: true), new("RECALL", Right: true), new("HIGHEST PRECISION", Right: true, Rank: 3),
        ]);
        foreach (var label in report.Labels)
        {
            table.Add(
                label.Label,
                new Table.Cell(JudgementText.Text(label.Tuned.Threshold), label.Tuned.Threshold.IsDefined ? Ink.None : Ink.Warn),
                JudgementText.Text(label.Tuned.Score),
                JudgementText.Text(label.Before.F1),
                JudgementText.Text(F1(label)),
                JudgementText.Text(label.Floor),
                JudgementText.Text(Of(label, counts => counts.Precision)),
                JudgementText.Text(Of(label, counts => counts.Recall)),
                label.HighestPrecision is { } highest ? string.Create(CultureInfo.InvariantCulture, $"{JudgementText.Text(highest.Precision)} of {highest.Called} at {JudgementText.Text(highest.Threshold)}") : "");
        }

        table.Print(screen);
        screen.Line();
        if (report.Labels.Count > 1)
            screen.Line($"Macro F1: {Mean(report, label => label.Before.F1)} at {usual}, {Mean(report, F1)} tuned; labels where it is undefined take no part.");
        foreach (var label in report.Labels.Where(label => !label.Tuned.Threshold.IsDefined))
            screen.Line($"{label.Label} has no threshold: {label.Tuned.Threshold.Reason}.", Ink.Warn);
        if (report.IsOptimistic)
            screen.Line("Reported where it was tuned: these numbers are optimistic.", Ink.Warn);
        if (report.TunedOn.SplitName.IsTest)
            screen.Line("Tuned on a test split: results on it are no evidence.", Ink.Warn);
    }

    /// <summary>Prints the same as one JSON object.</summary>
    public static void PrintJson(TextWriter writer, ThresholdReport report) => JsonPage.Print(writer, "threshold", null, json =>
    {
        foreach (var label in report.Labels)
        {
            json.WriteStartObject();
            json.WriteString("label", label.Label);
            AnalyzeText.Quantity(json, "threshold", label.Tuned.Threshold);
            AnalyzeText.Quantity(json, "tuned_score", label.Tuned.Score);
            AnalyzeText.Quantity(json, "f1_before", label.Before.F1);
            AnalyzeText.Quantity(json, "f1", F1(label));
            AnalyzeText.Quantity(json, "f1_floor", label.Floor);
            AnalyzeText.Quantity(json, "precision", Of(label, counts => counts.Precision));
            AnalyzeText.Quantity(json, "recall", Of(label, counts => counts.Recall));
            if (label.HighestPrecision is { } highest)
            {
                json.WriteStartObject("highest_precision");
                AnalyzeText.Quantity(json, "precision", highest.Precision);
                json.Number("threshold", highest.Threshold);
                json.WriteNumber("called", highest.Called);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }
    }, json =>
    {
        json.WriteString("goal", report.Labels[0].Tuned.Goal.ToString());
        json.WriteString("tuned_on", report.TunedOn.SplitName.Name);
        json.WriteString("reported_on", report.ReportedOn.SplitName.Name);
        json.WriteBoolean("optimistic", report.IsOptimistic);
        json.WriteBoolean("tuned_on_test", report.TunedOn.SplitName.IsTest);
    });

    private static Quantity F1(LabelThreshold label) => Of(label, counts => counts.F1);

    private static Quantity Of(LabelThreshold label, Func<BinaryCounts, Quantity> metric) => label.After is { } counts ? metric(counts) : Quantity.Undefined("there is no threshold");

    private static string Mean(ThresholdReport report, Func<LabelThreshold, Quantity> metric)
    {
        double[] values = [.. report.Labels.Select(metric).Select(value => value.ValueOrNull).OfType<double>()];
        return values.Length == 0 ? "undefined" : JudgementText.Text(values.Average());
    }
}
