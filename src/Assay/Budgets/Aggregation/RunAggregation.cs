using Assay.Evaluation;
using Assay.Foundation.Text;
using Assay.Statistics;

namespace Assay.Budgets.Aggregation;

/// <summary>
/// Judges many runs on the same test manifests. What a run is, its budget, seed and fold, is read from its records and from the <c>manifest.json</c>
/// of its splits, never from the name of a folder or file. A run that cannot be judged is named and left out.
/// </summary>
public static class RunAggregation
{
    /// <summary>Where in a run's folder predictions are, a file for each test manifest with its name: <c>predictions/&lt;manifest&gt;.csv</c> or <c>.npz</c>.</summary>
    public const string PredictionFolder = "predictions";

    /// <summary>The metrics, in the order of the columns.</summary>
    public static readonly IReadOnlyList<string> Metrics = ["auprc", "auroc", "f1_macro"];

    private const int MostDepth = 12;
    private static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    // Column of the tables, and where programs keep the setting.
    private static readonly (string Column, string[] Keys)[] Settings =
    [
        ("learning_rate", ["learning_rate", "training.learning_rate", "lr", "params.learning_rate"]),
        ("weight_decay", ["weight_decay", "training.weight_decay", "params.weight_decay"]),
        ("dropout", ["dropout", "model.params.dropout", "model.dropout", "params.dropout"]),
        ("hidden_dims", ["hidden_dims", "model.params.hidden_dims", "model.hidden_dims", "params.hidden_dims"]),
        ("batch_size", ["batch_size", "training.batch_size", "params.batch_size"]),
    ];

    /// <summary>Judges the runs.</summary>
    /// <param name="options">Which.</param>
    /// <param name="cancellationToken">Ends the work between two runs.</param>
    /// <returns>The runs by budget, seed, fold and folder, at least one, and those left out.</returns>
    /// <exception cref="AssayException">A folder is missing, no run could be judged, or runs were judged on different labels.</exception>
    public static AggregatedRuns Run(AggregationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach (var folder in new[] { options.RunsRoot, options.TestFolder })
        {
            if (!Directory.Exists(folder))
                throw new AssayException($"{folder}: there is no such folder.");
        }

        var folders = new List<string>();
        Collect(options.RunsRoot, 0, folders);
        if (folders.Count == 0)
            throw new AssayException($"{options.RunsRoot}: no run is in it; a folder with {RunRecordFiles.Names[0]} or {RunRecordFiles.Names[1]} is expected.");
        var tests = new Dictionary<string, Manifest>(StringComparer.Ordinal);
        var splits = new Dictionary<string, BudgetManifest?>(StringComparer.Ordinal);
        var runs = new List<BudgetRun>();
        var leftOut = new List<(string Folder, string Why)>();
        foreach (var folder in folders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Name(options.RunsRoot, folder);
            try
            {
                if (Judge(folder, name, options, tests, splits) is { } run)
                    runs.Add(run);
            }
            catch (Exception error) when (error is AssayException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                leftOut.Add((name, error.Message));
            }
        }

        if (runs.Count == 0)
            throw new AssayException($"{options.RunsRoot}: none of its {folders.Count} runs could be judged{(leftOut.Count > 0 ? $"; the first, {leftOut[0].Folder}: {leftOut[0].Why}" : ", since --budgets names none of theirs.")}");
        RequireSameLabels(runs);
        return new AggregatedRuns(
            [.. runs.OrderBy(run => run.Source, StringComparer.Ordinal).ThenBy(run => run.Budget).ThenBy(run => run.Fold ?? -1).ThenBy(run => run.SplitSeed ?? 0).ThenBy(run => run.InitSeed ?? 0).ThenBy(run => run.Folder, StringComparer.Ordinal)],
            leftOut);
    }

    private static void Collect(string folder, int depth, List<string> found)
    {
        if (RunRecordFiles.IsRun(folder))
        {
            found.Add(folder);
            return;
        }

        if (depth == MostDepth)
            return;
        foreach (var sub in Directory.EnumerateDirectories(folder, "*", NoLinks).Order(StringComparer.Ordinal))
        {
            if (!Path.GetFileName(sub).Contains("evaluation", StringComparison.Ordinal))
                Collect(sub, depth + 1, found);
        }
    }

    private static BudgetRun? Judge(string folder, string name, AggregationOptions options, Dictionary<string, Manifest> tests, Dictionary<string, BudgetManifest?> splits)
    {
        var files = RunRecordFiles.Read(folder);
        var train = files.Text("train_manifest", "data.train_manifest");
        var split = SplitOf(folder, train, files, options, splits);
        var budget = Agreed("budget", files.Count("budget_n", "budget"), split?.Budget)
            ?? throw new AssayException($"neither its {RunRecordFiles.Names[0]} ('budget_n') nor a {BudgetManifest.FileName} beside its training manifest says its budget (--splits names the {BudgetManifest.FileName})");
        if (options.Budgets is { } only && !only.Contains(budget))
            return null;
        var labels = files.List("labels", "training.target_labels", "data.columns.labels");
        var judged = TestNames(folder, files, options)
            .Select(test => Judge(folder, test, labels, options, tests))
            .ToArray();
        if (judged.Length == 0)
            throw new AssayException($"it has no {PredictionFolder}/<manifest>.csv for any manifest of {options.TestFolder}");
        return new BudgetRun(name)
        {
            Source = options.Source ?? files.Text("source", "label_source") ?? throw new AssayException("no record says where its labels come from (--source says it for all)"),
            Checkpoint = CheckpointOf(folder, name, files.Text("checkpoint") ?? options.Checkpoint),
            TrainManifest = train,
            ValidationManifest = files.Text("val_manifest", "data.val_manifest"),
            Budget = budget,
            EffectiveRows = split?.EffectiveRows,
            TrainRows = split?.Train.Rows,
            ValidationRows = split?.Validation?.Rows,
            SplitSeed = Agreed("split_seed", files.Whole("split_seed"), split?.Seed),
            Fold = Agreed("cv_fold", files.Count("cv_fold", "fold"), split?.Fold),
            InitSeed = files.Whole("utils_seed", "seed", "utils.seed"),
            Settings = SettingsOf(files),
            BestValidation = Metrics.ToDictionary(metric => metric, metric => Recorded(files, metric), StringComparer.Ordinal),
            Tests = judged,
        };
    }

    private static Dictionary<string, string> SettingsOf(RunRecordFiles files)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, keys) in Settings)
        {
            if (files.List(keys) is { } values)
                texts[column] = column == "hidden_dims" ? $"[{string.Join(", ", values)}]" : values.Count > 0 ? values[0] : "";
        }

        return texts;
    }

    // Two records that differ are a mistake that no rule can settle.
    private static T? Agreed<T>(string what, T? own, T? splits)
        where T : struct, IEquatable<T> =>
        own is { } left && splits is { } right && !left.Equals(right)
            ? throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"its record says {what} {left}, and the {BudgetManifest.FileName} of its training manifest {right}"))
            : own ?? splits;

    private static Quantity Recorded(RunRecordFiles files, string metric)
    {
        var text = files.Metric($"best_val_{metric}", $"best_validation.{metric}", metric, $"val_{metric}");
        return text is null
            ? Quantity.Undefined("the run recorded none")
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value) ? value : Quantity.Undefined($"the run recorded '{text}'");
    }

    private static SplitRecord? SplitOf(string folder, string? train, RunRecordFiles files, AggregationOptions options, Dictionary<string, BudgetManifest?> splits)
    {
        if (train is null)
            return null;
        string[] places = options.Splits is { } named
            ? [named]
            : [.. new[] { files.Text("paths.manifest_dir"), "", folder }.OfType<string>().Select(from => Path.GetDirectoryName(Path.GetFullPath(Path.Combine(from, train))) ?? "")];
        foreach (var place in places)
        {
            if (!splits.TryGetValue(place, out var manifest))
                splits[place] = manifest = options.Splits is not null || File.Exists(Path.Combine(place, BudgetManifest.FileName)) ? BudgetManifest.Read(place) : null;
            if (manifest?.Splits.FirstOrDefault(split => split.Train.Path == Path.GetFileName(train)) is not { } found)
                continue;
            var digest = files.Text("train_digest");
            return digest is null || digest == found.Train.Digest
                ? found
                : throw new AssayException($"it was trained on a {train} with another content (SHA-256 {digest}) than {place} has now");
        }

        return null;
    }

    private static string[] TestNames(string folder, RunRecordFiles files, AggregationOptions options) =>
        [.. options.TestManifests ?? files.List("test_manifests", "data.test_manifests")
            ?? [.. Directory.EnumerateFiles(options.TestFolder, "*.csv", NoLinks).Select(path => Path.GetFileName(path)).Where(test => PredictionsOf(folder, test) is not null).Order(StringComparer.Ordinal)]];

    private static string? PredictionsOf(string folder, string test)
    {
        var stem = Path.Combine(folder, PredictionFolder, Path.GetFileNameWithoutExtension(test));
        return new[] { stem + ".csv", stem + ".npz" }.FirstOrDefault(File.Exists);
    }

    private static BudgetRun.ManifestResult Judge(string folder, string test, IReadOnlyList<string>? labels, AggregationOptions options, Dictionary<string, Manifest> tests)
    {
        var path = PredictionsOf(folder, test) ?? throw new AssayException($"it has no {PredictionFolder}/{Path.GetFileNameWithoutExtension(test)}.csv or .npz");
        if (!tests.TryGetValue(test, out var manifest))
            tests[test] = manifest = Manifest.Read(Path.Combine(options.TestFolder, test));
        var (names, scores, truth) = PredictionReader.Against(path, manifest, labels);
        var report = MultiLabelReport.Of(
            new RowMajor<double>(scores, truth.Count, names.Count),
            new RowMajor<bool>(truth.Values, truth.Count, names.Count),
            new EvaluationOptions { Threshold = options.Threshold, AreProbabilities = false, MicroRanking = false });
        var averages = new Dictionary<string, LabelAverages>(StringComparer.Ordinal) { ["auprc"] = report.AveragePrecision, ["auroc"] = report.Auroc, ["f1_macro"] = report.F1 };
        return new BudgetRun.ManifestResult(
            Path.GetFileName(test),
            manifest.Digest,
            truth.Count,
            names,
            averages.ToDictionary(pair => pair.Key, pair => pair.Value.Macro, StringComparer.Ordinal),
            [.. Metrics.SelectMany(metric => averages[metric].PerLabel.Select((value, label) => (names[label], metric, value.Reason)).Where(entry => entry.Reason is not null).Select(entry => (entry.Item1, entry.metric, entry.Reason!)))]);
    }

    private static string? CheckpointOf(string folder, string name, string file) =>
        new[] { file, Path.Combine("checkpoints", file) }.FirstOrDefault(place => File.Exists(Path.Combine(folder, place))) is { } found ? $"{name}/{found.Replace('\\', '/')}" : null;

    // A mean over runs that were judged on other labels would be a mean of different things.
    private static void RequireSameLabels(List<BudgetRun> runs)
    {
        foreach (var tests in runs.SelectMany(run => run.Tests.Select(test => (run.Folder, test))).GroupBy(pair => pair.test.Manifest, StringComparer.Ordinal))
        {
            var first = tests.First();
            var other = tests.FirstOrDefault(pair => !pair.test.Labels.SequenceEqual(first.test.Labels, StringComparer.Ordinal));
            if (other.test is not null)
                throw new AssayException($"{first.Folder} and {other.Folder} predict different labels for {tests.Key} ({NearWord.List([.. first.test.Labels])}; {NearWord.List([.. other.test.Labels])}); runs of one aggregation are judged on the same.");
        }
    }

    private static string Name(string root, string folder)
    {
        var name = Path.GetRelativePath(root, folder).Replace('\\', '/');
        return name == "." ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))) : name;
    }
}
