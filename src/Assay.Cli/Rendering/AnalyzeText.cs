using System.Text.Json;
using Assay.Notebook.Curves;
using Assay.Statistics;
using CurvePoint = Assay.Evaluation.Curves.CurvePoint;

namespace Assay.Cli.Rendering;

/// <summary>Shows what runs' curves say.</summary>
internal static class AnalyzeText
{
    /// <summary>Prints everything of one run.</summary>
    public static void Print(Screen screen, AnalyzedRun run, bool withName)
    {
        if (withName)
            screen.Heading(run.Path ?? run.Name);
        foreach (var line in CurveTable.Text(run.Report, run.Epochs).TrimEnd('\n').Split('\n'))
            screen.Line(line);
        foreach (var sentence in Sentences(run))
            screen.Line(sentence);
        foreach (var remark in run.Remarks)
            screen.Line(remark, Ink.Warn);
    }

    /// <summary>Prints a row for each run.</summary>
    public static void PrintTable(Screen screen, IReadOnlyList<AnalyzedRun> runs)
    {
        string[] metrics = [.. runs.SelectMany(run => run.Report.Curves).Where(entry => entry.Curve.Split == "valid").Select(entry => entry.Curve.Metric).Distinct(StringComparer.OrdinalIgnoreCase)];
        var table = new Table(
        [
            new("RUN", Shortest: 24), new("EPOCHS", Right: true),
            .. metrics.SelectMany(metric => new Table.Column[] { new($"BEST VALID {metric.ToUpperInvariant()}", Right: true), new($"LATEST {metric.ToUpperInvariant()}", Right: true, Rank: 2), new($"GAP {metric.ToUpperInvariant()}", Right: true, Rank: 1) }),
            new("STOP AT", Right: true, Rank: 1),
        ]);
        foreach (var run in runs)
        {
            table.Add(
            [
                run.Name, Whole(run.Report.LastStep),
                .. metrics.SelectMany(metric => Cells(run.Report, metric)),
                run.Report.Stop is { } stop ? stop.Stop.Stopped ? Whole(stop.Stop.Stop) : "never" : "",
            ]);
        }

        table.Print(screen);
        screen.Line();
        if (runs.Select(run => run.Report.Stop).FirstOrDefault(stop => stop is not null) is { } one)
        {
            var (all, saved) = (runs.Sum(run => run.Report.Stop?.Stop is { } s ? s.PointsRun + s.PointsSaved : 0), runs.Sum(run => run.Report.Stop?.Stop.PointsSaved ?? 0));
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"Stopping {one.Stop.Patience} epochs after the best valid {one.Watched.Metric.ToLowerInvariant()} would have saved {saved} of {all} epochs ({100d * saved / Math.Max(all, 1):0} %)."));
        }

        var odd = runs.Sum(run => run.Remarks.Count);
        if (odd > 0)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{odd} remark{(odd == 1 ? "" : "s")} on what was read; --full shows {(odd == 1 ? "it" : "them")}."), Ink.Warn);
    }

    /// <summary>Prints the runs as one JSON object.</summary>
    public static void PrintJson(TextWriter writer, IReadOnlyList<AnalyzedRun> runs) => JsonPage.Print(writer, "analyze", null, json =>
    {
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteString("run", run.Name);
            json.Text("path", run.Path);
            json.WriteStartArray("curves");
            foreach (var (curve, summary) in run.Report.Curves)
            {
                json.WriteStartObject();
                json.WriteString("split", curve.Split);
                json.WriteString("metric", curve.Metric);
                json.WriteNumber("points", summary.Points);
                json.WriteNumber("not_finite", summary.NotFinite);
                Point(json, "best", summary.Best);
                Point(json, "latest", summary.Latest);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("gaps");
            foreach (var (metric, gap) in run.Report.Gaps)
            {
                json.WriteStartObject();
                json.WriteString("metric", metric);
                Quantity(json, "latest", gap.Latest);
                Quantity(json, "at_best_valid", gap.AtBestValid);
                Point(json, "largest", gap.Largest);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (run.Report.Stop is { } stop)
            {
                json.WriteStartObject("early_stop");
                json.WriteString("watched", stop.Watched.Metric);
                json.WriteNumber("patience", stop.Stop.Patience);
                json.WriteBoolean("stopped", stop.Stop.Stopped);
                json.WriteNumber("epoch", stop.Stop.Stop);
                json.WriteNumber("epochs_saved", stop.Stop.PointsSaved);
                Quantity(json, "lost", stop.Stop.Lost);
                json.WriteStartObject("lost_of");
                foreach (var (curve, lost) in run.Report.StopCosts)
                    Quantity(json, curve.Metric, lost);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteStartArray("plateaus");
            foreach (var (curve, plateau) in run.Report.Plateaus)
            {
                json.WriteStartObject();
                json.WriteString("split", curve.Split);
                json.WriteString("metric", curve.Metric);
                json.WriteNumber("from", plateau.From);
                json.WriteNumber("to", plateau.To);
                json.Number("level", plateau.Level);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("divergences");
            foreach (var (curve, away) in run.Report.Divergences)
            {
                json.WriteStartObject();
                json.WriteString("split", curve.Split);
                json.WriteString("metric", curve.Metric);
                json.WriteNumber("epoch", away.Point.Step);
                json.Number("value", away.Point.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("remarks");
            foreach (var remark in run.Remarks)
                json.WriteStringValue(remark);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    });

    private static IEnumerable<string> Sentences(AnalyzedRun run)
    {
        yield return "";
        foreach (var (metric, gap) in run.Report.Gaps)
        {
            var curve = run.Report.Find("valid", metric)!.Value.Curve;
            if (gap.Latest.IsDefined)
                yield return string.Create(CultureInfo.InvariantCulture, $"Gap of {metric.ToLowerInvariant()}: training is {Signed(curve, gap.Latest)} better than validation at epoch {gap.Gaps[^1].Step}, {Signed(curve, gap.AtBestValid)} at the best valid epoch ({gap.BestValid}).");
        }

        foreach (var (curve, summary) in run.Report.Curves)
        {
            if (curve.Split == "valid" && summary.StepsSinceBest.ValueOrNull is > 0 and var since && summary.ShareWorse.ValueOrNull is { } share)
                yield return string.Create(CultureInfo.InvariantCulture, $"Valid {curve.Metric.ToLowerInvariant()} is {share * 100:0.0} % worse at epoch {summary.Latest!.Value.Step} than at its best, {since} epoch{(since == 1 ? "" : "s")} before.");
        }

        if (run.Report.Stop is { } stop)
        {
            var costs = run.Report.StopCosts.Select(cost => $"{(cost.Lost.ValueOrNull is { } lost ? CurveTable.Number(cost.Curve, lost) : cost.Lost.Reason)} of {cost.Curve.Metric.ToLowerInvariant()}");
            yield return stop.Stop.Stopped
                ? string.Create(CultureInfo.InvariantCulture, $"Stopping {stop.Stop.Patience} epochs after the best valid {stop.Watched.Metric.ToLowerInvariant()} would have ended at epoch {stop.Stop.Stop}: {stop.Stop.PointsSaved} of {stop.Stop.PointsRun + stop.Stop.PointsSaved} epochs saved ({stop.Stop.ShareSaved * 100:0} %), lost {string.Join(", ", costs.Prepend($"{(stop.Stop.Lost.ValueOrNull is { } own ? CurveTable.Number(stop.Watched, own) : stop.Stop.Lost.Reason)} of {stop.Watched.Metric.ToLowerInvariant()}"))}.")
                : string.Create(CultureInfo.InvariantCulture, $"Stopping {stop.Stop.Patience} epochs after the best valid {stop.Watched.Metric.ToLowerInvariant()} would not have ended it sooner.");
        }

        foreach (var (curve, plateau) in run.Report.Plateaus)
            yield return string.Create(CultureInfo.InvariantCulture, $"Plateau: {Place(curve)} stays within 1 % of {CurveTable.Number(curve, plateau.Level)} from epoch {plateau.From} to {plateau.To}.");
        foreach (var (curve, away) in run.Report.Divergences)
            yield return string.Create(CultureInfo.InvariantCulture, $"Divergence: {Place(curve)} is {CurveTable.Number(curve, away.Point.Value)} at epoch {away.Point.Step}{(away.Start is { } start ? string.Create(CultureInfo.InvariantCulture, $", after {CurveTable.Number(curve, start.Value)} at epoch {start.Step}") : "")}.");
        if (run.Checkpoints is { Count: > 0 } kept)
        {
            var gone = run.Report.Curves.Where(entry => entry.Curve.Split == "valid" && entry.Summary.Best is { } best && !kept.Contains((int)best.Step))
                .Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Summary.Best!.Value.Step} (best valid {entry.Curve.Metric.ToLowerInvariant()})")).ToArray();
            yield return $"Checkpoints of epochs {string.Join(", ", kept)}{(gone.Length == 0 ? "" : $"; none of {string.Join(", ", gone)}")}.";
        }
    }

    private static IEnumerable<Table.Cell> Cells(CurveReport report, string metric)
    {
        var found = report.Find("valid", metric);
        var gap = report.Gaps.FirstOrDefault(entry => string.Equals(entry.Metric, metric, StringComparison.OrdinalIgnoreCase)).Gap;
        yield return found?.Summary.Best is { } best ? string.Create(CultureInfo.InvariantCulture, $"{CurveTable.Number(found.Value.Curve, best.Value)} ({best.Step})") : "";
        yield return found?.Summary.Latest is { } latest ? CurveTable.Number(found.Value.Curve, latest.Value) : "";
        yield return found is not null && gap is not null && gap.Latest.IsDefined ? Signed(found.Value.Curve, gap.Latest) : "";
    }

    private static string Place(RunCurve curve) => curve.Split.Length == 0 ? curve.Metric : $"{curve.Split} {curve.Metric.ToLowerInvariant()}";

    private static string Signed(RunCurve curve, Quantity value) => value.ValueOrNull is { } number ? CurveTable.Number(curve, number) : "undefined";

    private static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Point(Utf8JsonWriter json, string name, CurvePoint? point)
    {
        if (point is not { } known)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteNumber("epoch", known.Step);
        json.Number("value", known.Value);
        json.WriteEndObject();
    }

    /// <summary>Writes a quantity as a property; an undefined one as <c>{"undefined": why}</c>.</summary>
    internal static void Quantity(Utf8JsonWriter json, string name, Quantity value)
    {
        if (value.ValueOrNull is { } number)
        {
            json.Number(name, number);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("undefined", value.Reason);
        json.WriteEndObject();
    }
}
