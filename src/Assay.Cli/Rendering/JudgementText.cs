using Assay.Budgets;
using Assay.Budgets.Judging;
using Assay.Statistics;

namespace Assay.Cli.Rendering;

/// <summary>Shows what predictions are worth.</summary>
internal static class JudgementText
{
    // Per label a table has room for these; the rest is in --json.
    private static readonly string[] PartMetrics = ["auroc", "average_precision", "f1"];

    /// <summary>Prints metrics beside floors and intervals.</summary>
    public static void Print(Screen screen, Judgement judgement)
    {
        var of = judgement.Of;
        var task = of.Task switch { PredictionTask.Binary => "one label", PredictionTask.MultiLabel => $"{Whole(of.Names.Count)} labels", PredictionTask.MultiClass => $"{Whole(of.Names.Count)} classes", _ => "a number" };
        screen.Line($"{Path.GetFileName(of.Path)}: {task}, {Whole(of.Rows)} case{(of.Rows == 1 ? "" : "s")}{(judgement.Overall[0].Positives is { } positives ? $", {Whole(positives)} positive" : "")}{(of.Split is { } split ? $", split {split}" : "")}, SHA-256 {of.Digest[..12]}", Ink.Bold);
        foreach (var scope in judgement.Overall)
        {
            if (judgement.Overall.Count > 1)
                screen.Heading(scope.Name);
            var table = new Table([new("METRIC"), new("VALUE", Right: true), new("FLOOR", Right: true), new("INTERVAL", Right: true), new("REMARK", Shortest: 12, Rank: 1)]);
            foreach (var metric in scope.Metrics)
                table.Add(metric.Key, Text(metric.Value), metric.Floor.ValueOrNull is { } floor ? Figures.Number(Round(floor)) : "", Text(metric.Interval), new Table.Cell(metric.Value.Reason ?? (metric.IsAtFloor ? "not above its floor" : ""), Ink.Warn));
            table.Print(screen);
        }

        if (judgement.Parts.Count > 0)
            PrintParts(screen, judgement);
        screen.Line();
        foreach (var note in judgement.Notes)
            screen.Line(note, Ink.Dim);
    }

    /// <summary>Prints the same as one JSON object, an item for each metric of each label, class or mean.</summary>
    public static void PrintJson(TextWriter writer, string verb, Judgement judgement) => JsonPage.Print(writer, verb, null, json =>
    {
        foreach (var scope in judgement.Overall.Concat(judgement.Parts))
        {
            foreach (var metric in scope.Metrics)
            {
                json.WriteStartObject();
                json.WriteString("scope", scope.Name);
                json.WriteString("metric", metric.Key);
                AnalyzeText.Quantity(json, "value", metric.Value);
                AnalyzeText.Quantity(json, "floor", metric.Floor);
                if (metric.Interval is { } interval)
                {
                    json.WriteStartObject("interval");
                    json.Number("lower", interval.Lower);
                    json.Number("upper", interval.Upper);
                    json.Number("confidence", interval.Confidence);
                    json.WriteEndObject();
                }

                json.WriteString("better", metric.Direction == Tracking.Direction.Maximize ? "higher" : "lower");
                json.WriteNumber("cases", scope.Cases);
                if (scope.Positives is { } positives)
                    json.WriteNumber("positives", positives);
                json.WriteEndObject();
            }
        }
    }, json =>
    {
        json.WriteString("digest", judgement.Of.Digest);
        json.Text("split", judgement.Of.Split);
        json.WriteStartArray("notes");
        foreach (var note in judgement.Notes)
            json.WriteStringValue(note);
        json.WriteEndArray();
    });

    /// <summary>A quantity with at most four decimals; an undefined one by that word.</summary>
    internal static string Text(Quantity value) => value.ValueOrNull is { } number ? Figures.Number(Round(number)) : "undefined";

    private static void PrintParts(Screen screen, Judgement judgement)
    {
        screen.Line();
        string[] keys = [.. PartMetrics.Where(key => judgement.Parts[0][key] is not null)];
        var table = new Table(
        [
            new(judgement.Of.Task == PredictionTask.MultiClass ? "CLASS" : "LABEL", Shortest: 16), new("POSITIVES", Right: true),
            .. keys.SelectMany((key, index) => new Table.Column[] { new(key.Replace('_', ' ').ToUpperInvariant(), Right: true), new("FLOOR", Right: true, Rank: 1), new("INTERVAL", Right: true, Rank: 3 - Math.Min(index, 1)) }),
        ]);
        foreach (var part in judgement.Parts)
            table.Add([part.Name, Whole(part.Positives ?? 0), .. keys.SelectMany(key => part[key] is { } metric ? new Table.Cell[] { new(Text(metric.Value), metric.IsAtFloor ? Ink.Warn : Ink.None), Text(metric.Floor), Text(metric.Interval) } : ["", "", ""])]);
        table.Print(screen);
    }

    private static string Text(Interval? interval) => interval is { } known ? $"{Figures.Number(Round(known.Lower))} – {Figures.Number(Round(known.Upper))}" : "";

    private static double Round(double value) => Math.Abs(value) is >= 0.001 and < 1e9 ? Math.Round(value, 4) : value;

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
