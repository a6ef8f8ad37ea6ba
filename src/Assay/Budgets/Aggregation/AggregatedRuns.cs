using Assay.Statistics;

namespace Assay.Budgets.Aggregation;

/// <summary>Runs with their results, and their tables.</summary>
/// <param name="Runs">The runs that were judged, by source, budget, fold and seed.</param>
/// <param name="LeftOut">Runs that could not be judged, each with the reason.</param>
public sealed record AggregatedRuns(IReadOnlyList<BudgetRun> Runs, IReadOnlyList<(string Folder, string Why)> LeftOut)
{
    /// <summary>The table of runs: a row each; an undefined value is an empty field.</summary>
    /// <returns>CSV text.</returns>
    public string PerRunCsv()
    {
        var hasFolds = Runs.Any(run => run.Fold is not null);
        var columns = MetricColumns();
        var text = new StringBuilder();
        CsvText.Append(text,
        [
            "source", "run_dir", "checkpoint_path", "train_manifest", "val_manifest", "budget_n", "split_seed", .. hasFolds ? ["cv_fold"] : Array.Empty<string>(), "utils_seed",
            .. SettingColumns, .. columns.Select(column => column.Name),
        ]);
        foreach (var run in Runs)
        {
            CsvText.Append(text,
            [
                run.Source, run.Folder, run.Checkpoint ?? "", run.TrainManifest ?? "", run.ValidationManifest ?? "", CsvText.Of(run.Budget), Whole(run.SplitSeed),
                .. hasFolds ? [run.Fold is { } fold ? CsvText.Of(fold) : ""] : Array.Empty<string>(), Whole(run.InitSeed),
                .. SettingColumns.Select(setting => run.Settings.GetValueOrDefault(setting, "")),
                .. columns.Select(column => Field(column.Of(run))),
            ]);
        }

        return text.ToString();
    }

    /// <summary>The table of budgets: means, sample standard deviations (n − 1; empty for one run) and counts of the runs for which a value is defined.</summary>
    /// <returns>CSV text.</returns>
    public string ByBudgetCsv()
    {
        var columns = MetricColumns();
        var text = new StringBuilder();
        CsvText.Append(text, ["source", "budget_n", .. columns.SelectMany(column => new[] { $"{column.Name}_mean", $"{column.Name}_std", $"{column.Name}_count" })]);
        foreach (var group in ByBudget())
        {
            CsvText.Append(text,
            [
                group.Key.Source, CsvText.Of(group.Key.Budget),
                .. columns.SelectMany(column =>
                {
                    var (mean, deviation, count) = Spread([.. group.Select(column.Of)]);
                    return new[] { mean is { } m ? CsvText.Of(m) : "", deviation is { } d ? CsvText.Of(d) : "", CsvText.Of(count) };
                }),
            ]);
        }

        return text.ToString();
    }

    /// <summary>The values that are undefined: run, manifest, label, metric and reason.</summary>
    /// <returns>CSV text; null when all are defined.</returns>
    public string? UndefinedCsv()
    {
        var text = new StringBuilder();
        CsvText.Append(text, ["run_dir", "manifest", "label", "metric", "reason"]);
        var isEmpty = true;
        foreach (var (run, test) in Runs.SelectMany(run => run.Tests.Select(test => (run, test))))
        {
            foreach (var (label, metric, reason) in test.Undefined)
            {
                CsvText.Append(text, [run.Folder, test.Manifest, label, metric, reason]);
                isEmpty = false;
            }
        }

        return isEmpty ? null : text.ToString();
    }

    /// <summary>A table for people: budgets with their rows, and mean ± sample standard deviation of each primary metric.</summary>
    /// <returns>Markdown.</returns>
    public string ToMarkdown()
    {
        var text = new StringBuilder("| Source | Budget | Runs | Train rows | Val rows | AUPRC | AUROC | F1 macro | Undefined |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var group in ByBudget())
        {
            var cells = RunAggregation.Metrics.Select(metric => Cell(Spread([.. group.Select(run => run.Primary(metric))])));
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key.Source.Replace("|", "\\|", StringComparison.Ordinal)} | {group.Key.Budget} | {group.Count()} | {Range(group.Select(run => run.TrainRows))} | {Range(group.Select(run => run.ValidationRows))} | {string.Join(" | ", cells)} | {group.Sum(run => run.Tests.Sum(test => test.Undefined.Count))} |\n");
        }

        var tests = Runs.SelectMany(run => run.Tests).DistinctBy(test => test.Manifest).OrderBy(test => test.Manifest, StringComparer.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"\nMean ± sample standard deviation over runs, on {string.Join(", ", tests.Select(test => string.Create(CultureInfo.InvariantCulture, $"{test.Manifest} ({test.Rows} cases, SHA-256 {test.Digest[..12]})")))}. A label without a value is in no mean; the last column counts them.\n");
        return text.ToString();
    }

    internal static string[] SettingColumns { get; } = ["learning_rate", "weight_decay", "dropout", "hidden_dims", "batch_size"];

    private IEnumerable<IGrouping<(string Source, int Budget), BudgetRun>> ByBudget() => Runs.GroupBy(run => (run.Source, run.Budget));

    // The validation metrics, those of each test manifest, and the means over manifests.
    private List<(string Name, Func<BudgetRun, Quantity> Of)> MetricColumns()
    {
        var columns = new List<(string, Func<BudgetRun, Quantity>)>();
        foreach (var metric in RunAggregation.Metrics)
            columns.Add(($"best_val_{metric}", run => run.BestValidation[metric]));
        foreach (var manifest in Runs.SelectMany(run => run.Tests.Select(test => test.Manifest)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            // A manifest that is called test_… does not become test_test_….
            var prefix = manifest.StartsWith("test_", StringComparison.Ordinal) ? manifest : $"test_{manifest}";
            foreach (var metric in RunAggregation.Metrics)
                columns.Add(($"{prefix}_{metric}", run => run.Tests.FirstOrDefault(test => test.Manifest == manifest)?.Metrics[metric] ?? Quantity.Undefined("the run was not judged on it")));
        }

        foreach (var metric in RunAggregation.Metrics)
            columns.Add(($"test_primary_{metric}", run => run.Primary(metric)));
        return columns;
    }

    private static (double? Mean, double? Deviation, int Count) Spread(Quantity[] quantities)
    {
        double[] values = [.. quantities.Select(quantity => quantity.ValueOrNull).OfType<double>()];
        if (values.Length == 0)
            return (null, null, 0);
        var mean = values.Average();
        return (mean, values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1)), values.Length);
    }

    private static string Cell((double? Mean, double? Deviation, int Count) spread) => spread switch
    {
        { Mean: null } => "undefined",
        { Deviation: null } => spread.Mean.Value.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{spread.Mean:0.0000} ± {spread.Deviation:0.0000}"),
    };

    private static string Range(IEnumerable<int?> numbers)
    {
        int[] known = [.. numbers.OfType<int>()];
        return known.Length == 0 ? "unknown" : known.Min() == known.Max() ? CsvText.Of(known[0]) : $"{CsvText.Of(known.Min())}–{CsvText.Of(known.Max())}";
    }

    private static string Field(Quantity value) => value.ValueOrNull is { } number ? CsvText.Of(number) : "";

    private static string Whole(ulong? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
