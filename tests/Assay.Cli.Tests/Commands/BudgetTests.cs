using System.Text.Json;
using System.Xml.Linq;

namespace Assay.Cli.Tests.Commands;

public sealed class BudgetTests : IDisposable
{
    private readonly CliSession _session = new();

    [Fact]
    public async Task Budgets_with_carved_validation_are_as_approved()
    {
        EvidenceFiles.Write(_session.Folder, "train.csv", EvidenceFiles.Manifest(200, 1));
        await _session.ApproveAsync("Budget/split", "budget", "split", "--train-manifest-path", "train.csv", "--target-labels", "nodule,opacity,fibrosis", "--budgets", "10,50,100", "--seeds", "42,7", "--val-fraction", "0.1", "--group-column", "volumename", "--group-remove-last", "1");
        await _session.ApproveAsync("Budget/split-json", "budget", "split", "--train-manifest-path", "train.csv", "--target-labels", "nodule,opacity,fibrosis", "--budgets", "10", "--json");
        await _session.ApproveAsync("Budget/split-folds", "budget", "split", "--train-manifest-path", "train.csv", "--target-labels", "nodule,opacity,fibrosis", "--budgets", "50", "--folds", "4", "--sample-unit", "groups", "--group-column", "volumename", "--group-remove-last", "1", "--nesting", "independent", "--output-dir", "folds");
        await _session.ApproveAsync("Budget/split-too-large", "budget", "split", "--train-manifest-path", "train.csv", "--target-labels", "nodule", "--budgets", "300", "--output-dir", "nothing");
        Assert.False(Directory.Exists(Path.Combine(_session.Folder, "nothing")));
    }

    [Fact]
    public async Task A_training_configuration_names_manifests_labels_and_group()
    {
        EvidenceFiles.Write(_session.Folder, "data/train.csv", EvidenceFiles.Manifest(80, 1));
        EvidenceFiles.Write(_session.Folder, "data/valid.csv", EvidenceFiles.Manifest(20, 2, "valid"));
        EvidenceFiles.Write(_session.Folder, "configs/gpt.yaml", "paths: {manifest_dir: data}\ndata:\n  train_manifest: train.csv\n  val_manifest: valid.csv\n  columns: {labels: '${training.target_labels}', grouping_col: volumename}\ntraining: {target_labels: [nodule, opacity]}\n");
        await _session.OutputAsync("budget", "split", "--config-name", "configs/gpt.yaml", "--budgets", "20", "--seeds", "42,1234,2025", "--copy-validation");
        var files = Directory.GetFiles(Path.Combine(_session.Folder, "data", "budget_splits")).Select(file => Path.GetFileName(file)).ToArray();
        Assert.Contains("train_n20_s1234.csv", files);
        Assert.Contains("train_n20_s2025_val.csv", files);
        Assert.Contains("selection_index.csv", files);
    }

    [Fact]
    public async Task A_flat_curve_and_sources_without_a_common_budget_are_said_in_plain_words()
    {
        EvidenceFiles.Write(_session.Folder, "flat.csv", "source,budget_n,seed,auc\nm,50,1,0.5\nm,100,1,0.5\nm,200,1,0.5\nm,400,1,0.5\n");
        EvidenceFiles.Write(_session.Folder, "small.csv", "source,budget_n,seed,auc\ng,5,1,0.5\ng,10,1,0.6\ng,20,1,0.7\n");
        var flat = await _session.OutputAsync("budget", "fit", "flat.csv", "--metric", "auc", "--resamples", "99");
        Assert.Contains("no exponent: the curve is flat", flat, StringComparison.Ordinal);
        Assert.DoesNotContain("-0 ", flat, StringComparison.Ordinal);
        var apart = await _session.RunAsync("budget", "crossover", "flat.csv", "small.csv", "--metric", "auc");
        Assert.Equal(2, apart.Code);
        Assert.EndsWith("The curves have no budgets in common: 5 to 20, and 50 to 400.\n", apart.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_source_takes_the_same_cases()
    {
        EvidenceFiles.Write(_session.Folder, "manual.csv", EvidenceFiles.Manifest(60, 1));
        EvidenceFiles.Write(_session.Folder, "gpt.csv", EvidenceFiles.Manifest(80, 2));
        await _session.OutputAsync("budget", "split", "--train-manifest-path", "manual.csv", "--target-labels", "nodule", "--budgets", "20", "--output-dir", "manual");
        Assert.Contains("Replayed: 20 of 20 cases", await _session.OutputAsync("budget", "split", "--train-manifest-path", "gpt.csv", "--target-labels", "nodule", "--replay", "manual", "--output-dir", "gpt"), StringComparison.Ordinal);
        EvidenceFiles.Write(_session.Folder, "few.csv", EvidenceFiles.Manifest(10, 2));
        var result = await _session.RunAsync("budget", "split", "--train-manifest-path", "few.csv", "--target-labels", "nodule", "--replay", "manual", "--output-dir", "few");
        Assert.Equal(2, result.Code);
        Assert.Contains("are not in it", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_published_means_cross_where_they_were_found_to_cross()
    {
        // Means of the label-source study, phase 2, as its repository publishes them; the crossings were derived from them by straight lines over ln N.
        EvidenceFiles.Write(_session.Folder, "means.csv", """
            source,budget_n,auprc_mean,auroc_mean,f1_mean
            manual,20,.4853,.6458,.3527
            manual,50,.4970,.6768,.4736
            manual,100,.5324,.6989,.5250
            manual,250,.5987,.7430,.5900
            manual,500,.5994,.7474,.5919
            manual,800,.6494,.7775,.6143
            manual,1191,.6716,.7903,.6280
            gpt,20,.4983,.6586,.4664
            gpt,50,.4982,.6576,.5021
            gpt,100,.5087,.6710,.5074
            gpt,250,.5181,.6768,.5179
            gpt,500,.5210,.6822,.5248
            gpt,800,.5389,.6943,.5506
            gpt,1191,.5449,.7006,.5511
            gpt,2000,.5496,.7080,.5525
            gpt,5000,.5545,.7117,.5634
            gpt,10000,.5638,.7180,.5666
            gpt,20000,.5676,.7194,.5653
            gpt,46438,.5669,.7174,.5746

            """);
        foreach (var (metric, crossing, reach) in new[] { ("auprc", 52, 161), ("auroc", 29, 147), ("f1", 77, 201) })
        {
            using var json = JsonDocument.Parse(await _session.OutputAsync("budget", "crossover", "means.csv", "--metric", metric, "--first", "manual", "--second", "gpt", "--json"));
            var items = json.RootElement.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("question").GetString()!);
            Assert.Equal(crossing, Math.Round(items["overtakes by means"].GetProperty("budget").GetDouble()));
            Assert.Equal(reach, Math.Round(items["first reaches the second's last"].GetProperty("budget").GetDouble()));
            Assert.Equal("never", items["second reaches the first's last"].GetProperty("kind").GetString());
        }

        await _session.ApproveAsync("Budget/crossover", "budget", "crossover", "means.csv", "--metric", "auprc", "--first", "manual", "--second", "gpt", "--figure", "crossover.svg");
        Assert.Equal("svg", XDocument.Load(Path.Combine(_session.Folder, "crossover.svg")).Root!.Name.LocalName);
        var fit = await _session.OutputAsync("budget", "fit", "means.csv", "--metric", "auprc", "--form", "log,power", "--resamples", "99", "--predict", "100000", "--figure", "fit.svg");
        Assert.Contains("0.010542 ln N", fit, StringComparison.Ordinal);
        Assert.Contains("0.047265 ln N", fit, StringComparison.Ordinal);
        Assert.Contains("asymptote not identifiable", fit, StringComparison.Ordinal);
        Assert.Contains("extrapolated", fit, StringComparison.Ordinal);
        Assert.Equal("svg", XDocument.Load(Path.Combine(_session.Folder, "fit.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public async Task Runs_of_the_store_are_a_curve()
    {
        using var session = await CliSession.WithStoreAsync();
        foreach (var (budget, value) in new[] { (20, 0.5), (50, 0.55), (100, 0.6), (20, 0.51), (50, 0.56), (100, 0.61) })
            await session.OutputAsync("record", "--title", $"run {budget}", "--status", "completed", "--param", $"budget_n={budget}", "--param", "source=manual", "--metric", $"auc={value.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        var output = await session.OutputAsync("budget", "fit", "--runs", "status = completed", "--metric", "auc", "--source-param", "source", "--form", "log", "--resamples", "99");
        Assert.Contains("manual: auc, 3 budgets from 20 to 100, 6 runs", output, StringComparison.Ordinal);
        Assert.Contains("runs within each budget", output, StringComparison.Ordinal);
    }

    public void Dispose() => _session.Dispose();
}
