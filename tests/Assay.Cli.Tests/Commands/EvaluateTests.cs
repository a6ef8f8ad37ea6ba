using System.Text.Json;

namespace Assay.Cli.Tests.Commands;

public sealed class EvaluateTests : IDisposable
{
    private readonly CliSession _session = new();

    [Fact]
    public async Task Several_labels_are_judged_as_approved()
    {
        EvidenceFiles.Write(_session.Folder, "valid.csv", EvidenceFiles.Predictions(120, 1, 0.8));
        await _session.ApproveAsync("Evaluate/labels", "evaluate", "valid.csv", "--resamples", "200");
        using var json = JsonDocument.Parse(await _session.OutputAsync("evaluate", "valid.csv", "--resamples", "200", "--json"));
        Assert.Equal("assay/evaluate/1", json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(6 * 12, json.RootElement.GetProperty("items").GetArrayLength());
        Assert.Equal(await _session.OutputAsync("evaluate", "valid.csv"), await _session.OutputAsync("evaluate", "valid.csv"));
    }

    [Fact]
    public async Task One_label_classes_and_numbers_are_told_by_their_columns()
    {
        EvidenceFiles.Write(_session.Folder, "one.csv", "score,label\n0.9,1\n0.8,0\n0.7,1\n0.2,0\n0.1,0\n");
        EvidenceFiles.Write(_session.Folder, "classes.csv", "p_a,p_b,p_c,label\n0.7,0.2,0.1,a\n0.1,0.8,0.1,b\n0.3,0.3,0.4,b\n0.2,0.2,0.6,c\n");
        EvidenceFiles.Write(_session.Folder, "numbers.csv", "prediction,target\n1,1.5\n2,2\n3.5,3\n4,5\n");
        await _session.ApproveAsync("Evaluate/one", "evaluate", "one.csv", "--resamples", "0");
        await _session.ApproveAsync("Evaluate/classes", "evaluate", "classes.csv", "--resamples", "0");
        await _session.ApproveAsync("Evaluate/numbers", "evaluate", "numbers.csv", "--resamples", "0");
    }

    [Fact]
    public async Task A_label_without_positives_has_no_auroc_and_is_in_no_mean()
    {
        EvidenceFiles.Write(_session.Folder, "p.csv", "p_a,p_b,a,b\n0.9,0.5,1,0\n0.1,0.6,0,0\n0.2,0.7,0,0\n");
        using var json = JsonDocument.Parse(await _session.OutputAsync("evaluate", "p.csv", "--resamples", "0", "--json"));
        var auroc = json.RootElement.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("metric").GetString() == "auroc").ToDictionary(item => item.GetProperty("scope").GetString()!, item => item.GetProperty("value"));
        Assert.Equal(1, auroc["macro"].GetDouble());
        Assert.Contains("positive", auroc["b"].GetProperty("undefined").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_become_two_tables_and_a_run_that_cannot_be_judged_is_named()
    {
        EvidenceFiles.Runs(_session.Folder);
        EvidenceFiles.Write(_session.Folder, "runs/gpt/nothing/run.json", """{"source": "gpt", "budget_n": 20}""");
        await _session.ApproveAsync("Evaluate/runs", "evaluate", "--runs-root", "runs", "--test-manifest-dir", "tests", "--output-prefix", "all");
        var folder = Path.Combine(_session.Folder, "outputs", "aggregated_results");
        var rows = await File.ReadAllLinesAsync(Path.Combine(folder, "all_per_run.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(25, rows.Length);
        Assert.Equal("source,run_dir,checkpoint_path,train_manifest,val_manifest,budget_n,split_seed,utils_seed,learning_rate,weight_decay,dropout,hidden_dims,batch_size,best_val_auprc,best_val_auroc,best_val_f1_macro,test_FINAL_TEST.csv_auprc,test_FINAL_TEST.csv_auroc,test_FINAL_TEST.csv_f1_macro,test_primary_auprc,test_primary_auroc,test_primary_f1_macro", rows[0]);
        Assert.StartsWith("gpt,gpt/20-42,,,,20,42,42,7.963e-05,,0.0488,\"[4096, 64]\",64,0.5,,,", rows[1], StringComparison.Ordinal);
        Assert.Equal(9, (await File.ReadAllLinesAsync(Path.Combine(folder, "all_by_budget.csv"), TestContext.Current.CancellationToken)).Length);
        Assert.Contains("manual overtakes gpt, by means", await _session.OutputAsync("budget", "crossover", "outputs/aggregated_results/all_per_run.csv", "--metric", "test_primary_auroc", "--first", "manual", "--second", "gpt", "--resamples", "99", "--form", "log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thresholds_are_tuned_on_one_file_and_reported_on_another_and_never_tuned_on_test()
    {
        EvidenceFiles.Write(_session.Folder, "valid.csv", EvidenceFiles.Predictions(150, 1, 0.8));
        EvidenceFiles.Write(_session.Folder, "test.csv", EvidenceFiles.Predictions(100, 2, 0.8));
        EvidenceFiles.Write(_session.Folder, "other.csv", EvidenceFiles.Predictions(100, 2, 0.8, "test"));
        await _session.ApproveAsync("Evaluate/threshold", "threshold", "valid.csv", "--report-on", "test.csv", "--write", "thresholds.json");
        await _session.ApproveAsync("Evaluate/threshold-grid", "threshold", "valid.csv", "--goal", "precision:0.95", "--grid", "0.05");
        await _session.ApproveAsync("Evaluate/threshold-on-test", "threshold", "test.csv");
        Assert.Equal(2, (await _session.RunAsync("threshold", "other.csv")).Code);
        Assert.Contains("no evidence", await _session.OutputAsync("threshold", "test.csv", "--allow-test"), StringComparison.Ordinal);
        Assert.Contains("optimistic", await _session.OutputAsync("threshold", "test.csv", "--split", "calibration"), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_session.Folder, "thresholds.json"), TestContext.Current.CancellationToken));
        Assert.Equal(3, json.RootElement.GetProperty("thresholds").EnumerateObject().Count());
    }

    [Fact]
    public async Task Calibration_is_fitted_on_one_file_and_what_it_writes_can_be_judged()
    {
        EvidenceFiles.Write(_session.Folder, "valid.csv", EvidenceFiles.Predictions(150, 1, 0.8));
        EvidenceFiles.Write(_session.Folder, "test.csv", EvidenceFiles.Predictions(100, 2, 0.8));
        await _session.ApproveAsync("Evaluate/calibrate", "calibrate", "valid.csv", "--report-on", "test.csv", "--write", "calibrated.csv");
        foreach (var method in new[] { "temperature", "isotonic", "beta" })
            Assert.Contains("fitted on valid.csv", await _session.OutputAsync("calibrate", "valid.csv", "--report-on", "test.csv", "--method", method, "--reliability"), StringComparison.Ordinal);
        Assert.Equal(2, (await _session.RunAsync("calibrate", "test.csv")).Code);
        Assert.Contains("3 labels, 100 cases", await _session.OutputAsync("evaluate", "calibrated.csv", "--resamples", "0"), StringComparison.Ordinal);
        Assert.Equal(
            await AurocAsync("test.csv"),
            await AurocAsync("calibrated.csv"));
    }

    [Fact]
    public async Task Curves_of_a_folder_are_as_approved()
    {
        EvidenceFiles.Burn(_session.Folder, "checkpoints/20251203_101500", 50);
        EvidenceFiles.Burn(_session.Folder, "checkpoints/20251204_101500_j7_1", 20);
        EvidenceFiles.Write(_session.Folder, "checkpoints/20251204_101500_j7_1/valid/epoch-21/Loss.log", "1.2,1\n1.");
        await _session.ApproveAsync("Analyze/run", "analyze", "--checkpoints-path", "checkpoints/20251203_101500");
        await _session.ApproveAsync("Analyze/runs", "analyze", "--checkpoints-path", "checkpoints");
        await _session.ApproveAsync("Analyze/full", "analyze", "--checkpoints-path", "checkpoints/20251204_101500_j7_1", "--by-sample", "--patience", "3");
        Assert.Equal(await _session.OutputAsync("analyze", "--checkpoints-path", "checkpoints"), await _session.OutputAsync("analyze", "--checkpoints-path", "checkpoints/20251203_101500", "checkpoints/20251204_101500_j7_1"));
        await _session.ApproveAsync("Analyze/json", "analyze", "--checkpoints-path", "checkpoints/20251204_101500_j7_1", "--json");
    }

    [Fact]
    public async Task Curves_of_a_run_in_the_store_are_analyzed()
    {
        using var session = await CliSession.WithStudyAsync();
        var output = await session.OutputAsync("analyze", "LF-55");
        Assert.Contains("=== valid directory ===", output, StringComparison.Ordinal);
        Assert.Contains("Best ", output, StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();

    private async Task<double> AurocAsync(string file)
    {
        using var json = JsonDocument.Parse(await _session.OutputAsync("evaluate", file, "--resamples", "0", "--json"));
        return Math.Round(json.RootElement.GetProperty("items").EnumerateArray().First(item => item.GetProperty("metric").GetString() == "auroc").GetProperty("value").GetDouble(), 12);
    }
}
