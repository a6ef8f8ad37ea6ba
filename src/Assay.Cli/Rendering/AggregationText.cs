using Assay.Budgets.Aggregation;

namespace Assay.Cli.Rendering;

/// <summary>Shows runs that were judged together.</summary>
internal static class AggregationText
{
    /// <summary>Prints the runs as one JSON object.</summary>
    public static void PrintJson(TextWriter writer, AggregatedRuns runs) => JsonPage.Print(writer, "evaluate-runs", null, json =>
    {
        foreach (var run in runs.Runs)
        {
            json.WriteStartObject();
            json.WriteString("run", run.Folder);
            json.WriteString("source", run.Source);
            json.WriteNumber("budget", run.Budget);
            if (run.SplitSeed is { } seed)
                json.WriteNumber("split_seed", seed);
            if (run.Fold is { } fold)
                json.WriteNumber("fold", fold);
            if (run.TrainRows is { } train)
                json.WriteNumber("train_rows", train);
            if (run.EffectiveRows is { } effective)
                json.WriteNumber("effective_rows", effective);
            json.WriteStartArray("tests");
            foreach (var test in run.Tests)
            {
                json.WriteStartObject();
                json.WriteString("manifest", test.Manifest);
                json.WriteString("digest", test.Digest);
                json.WriteNumber("rows", test.Rows);
                foreach (var metric in RunAggregation.Metrics)
                    AnalyzeText.Quantity(json, metric, test.Metrics[metric]);
                json.WriteNumber("undefined", test.Undefined.Count);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }, json =>
    {
        json.WriteStartArray("left_out");
        foreach (var (folder, why) in runs.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("run", folder);
            json.WriteString("why", why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
