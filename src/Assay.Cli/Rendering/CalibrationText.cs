using System.Text.Json;
using Assay.Budgets.Judging;
using Assay.Evaluation.Calibration;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>Shows what a calibration changed.</summary>
internal static class CalibrationText
{
    /// <summary>Prints a row for each label, before and after.</summary>
    public static void Print(Screen screen, CalibratedPredictions calibrated, bool withReliability)
    {
        screen.Line($"{calibrated.Method}, fitted on {Path.GetFileName(calibrated.FittedOn.Path)} (split {calibrated.FittedOn.SplitName}, {calibrated.FittedOn.Rows} cases), used on {Path.GetFileName(calibrated.ReportedOn.Path)} (split {calibrated.ReportedOn.SplitName}, {calibrated.ReportedOn.Rows} cases).");
        screen.Line();
        var table = new Table(
        [
            new("LABEL", Shortest: 16), new("ECE", Right: true), new("AFTER", Right: true), new("MCE", Right: true, Rank: 2), new("AFTER", Right: true, Rank: 2),
            new("BRIER", Right: true), new("AFTER", Right: true), new("LOG LOSS", Right: true), new("AFTER", Right: true),
        ]);
        foreach (var label in calibrated.Labels)
        {
            if (label.Report is not { } report)
                continue;
            table.Add([label.Label, .. Pairs(report).SelectMany(pair => new Table.Cell[] { Text(pair.Before), new(Text(pair.After), pair.After.ValueOrNull < pair.Before.ValueOrNull ? Ink.Good : Ink.None) })]);
        }

        if (table.Rows > 0)
            table.Print(screen);
        if (withReliability)
        {
            foreach (var label in calibrated.Labels.Where(label => label.Report is not null))
                PrintReliability(screen, label);
        }

        screen.Line();
        foreach (var label in calibrated.Labels.Where(label => label.Reason is not null))
            screen.Line($"{label.Label} is left as it was: {label.Reason}.", Ink.Warn);
        if (calibrated.IsOptimistic)
            screen.Line("Reported where it was fitted: these numbers are optimistic.", Ink.Warn);
        if (calibrated.FittedOn.SplitName.IsTest)
            screen.Line("Fitted on a test split: results on it are no evidence.", Ink.Warn);
    }

    /// <summary>Prints the same as one JSON object, with the reliability curves.</summary>
    public static void PrintJson(TextWriter writer, CalibratedPredictions calibrated) => JsonPage.Print(writer, "calibrate", null, json =>
    {
        foreach (var label in calibrated.Labels)
        {
            json.WriteStartObject();
            json.WriteString("label", label.Label);
            json.Text("left_as_it_was", label.Reason);
            if (label.Report is { } report)
            {
                Quality(json, "before", report.Before);
                Quality(json, "after", report.After);
            }

            json.WriteEndObject();
        }
    }, json =>
    {
        json.WriteString("method", calibrated.Method.ToString());
        json.WriteString("fitted_on", calibrated.FittedOn.SplitName.Name);
        json.WriteString("reported_on", calibrated.ReportedOn.SplitName.Name);
        json.WriteBoolean("optimistic", calibrated.IsOptimistic);
        json.WriteBoolean("fitted_on_test", calibrated.FittedOn.SplitName.IsTest);
    });

    private static IEnumerable<(Quantity Before, Quantity After)> Pairs(CalibrationReport report) =>
    [
        (report.Before.Ece, report.After.Ece), (report.Before.Mce, report.After.Mce), (report.Before.Brier, report.After.Brier), (report.Before.LogLoss, report.After.LogLoss),
    ];

    private static void PrintReliability(Screen screen, LabelCalibrated label)
    {
        screen.Heading(label.Label);
        var table = new Table([new("PROBABILITY"), new("CASES", Right: true), new("MEAN", Right: true), new("POSITIVE", Right: true), new("CASES AFTER", Right: true), new("MEAN", Right: true), new("POSITIVE", Right: true)]);
        foreach (var (before, after) in label.Report!.Before.Reliability.Bins.Zip(label.Report.After.Reliability.Bins))
            table.Add(string.Create(CultureInfo.InvariantCulture, $"{before.Lower:0.##} – {before.Upper:0.##}"), Whole(before.Count), Share(before.MeanProbability), Share(before.PositiveRate), Whole(after.Count), Share(after.MeanProbability), Share(after.PositiveRate));
        table.Print(screen);
    }

    private static void Quality(Utf8JsonWriter json, string name, CalibrationQuality quality)
    {
        json.WriteStartObject(name);
        AnalyzeText.Quantity(json, "ece", quality.Ece);
        AnalyzeText.Quantity(json, "ece_equal_mass", quality.EceEqualMass);
        AnalyzeText.Quantity(json, "mce", quality.Mce);
        AnalyzeText.Quantity(json, "brier", quality.Brier);
        AnalyzeText.Quantity(json, "log_loss", quality.LogLoss);
        json.WriteStartArray("reliability");
        foreach (var bin in quality.Reliability.Bins)
        {
            json.WriteStartObject();
            json.Number("from", bin.Lower);
            json.Number("to", bin.Upper);
            json.WriteNumber("cases", bin.Count);
            AnalyzeText.Quantity(json, "mean_probability", bin.MeanProbability);
            AnalyzeText.Quantity(json, "positive_rate", bin.PositiveRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Text(Quantity value) => JudgementText.Text(value);

    private static string Share(Quantity value) => value.ValueOrNull is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
