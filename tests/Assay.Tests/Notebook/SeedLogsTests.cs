using System.Globalization;
using Assay.Notebook;
using Assay.Testing;
using Assay.Tests.Tracking.Sqlite;
using Assay.Tracking;
using Assay.Tracking.Changes;

namespace Assay.Tests.Notebook;

/// <summary>The five logs of real projects: into the store, out again, and in again; and what they say in numbers.</summary>
public sealed class SeedLogsTests
{
    public static TheoryData<string, string> Seeds => new()
    {
        { "000_experiments_log.md", "actions" },
        { "001_workstream_context.md", "context" },
        { "002_experiment_log.md", "runs" },
        { "003_experiment_tracker.md", "tracker" },
        { "004_training_log.md", "training" },
    };

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_log_that_was_imported_and_exported_imports_as_equal_records(string file, string format)
    {
        using var first = new StoreFolder();
        using var second = new StoreFolder();
        var reading = LogFile.Read(Seed(file), new LogFileOptions("ann"));
        Assert.Equal(format, reading.Format);
        var book = await ImportedAsync(first, reading);
        Assert.Equal(Records(reading.Book), Records(book));

        var exported = Path.Combine(Path.GetDirectoryName(first.Path)!, file);
        await File.WriteAllTextAsync(exported, LogFormats.Named(format).Write(ValueHarvest.Refreshed(book)));
        var again = LogFile.Read(exported, new LogFileOptions("ann"));
        Assert.Equal(format, again.Format);
        Assert.Equal(Records(book), Records(await ImportedAsync(second, again)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Importing_twice_changes_nothing(string file, string format)
    {
        using var folder = new StoreFolder();
        await using var store = await folder.OpenAsync();
        var options = new LogFileOptions("ann");
        var reading = LogFile.Read(Seed(file), options);
        Assert.Equal(format, reading.Format);
        await LogFile.ImportAsync(store, reading, options);
        Assert.True((await LogFile.ImportAsync(store, LogFile.Read(Seed(file), options), options)).ChangedNothing);
        // Nor from another place, where nobody knows what the file said before.
        var copy = Path.Combine(Path.GetDirectoryName(folder.Path)!, file);
        File.Copy(Seed(file), copy);
        var report = await LogFile.ImportAsync(store, LogFile.Read(copy, options), options);
        Assert.True(report.ChangedNothing, string.Join('\n', report.Conflicts.Select(conflict => conflict.What)));
        Assert.Empty(report.Conflicts);
    }

    [Theory]
    [InlineData("000_experiments_log.md", "0.544412", "0.599")]
    [InlineData("002_experiment_log.md", "0.301716", "0.499")]
    [InlineData("003_experiment_tracker.md", "0.857", "0.9")]
    [InlineData("004_training_log.md", "66.4982", "70.25")]
    public async Task A_record_that_is_edited_in_the_store_is_found_in_the_export_and_in_the_next_import(string file, string old, string now)
    {
        using var first = new StoreFolder();
        using var second = new StoreFolder();
        var reading = LogFile.Read(Seed(file), new LogFileOptions("ann"));
        await ImportedAsync(first, reading);
        await using var store = await first.OpenAsync();
        var entry = (await StoreBook.ReadAsync(store, reading.Book.Name)).Entries.First(entry => entry.Metrics.Any(metric => Has(metric, old)));
        var metric = entry.Metrics.First(metric => Has(metric, old));
        var value = double.Parse(now, CultureInfo.InvariantCulture);
        await store.WriteAsync(new WriteBatch(
        [
            new CorrectRun(entry.Run!.Value, "ann", "typo")
            {
                Metrics = [new MetricSeries(new MetricIdentity(metric.Key) { Direction = metric.Direction }, [.. metric.Points.Select(point => new MetricPoint(point.Step, Some.Time, point.Value.Number.ToString("R", CultureInfo.InvariantCulture) == old ? value : point.Value))])],
            },
            new PatchRun(entry.Run!.Value, new RunPatch { Title = "Retitled by hand" }),
        ]));
        var edited = ValueHarvest.Refreshed(await StoreBook.ReadAsync(store, reading.Book.Name));
        var text = LogFormats.Named(reading.Format).Write(edited);
        Assert.Contains(now, text, StringComparison.Ordinal);
        var path = Path.Combine(Path.GetDirectoryName(first.Path)!, file);
        await File.WriteAllTextAsync(path, text);
        var again = await ImportedAsync(second, LogFile.Read(path, new LogFileOptions("ann")));
        Assert.Contains(again.Entries, other => other.Metrics.Any(candidate => candidate.Key == metric.Key && Has(candidate, now)));
        Assert.DoesNotContain(again.Entries.Where(other => other.Key == entry.Key), other => other.Metrics.Any(candidate => candidate.Key == metric.Key && Has(candidate, old)));
    }

    [Fact]
    public void Seed_000_says_its_studies_candidates_and_ladders()
    {
        var book = LogFile.Read(Seed("000_experiments_log.md"), new LogFileOptions("ann")).Book;
        var gpt = book.Entries.Single(entry => entry.Title!.StartsWith("Optuna best summary (GPT", StringComparison.Ordinal));
        Equal(gpt, "gpt_mlp_search/best_auprc", 0.544412, "gpt_mlp_search/top_10_std", 0.000053, "gpt_mlp_search/all_trial_std", 0.010757);
        Equal(gpt, "gpt_mlp_search_2/best_auprc", 0.545538, "gpt_mlp_search_2/top_10_std", 0.000072, "gpt_mlp_search_2/all_trial_std", 0.009402);
        Equal(gpt, "gpt_mlp_search_3/best_auprc", 0.544929, "gpt_mlp_search_3/top_10_std", 0.000026, "gpt_mlp_search_3/all_trial_std", 0.006701);
        Params(gpt, "hidden_dims=[4096,4096] learning_rate=1.078345968032944e-05 weight_decay=1.4532294467319546e-05 dropout=0.2903271520872891 batch_size=64");
        var manual = book.Entries.Single(entry => entry.Title!.StartsWith("Optuna best summary (Manual", StringComparison.Ordinal));
        Equal(manual, "manual_mlp_search/best_auprc", 0.649525, "manual_mlp_search/top_10_std", 0.001991, "manual_mlp_search/all_trial_std", 0.033037, "manual_mlp_search/best_f1", 0.321510);
        Equal(manual, "manual_mlp_search_2/best_auprc", 0.652822, "manual_mlp_search_2/top_10_std", 0.001607, "manual_mlp_search_2/all_trial_std", 0.036559, "manual_mlp_search_2/best_f1", 0.094118);
        Equal(manual, "manual_mlp_search_3/best_auprc", 0.646614, "manual_mlp_search_3/top_10_std", 0.000529, "manual_mlp_search_3/all_trial_std", 0.034094, "manual_mlp_search_3/best_f1", 0.222898);
        Params(manual, "hidden_dims=[4096,64] learning_rate=7.96315959107497e-05 weight_decay=1.5712861337496863e-05 dropout=0.048751226478266366");
        Params(manual, "hidden_dims=[512,128] learning_rate=5.462038715569678e-05 weight_decay=0.0006147167109835951 dropout=0.28605355806129484");
        Params(book.Entries.Single(entry => entry.Title == "Budget manifests generation (GPT labels)"), "budgets=[50,100,200,500,1000,5000,10000,20000] seeds=[42,1234,2025]");
        Params(book.Entries.Single(entry => entry.Title == "Budget manifests generation (Manual labels)"), "budgets=[10,20,50,100,200,300,500,800] seeds=[42,1234,2025]");
    }

    [Fact]
    public void Seed_001_says_its_operating_points()
    {
        var book = LogFile.Read(Seed("001_workstream_context.md"), new LogFileOptions("ann")).Book;
        var numbers = book.Entries.Single().Metrics.SelectMany(metric => metric.Points).Select(point => point.Value.Number).ToHashSet();
        foreach (var number in (double[])[0.7178, 0.0129, 0.7049, 0.7342, 0.505, 0.662, 1.0, 0.18, 0.41, 0.60, 0.16, 0.44, 0.54, 0.35, 0.61, 0.7167, 0.7152])
            Assert.Contains(number, numbers);
    }

    [Fact]
    public void Seed_002_says_its_overlaps_intervals_tests_and_counts()
    {
        var runs = LogFile.Read(Seed("002_experiment_log.md"), new LogFileOptions("ann")).Book.Entries.ToDictionary(entry => entry.Key);
        Equal(runs["Run 3"], "passed", 43);
        Equal(runs["Run 4"], "failed", 8, "passed", 25);
        Equal(runs["Run 10"], "passed", 83);
        Equal(runs["Run 12"], "trained_pwmcc_mean", 0.301716, "trained_pwmcc_mean/ci95_low", 0.301115, "trained_pwmcc_mean/ci95_high", 0.302312, "random_pwmcc_mean", 0.298829,
            "random_pwmcc_mean/ci95_low", 0.298161, "random_pwmcc_mean/ci95_high", 0.299439, "delta", 0.002886, "ratio", 1.0097, "one_sided_mann_whitney_p_value", 1.649e-4);
        Has(runs["Run 14"], 0.251330, 1.0138, 0.349021, 1.5245, 0.5218);
        Equal(runs["Run 17"], "passed", 83, "seconds", 5.10);
        Equal(runs["Run 18"], "pytest/passed", 83);
        Has(runs["Run 19"], 0.01435, 0.32191, 0.24624, 0.07567, 0.07256, 0.53170, 8, 40);
        Has(runs["Run 20"], 0.26490, 0.24624, 0.01866, 0.01676, 0.68875, 0.05701, 0.05482, 0.05921);
        Has(runs["Run 21"], 0.02866, 0.35892, 0.02933, 0.35897, 0.00067, -0.00246, 0.00376);
    }

    private static void Equal(LogEntry entry, params object[] pairs)
    {
        for (var i = 0; i < pairs.Length; i += 2)
        {
            var metric = entry.Metrics.SingleOrDefault(metric => metric.Key == (string)pairs[i]);
            Assert.True(metric is not null, $"{entry.Key} has no {pairs[i]}, it has {string.Join(", ", entry.Metrics.Select(other => other.Key))}");
            Assert.Equal(Convert.ToDouble(pairs[i + 1], CultureInfo.InvariantCulture), metric.Last.Value.Number);
        }
    }

    private static void Has(LogEntry entry, params double[] numbers)
    {
        var found = entry.Metrics.SelectMany(metric => metric.Points).Select(point => point.Value.Number).ToHashSet();
        Assert.Superset(numbers.ToHashSet(), found);
    }

    private static bool Has(LogMetric metric, string number) => metric.Points.Any(point => point.Value.Number.ToString("R", CultureInfo.InvariantCulture) == number);

    private static void Params(LogEntry entry, string expected)
    {
        foreach (var pair in expected.Split(' '))
        {
            var (key, json) = (pair[..pair.IndexOf('=', StringComparison.Ordinal)], pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            Assert.True(entry.Params.Any(param => (param.Key == key || param.Key.EndsWith("/" + key, StringComparison.Ordinal)) && param.Json == json),
                $"{entry.Key} has no {pair}, it has {string.Join(", ", entry.Params.Select(param => $"{param.Key}={param.Json}"))}");
        }
    }

    // Records have no order among params and metrics.
    private static string Records(LogBook book) => BookText.Of(book with
    {
        Entries =
        [
            .. book.Entries.Select(entry => entry with
            {
                Params = [.. entry.Params.OrderBy(param => param.Key, StringComparer.Ordinal)],
                Metrics = [.. entry.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)],
            }),
        ],
    });

    private static async Task<LogBook> ImportedAsync(StoreFolder folder, LogReading reading)
    {
        await using var store = await folder.OpenAsync();
        await LogFile.ImportAsync(store, reading, new LogFileOptions("ann"));
        Assert.Empty(await store.CheckAsync());
        return await StoreBook.ReadAsync(store, reading.Book.Name);
    }

    private static string Seed(string file)
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        return Path.Combine(RepositoryFolder.Shared, "seeds", file);
    }
}
