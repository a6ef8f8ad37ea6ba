using Assay.Budgets;
using Assay.Budgets.Aggregation;
using Assay.Budgets.Judging;
using Assay.Cli.Rendering;
using Assay.Foundation.Files;
using Assay.Foundation.Randomness;

namespace Assay.Cli.Commands;

/// <summary><c>assay evaluate</c>: what predictions are worth, of one file or of many runs.</summary>
internal static class EvaluateCommand
{
    private const string UsualFolder = "outputs/aggregated_results";

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                One file: metrics beside their floors (what a constant prediction reaches), with intervals over the cases. CSV has columns
                p_<name> beside a column of truth for each name, or beside one column label with the class; or score and label; or prediction
                and target. NPZ has the arrays scores and labels, or predictions and targets.

                Many runs (--runs-root): each run's predictions/<manifest>.csv is judged on the test manifests; a table of runs, one of
                budgets, and Markdown are written. What a run is comes from its records, not from names. A run that cannot be judged is
                named and left out, and the exit code is 1. No store is needed.
                """,
            Examples =
            [
                new("evaluate predictions.csv", "one file"),
                new("evaluate scores.csv --labels manifest.csv --group-column patient", "truth in another file; intervals over patients"),
                new("evaluate --runs-root outputs/gpt_budget --test-manifest-dir data/manifests/manual --source gpt --output-prefix gpt_labels", "many runs"),
            ],
        };
        var file = verb.Takes(Opt.Maybe("predictions", "a file of predictions: .csv or .npz"));
        var reading = PredictionOptionSet.AddTo(verb);
        var threshold = verb.Has(Opt.Text("--threshold", "number", "what scores at least this is called positive (default 0.5)"));
        var resamples = verb.Has(Opt.Text("--resamples", "n", "bootstrap resamples for the intervals; 0 for none (default 2000)"));
        var confidence = verb.Has(Opt.Text("--confidence", "share", "level of the intervals (default 0.95)"));
        var seed = verb.Has(Opt.Text("--seed", "number", "where the resamples come from (default 42)"));
        var root = verb.Has(Opt.Text("--runs-root", "folder", "the folder of many runs, at any depth"));
        var testFolder = verb.Has(Opt.Text("--test-manifest-dir", "folder", "the folder of the test manifests"));
        var tests = verb.Has(Opt.Text("--test-manifests", "names", "test manifests, separated by commas (default: those the runs name, else all they have predictions for)"));
        var source = verb.Has(Opt.Text("--source", "name", "where the labels come from (default: what each run says)"));
        var splits = verb.Has(Opt.Text("--splits", "folder", "the folder of 'budget split' that the runs trained on (default: beside each training manifest)"));
        var budgets = verb.Has(Opt.Text("--budgets", "numbers", "only these budgets"));
        var checkpoint = verb.Has(Opt.Text("--checkpoint-name", "file", "the checkpoint's file name (default final_model.pt)"));
        var output = verb.Has(Opt.Text("--output-dir", "folder", $"where the tables go (default {UsualFolder})"));
        var prefix = verb.Has(Opt.Text("--output-prefix", "text", "how their names begin (default: the folder of runs)"));
        var json = verb.Has(Opt.Json());
        return verb.Does(call =>
        {
            var cut = call.Get(threshold) is { } text ? Numbers.Number("--threshold", text) : 0.5;
            if ((call.Get(file) is null) == (call.Get(root) is null))
                throw new UsageException("'evaluate' needs a file of predictions, or --runs-root <folder>; see 'assay evaluate --help'.");
            if (call.Get(root) is { } folder)
            {
                var options = new AggregationOptions(call.FullPath(folder), call.FullPath(call.Get(testFolder) ?? throw new UsageException("--runs-root needs --test-manifest-dir <folder>.")))
                {
                    TestManifests = Numbers.Names("--test-manifests", call.Get(tests)),
                    Source = call.Get(source),
                    Checkpoint = call.Get(checkpoint) ?? "final_model.pt",
                    Splits = call.Get(splits) is { } place ? call.FullPath(place) : null,
                    Budgets = Numbers.Counts("--budgets", call.Get(budgets)),
                    Threshold = cut,
                };
                return Task.FromResult(Aggregate(call, options, call.Get(output) ?? UsualFolder, call.Get(prefix) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(options.RunsRoot)), call.Get(json)));
            }

            var how = new JudgeOptions
            {
                Threshold = cut,
                Resamples = Values.Count("--resamples", call.Get(resamples), 2000, least: 0),
                Confidence = call.Get(confidence) is { } level ? Numbers.Share("--confidence", level) : 0.95,
                Seed = new Seed(Numbers.Seeds("--seed", call.Get(seed))?[0] ?? 42),
            };
            var judgement = PredictionJudge.Judge(PredictionReader.Read(call.FullPath(call.Get(file)!), reading.Read(call)), how);
            if (call.Get(json))
                JudgementText.PrintJson(call.Host.Out, name, judgement);
            else
                JudgementText.Print(call.Screen, judgement);
            return Task.FromResult(ExitCodes.Done);
        });
    }

    private static int Aggregate(Invocation call, AggregationOptions options, string folder, string prefix, bool isJson)
    {
        var runs = RunAggregation.Run(options, call.Cancellation);
        var files = new List<(string Name, string Text)> { ($"{prefix}_per_run.csv", runs.PerRunCsv()), ($"{prefix}_by_budget.csv", runs.ByBudgetCsv()), ($"{prefix}.md", runs.ToMarkdown()) };
        if (runs.UndefinedCsv() is { } undefined)
            files.Add(($"{prefix}_undefined.csv", undefined));
        foreach (var (name, text) in files)
            AtomicFile.WriteText(Path.Combine(call.FullPath(folder), name), text);
        if (isJson)
        {
            AggregationText.PrintJson(call.Host.Out, runs);
        }
        else
        {
            foreach (var line in runs.ToMarkdown().TrimEnd('\n').Split('\n'))
                call.Screen.Line(line);
            call.Screen.Line();
            call.Screen.Line($"{runs.Runs.Count} runs judged; wrote {string.Join(", ", files.Select(file => file.Name))} to {folder}.", Ink.Bold);
        }

        foreach (var (run, why) in runs.LeftOut)
            call.Remark($"left out: {run}: {why}");
        return runs.LeftOut.Count > 0 ? ExitCodes.Found : ExitCodes.Done;
    }
}
