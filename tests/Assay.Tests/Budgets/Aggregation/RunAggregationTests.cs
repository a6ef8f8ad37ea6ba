using Assay.Budgets;
using Assay.Budgets.Aggregation;
using Assay.Testing;

namespace Assay.Tests.Budgets.Aggregation;

public sealed class RunAggregationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Budget_seed_and_rows_come_from_the_manifest_of_the_splits_and_not_from_names()
    {
        _folder.Write("cases.csv", SomeCases.Text(60, 1));
        var splits = SplitFolder.Write(new SplitRequest(Manifest.Read(Path.Combine(_folder.Path, "cases.csv")), SomeCases.Labels, Path.Combine(_folder.Path, "splits"))
        {
            Options = new SplitOptions { Budgets = [100], Seeds = [7], CapAtPool = true, CarvedValidation = 0.1 },
        });
        Run("n999_s1", $"training: {{target_labels: [nodule]}}\ndata: {{train_manifest: {splits.Splits[0].Train.Path}}}\nutils: {{seed: 3}}\n", yaml: true);
        var run = Assert.Single(Aggregate(options => options with { Splits = Path.Combine(_folder.Path, "splits"), Source = "gpt" }).Runs);
        Assert.Equal((100, 60, 54, 6, 7UL, 3UL), (run.Budget, run.EffectiveRows, run.TrainRows, run.ValidationRows, run.SplitSeed, run.InitSeed));
    }

    [Fact]
    public void Records_that_contradict_each_other_leave_the_run_out()
    {
        _folder.Write("cases.csv", SomeCases.Text(60, 1));
        var splits = SplitFolder.Write(new SplitRequest(Manifest.Read(Path.Combine(_folder.Path, "cases.csv")), SomeCases.Labels, Path.Combine(_folder.Path, "splits")) { Options = new SplitOptions { Budgets = [20] } });
        Run("a", $$"""{"source": "gpt", "budget_n": 50, "train_manifest": "{{splits.Splits[0].Train.Path}}", "labels": ["nodule"]}""");
        Run("b", """{"source": "gpt", "budget_n": 50, "labels": ["nodule"]}""");
        var runs = Aggregate(options => options with { Splits = Path.Combine(_folder.Path, "splits") });
        Assert.Equal("b", Assert.Single(runs.Runs).Folder);
        var (folder, why) = Assert.Single(runs.LeftOut);
        Assert.Equal("a", folder);
        Assert.Contains("budget 50", why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_undefined_metric_of_a_label_is_in_no_mean_and_is_listed()
    {
        Run("a", """{"source": "gpt", "budget_n": 50, "split_seed": 1}""", scores: "volumename,p_nodule,p_never\nx,0.9,0.5\ny,0.1,0.5\nz,0.2,0.6\n");
        Run("b", """{"source": "gpt", "budget_n": 50, "split_seed": 2}""", scores: "volumename,p_nodule,p_never\nz,0.9,0.5\ny,0.1,0.5\nx,0.2,0.6\n");
        var runs = Aggregate();
        Assert.Equal(1, runs.Runs[0].Primary("auroc").Value);
        Assert.Contains("a,TEST.csv,never,auroc,", runs.UndefinedCsv(), StringComparison.Ordinal);
        var lines = runs.ByBudgetCsv().Split('\n');
        var columns = lines[0].Split(',');
        string Cell(string column) => lines[1].Split(',')[Array.IndexOf(columns, column)];
        // a ranks its one positive first, b last but one of three: areas 1 and ½; sample standard deviation √⅛.
        Assert.Equal(("0.75", "2"), (Cell("test_primary_auroc_mean"), Cell("test_primary_auroc_count")));
        Assert.Equal(Math.Sqrt(0.125), double.Parse(Cell("test_primary_auroc_std"), System.Globalization.CultureInfo.InvariantCulture), 12);
        Assert.Equal(("", "0"), (Cell("best_val_auprc_mean"), Cell("best_val_auprc_count")));
    }

    [Theory]
    [InlineData("volumename,p_nodule\nx,0.9\ny,0.1\n", "1 of the 3 cases")]
    [InlineData("volumename,p_nodule\nx,0.9\ny,0.1\nz,0.1\nw,0.1\n", "1 of the 4 cases")]
    [InlineData("volumename,p_other\nx,0.9\ny,0.1\nz,0.1\n", "no column 'other'")]
    [InlineData("volumename,p_nodule\nx,0.9\ny,NaN\nz,0.1\n", "a number is expected")]
    public void Predictions_of_other_cases_leave_the_run_out(string scores, string sentence)
    {
        Run("a", """{"source": "gpt", "budget_n": 50}""", scores: scores);
        Assert.Contains(sentence, Assert.Throws<AssayException>(() => Aggregate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_that_predict_different_labels_are_not_averaged()
    {
        Run("a", """{"source": "gpt", "budget_n": 50}""", scores: "volumename,p_nodule\nx,0.9\ny,0.1\nz,0.2\n");
        Run("b", """{"source": "gpt", "budget_n": 50}""", scores: "volumename,p_nodule,p_never\nx,0.9,0.1\ny,0.1,0.1\nz,0.2,0.1\n");
        Assert.Contains("different labels", Assert.Throws<AssayException>(() => Aggregate()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Run(string name, string record, bool yaml = false, string scores = "volumename,p_nodule\nz,0.2\ny,0.1\nx,0.9\n")
    {
        _folder.Write(Path.Combine("tests", "TEST.csv"), "volumename,nodule,never\nx,1,0\ny,0,0\nz,0,0\n");
        _folder.Write(Path.Combine("runs", name, yaml ? Path.Combine(".hydra", "config.yaml") : "run.json"), record);
        _folder.Write(Path.Combine("runs", name, "predictions", "TEST.csv"), scores);
    }

    private AggregatedRuns Aggregate(Func<AggregationOptions, AggregationOptions>? change = null)
    {
        var options = new AggregationOptions(Path.Combine(_folder.Path, "runs"), Path.Combine(_folder.Path, "tests"));
        return RunAggregation.Run(change is null ? options : change(options), TestContext.Current.CancellationToken);
    }
}
