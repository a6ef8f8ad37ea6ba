using System.Text.Json;
using Assay.Statistics;
using Assay.Tuning;
using Assay.Tuning.Summaries;

namespace Assay.Cli.Rendering;

/// <summary>A study's summary as one JSON object.</summary>
internal static class StudySummaryJson
{
    /// <summary>Prints a summary: one item, the study; the ladder, when there is one, beside it.</summary>
    public static void Print(TextWriter writer, StudySummary summary, Ladder? ladder) => JsonPage.Print(writer, "study-summary", null, json =>
    {
        var study = summary.Study;
        json.WriteStartObject();
        json.Text("id", study.Id);
        json.WriteString("name", study.Name);
        json.WriteString("metric", study.Metric);
        json.WriteStartArray("directions");
        foreach (var direction in study.Directions)
            json.WriteStringValue(direction.ToString().ToLowerInvariant());
        json.WriteEndArray();
        json.WriteStartObject("trials");
        foreach (var (state, count) in summary.States.OrderBy(state => state.Key))
            json.WriteNumber(state.ToString().ToLowerInvariant(), count);
        json.WriteNumber("counted", summary.Stability.All.Count);
        json.WriteEndObject();
        if (study.Best is { } best)
        {
            json.WritePropertyName("best");
            WriteTrial(json, best);
        }

        Stability(json, summary.Stability);
        Convergence(json, summary.Convergence);
        Marginals(json, summary.Marginals);
        json.WriteStartArray("coverage");
        foreach (var part in summary.Coverage)
        {
            json.WriteStartObject();
            Texts(json, "parameters", part.Parameters);
            json.WriteNumber("tested", part.Tested);
            json.Number("size", part.Size);
            json.WriteBoolean("rules_applied", part.AreRulesApplied);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("neighbors");
        foreach (var neighbors in summary.Neighbors)
        {
            json.WriteStartObject();
            json.WriteString("parameter", neighbors.Parameter);
            json.WriteNumber("all", neighbors.All);
            json.WriteStartArray("untested");
            foreach (var value in neighbors.Values)
                json.WriteRawValue(value.Json);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("bounds");
        foreach (var hit in summary.Bounds)
        {
            json.WriteStartObject();
            json.WriteString("parameter", hit.Parameter);
            json.Raw("value", hit.Value.Json);
            json.WriteString("bound", hit.IsUpper ? "upper" : "lower");
            json.WriteString("where", hit.Where);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Compared(json, summary);
        if (summary.Front.Count > 0)
        {
            json.WriteStartArray("front");
            foreach (var trial in summary.Front)
                WriteTrial(json, trial);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }, json =>
    {
        if (ladder is not null)
            Rungs(json, ladder);
    });

    /// <summary>Writes a trial as an object.</summary>
    public static void WriteTrial(Utf8JsonWriter json, Trial trial)
    {
        json.WriteStartObject();
        json.WriteNumber("trial", trial.Number);
        if (trial.Value is { } value)
            json.Metric("value", value);
        if (trial.Values.Count > 1)
        {
            json.WriteStartArray("values");
            foreach (var one in trial.Values)
                json.WriteRawValue(double.IsFinite(one.Number) ? one.Number.ToString("R", CultureInfo.InvariantCulture) : $"\"{one}\"");
            json.WriteEndArray();
        }

        json.WriteBoolean("forced", trial.IsForced);
        json.WriteStartObject("params");
        foreach (var (name, parameter) in trial.Params)
            json.Raw(name, parameter.Json);
        json.WriteEndObject();
        if (trial.Metrics.Count > 0)
        {
            json.WriteStartObject("metrics");
            foreach (var (name, metric) in trial.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal))
                json.Metric(name, metric);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Stability(Utf8JsonWriter json, Stability stability)
    {
        json.WriteStartObject("stability");
        Block("all", stability.All);
        Block("top", stability.Top);
        Block("top_configurations", stability.TopConfigurations);
        AnalyzeText.Quantity(json, "peak_gap", stability.PeakGap);
        json.WriteStartObject("near_best");
        json.Number("share", stability.Band.Share);
        AnalyzeText.Quantity(json, "threshold", stability.Band.Threshold);
        json.WriteNumber("trials", stability.Band.Trials.Count);
        json.WriteNumber("configurations", stability.Band.Configurations);
        json.WriteStartArray("modes");
        foreach (var mode in stability.Band.Modes)
        {
            json.WriteStartObject();
            json.WriteString("parameter", mode.Parameter);
            if (mode.Value is { } value)
            {
                json.Raw("value", value.Json);
                json.WriteNumber("count", mode.Count);
            }

            json.WriteNumber("trials", mode.Trials);
            json.Number("low", mode.Low);
            json.Number("high", mode.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();

        void Block(string name, SampleBlock block)
        {
            json.WriteStartObject(name);
            json.WriteNumber("n", block.Count);
            AnalyzeText.Quantity(json, "mean", block.Mean);
            AnalyzeText.Quantity(json, "median", block.Median);
            AnalyzeText.Quantity(json, "std_sample", block.SampleDeviation);
            AnalyzeText.Quantity(json, "std_population", block.PopulationDeviation);
            AnalyzeText.Quantity(json, "min", block.Least);
            AnalyzeText.Quantity(json, "max", block.Greatest);
            json.WriteEndObject();
        }
    }

    private static void Convergence(Utf8JsonWriter json, Convergence convergence)
    {
        json.WriteStartObject("convergence");
        json.WriteString("kind", convergence.Kind.ToString().ToLowerInvariant());
        json.WriteNumber("trials", convergence.Trials);
        json.WriteNumber("configurations", convergence.Configurations);
        json.WriteNumber("repeats", convergence.Repeats);
        json.WriteStartArray("ties");
        foreach (var trial in convergence.Ties)
            json.WriteNumberValue(trial.Number);
        json.WriteEndArray();
        json.WriteNumber("tied_configurations", convergence.TiedConfigurations);
        if (convergence.BestFound is { } found)
            json.WriteNumber("best_found", found);
        json.WriteNumber("since", convergence.Since);
        json.WriteNumber("new_since", convergence.NewSince);
        json.WriteEndObject();
    }

    private static void Marginals(Utf8JsonWriter json, IReadOnlyList<ParameterMarginal> marginals)
    {
        json.WriteStartArray("marginals");
        foreach (var marginal in marginals)
        {
            json.WriteStartObject();
            json.WriteString("parameter", marginal.Parameter);
            json.WriteBoolean("binned", marginal.IsBinned);
            json.WriteStartArray("levels");
            foreach (var level in marginal.Levels)
            {
                json.WriteStartObject();
                if (level.Value is { } value)
                    json.Raw("value", value.Json);
                else
                    json.WriteString("range", level.Level);
                json.WriteNumber("trials", level.Trials);
                AnalyzeText.Quantity(json, "mean", level.Mean);
                AnalyzeText.Quantity(json, "std_sample", level.Deviation);
                json.Number("best", level.Best);
                json.WriteNumber("best_trial", level.BestTrial);
                json.WriteNumber("configurations", level.Configurations);
                AnalyzeText.Quantity(json, "configuration_mean", level.ConfigurationMean);
                Interval(json, level.Interval);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("companions");
            foreach (var companion in marginal.Companions)
            {
                json.WriteStartObject();
                json.WriteString("parameter", companion.Parameter);
                json.Raw("value", companion.Value.Json);
                json.WriteNumber("with", companion.With);
                json.WriteNumber("without", companion.Without);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            AnalyzeText.Quantity(json, "association", marginal.Association);
            json.Text("association_with", marginal.With);
            if (marginal.Matched is { } matched)
            {
                json.WriteStartObject("matched");
                json.WriteString("first", matched.First);
                json.WriteString("second", matched.Second);
                json.WriteNumber("contexts", matched.Contexts);
                AnalyzeText.Quantity(json, "difference", matched.Test.Effect);
                AnalyzeText.Quantity(json, "p", matched.Test.PValue);
                Interval(json, matched.Test.Interval);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Compared(Utf8JsonWriter json, StudySummary summary)
    {
        if (summary.Separation is { } separation)
        {
            json.WriteStartObject("separation");
            json.Number("next", separation.Next);
            json.Number("standard_error", separation.StandardError);
            json.Number("least", separation.Least);
            json.WriteNumber("near", separation.Near);
            json.WriteNumber("others", separation.Others);
            json.WriteBoolean("separable", separation.IsSeparable);
            json.WriteEndObject();
        }

        if (summary.Baseline is { } baseline)
        {
            json.WriteStartObject("baseline");
            json.WriteString("name", baseline.Name);
            json.Number("value", baseline.Value);
            json.Number("difference", baseline.Difference);
            json.Number("relative", baseline.Relative);
            json.Number("least", baseline.Least);
            json.WriteBoolean("better", baseline.IsBetter);
            json.WriteEndObject();
        }
    }

    private static void Rungs(Utf8JsonWriter json, Ladder ladder)
    {
        json.WriteStartObject("ladder");
        json.WriteStartArray("rungs");
        foreach (var rung in ladder.Rungs)
        {
            json.WriteStartObject();
            json.WriteString("name", rung.Study.Name);
            json.WriteNumber("counted", rung.All.Count);
            json.WriteNumber("configurations", rung.Configurations);
            AnalyzeText.Quantity(json, "mean", rung.All.Mean);
            json.Number("difference", rung.Difference);
            if (rung.Study.Best is { } best)
            {
                json.WritePropertyName("best");
                WriteTrial(json, best);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (ladder.Climbs is { } climbs)
            json.WriteBoolean("climbs", climbs);
        json.WriteStartObject("shared");
        foreach (var (name, value) in ladder.Shared)
            json.Raw(name, value.Json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Interval(Utf8JsonWriter json, Interval? interval)
    {
        if (interval is not { } known)
            return;
        json.WriteStartObject("interval");
        json.Number("lower", known.Lower);
        json.Number("upper", known.Upper);
        json.Number("confidence", known.Confidence);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
