using Assay.Interop;
using Assay.Testing;
using Assay.Tests.Execution.Plans;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Interop;

public sealed class StudyFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trials_are_read_with_their_states_however_they_are_written()
    {
        var study = Read("""
            [{"number": 2, "value": NaN, "params": {"lr": 1e-05, "loss": "bce"}, "state": "TrialState.COMPLETE"},
             {"number": 0, "value": 0.7, "params": {"lr": 0.00001}, "state": "COMPLETE"},
             {"number": 1, "value": null, "params": {}, "state": "PRUNED", "user_attrs": {"pruned_reason": "too slow", "duration_sec": 1.5}},
             {"number": 3, "value": null, "params": {"lr": null}, "state": 3},
             {"number": 4, "params": {"shape": [1, 2]}, "state": "complete"}]
            """).Study;
        Assert.Equal([0, 1, 2, 3, 4], study.Trials.Select(trial => trial.Number));
        Assert.Equal([TrialState.Completed, TrialState.Pruned, TrialState.Completed, TrialState.Failed, TrialState.Completed], study.Trials.Select(trial => trial.State));
        Assert.Equal(study.Trials[0].Params["lr"], study.Trials[2].Params["lr"]);
        Assert.Equal(MetricKind.NaN, study.Trials[2].Value!.Value.Kind);
        Assert.Equal((TimeSpan.FromSeconds(1.5), "too slow", null), (study.Trials[1].Duration, study.Trials[1].Why, study.Trials[1].Value));
        // A completed trial without a value is undefined, never 0.
        Assert.Equal("the file has no value", study.Trials[4].Value!.Value.Reason);
        Assert.Equal(0, study.Best!.Number);
        Assert.Single(study.Counted);
    }

    [Fact]
    public void Forced_parameters_and_further_metrics_are_told_apart()
    {
        _folder.Write("trial_metrics.csv", "trial,auc,precision,pred_min,forced_extreme,lr,duration_sec\n0,0.7,,0.02,True,0.1,3.5\n1,0.6,0.5,,False,0.2,2\n");
        var study = Read("""
            [{"number": 0, "value": 0.7, "params": {}, "state": "COMPLETE", "user_attrs": {"forced_extreme": true, "extreme_type": "max_lr", "forced_lr": 0.1, "val_auc": 0.7, "epochs_run": 50}},
             {"number": 1, "value": 0.6, "params": {"lr": 0.2}, "state": "COMPLETE", "user_attrs": {"forced_extreme": false, "val_auc": 0.6}}]
            """).Study;
        Assert.Equal("val_auc", study.Metric);
        var (forced, suggested) = (study.Trials[0], study.Trials[1]);
        Assert.True(forced.IsForced && !suggested.IsForced);
        Assert.Equal(0.1, forced.Params["lr"].Number);
        Assert.Equal("max_lr", forced.Attributes["extreme_type"]);
        // An empty field is no metric.
        Assert.Equal(["auc", "epochs_run", "pred_min", "val_auc"], forced.Metrics.Keys.Order());
        Assert.Equal(0.5, suggested.Metrics["precision"].Number);
    }

    [Fact]
    public void The_reported_best_gives_the_space_and_the_direction()
    {
        _folder.Write("best_params.json", """{"experiment": "other", "best_trial": 1, "best_value": 0.31, "n_trials": 2, "best_params": {"lr": 0.2}, "budget": "2M", "search_space": {"lr": [0.1, 0.2], "width": {"low": 8, "high": 64, "type": "int"}, "decay": {"low": 1e-6, "high": 0.01, "log": true}}}""");
        var study = Read("""[{"number": 0, "value": 0.5, "params": {"lr": 0.1}, "state": "COMPLETE"}, {"number": 1, "value": 0.31, "params": {"lr": 0.2}, "state": "COMPLETE"}]""").Study;
        Assert.Equal((Direction.Minimize, 1), (study.Direction, study.Best!.Number));
        Assert.Equal(("other", 1, 0.31, 2, "2M"), (study.Reported!.Study, study.Reported.Trial!.Value, study.Reported.Value!.Value, study.Reported.TrialCount!.Value, study.Reported.Fields["budget"]));
        Assert.IsType<CategoricalDistribution>(study.Space["lr"]);
        Assert.Equal(new IntDistribution(8, 64), study.Space["width"]);
        Assert.Equal(new FloatDistribution(1e-6, 0.01, IsLog: true), study.Space["decay"]);
        Assert.Equal(study.Space.ToJson(), ParameterSpace.FromJson(study.Space.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("[{\"number\": 0, \"val", "ends in the middle of its JSON")]
    [InlineData("", "is empty")]
    [InlineData("{\"best\": 1}", "expected a list of trials")]
    [InlineData("[1]", "expected an object with number, value, params and state")]
    [InlineData("[{\"number\": 0, \"state\": \"DONE\"}]", "expected COMPLETE, PRUNED, FAIL, RUNNING or WAITING")]
    [InlineData("[{\"number\": 0, \"state\": 1}, {\"number\": 0, \"state\": 1}]", "which another trial has already")]
    [InlineData("[{\"number\": 1e99}]", "all_trials.json")]
    public void A_file_that_is_torn_or_of_another_form_is_named(string text, string expected)
    {
        var refusal = Assert.Throws<AssayException>(() => Read(text));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("all_trials.json", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_torn_file_beside_the_trials_does_not_hide_them()
    {
        _folder.Write("best_params.json", "{\"");
        _folder.Write("trial_metrics.csv", "a,b\n1,2\n");
        var content = Read("""[{"number": 0, "value": 0.5, "params": {"lr": 0.1}, "state": "COMPLETE"}]""");
        Assert.Single(content.Study.Trials);
        Assert.Equal(2, content.Problems.Count);
        Assert.Contains("best_params.json:1", content.Problems[0], StringComparison.Ordinal);
        Assert.Contains("no column is named 'trial'", content.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_files_are_read_or_refused_with_a_sentence()
    {
        var text = """[{"number": 0, "value": 0.5, "params": {"lr": 0.1}, "state": "COMPLETE", "user_attrs": {"forced_lr": 0.2, "val_auc": -Infinity}}]""";
        for (var length = 0; length < text.Length; length++)
            Assert.Throws<AssayException>(() => Read(text[..length]));
    }

    [Fact]
    public async Task An_imported_study_is_read_back_equal_and_once()
    {
        await using var bench = await PlanBench.OpenAsync();
        _folder.Write("best_params.json", """{"experiment": "hpo", "best_trial": 0, "best_value": 0.7, "best_params": {}, "search_space": {"lr": [0.1, 0.2]}, "timestamp": "2026-01-26T16:12:48"}""");
        var content = Read("""
            [{"number": 0, "value": 0.7, "params": {}, "state": "COMPLETE", "user_attrs": {"forced_lr": 0.1, "val_auc": 0.7, "duration_sec": 12, "extreme_type": "min_lr"}},
             {"number": 1, "value": NaN, "params": {"lr": 0.2, "loss": "bce"}, "state": "COMPLETE"},
             {"number": 2, "value": 0.4, "params": {"lr": 0.2}, "state": "PRUNED"},
             {"number": 3, "value": null, "params": {"lr": 0.1}, "state": "FAIL", "user_attrs": {"error": "out of memory"}}]
            """);
        content = content with { Study = content.Study with { ClassCounts = [346, 76] } };
        var options = new ResultImportOptions("hpo", "ann");
        Assert.Equal(4, (await StudyImport.WriteAsync(bench.Store, content, options)).Added);
        Assert.Equal(0, (await StudyImport.WriteAsync(bench.Store, content, options)).Added);

        var study = await StudyStore.LoadAsync(bench.Store, Assert.Single(await bench.Store.GetStudiesAsync()));
        Assert.Equal((content.Study.Metric, content.Study.Direction, content.Study.Created, content.Study.Space.ToJson()), (study.Metric, study.Direction, study.Created, study.Space.ToJson()));
        Assert.Equal([346, 76], study.ClassCounts);
        Assert.Equal(content.Study.Reported!.Fields, study.Reported!.Fields);
        foreach (var (expected, actual) in content.Study.Trials.Zip(study.Trials))
        {
            Assert.Equal((expected.Number, expected.State, expected.Value, expected.Why, expected.IsForced), (actual.Number, actual.State, actual.Value, actual.Why, actual.IsForced));
            Assert.Equal(expected.Params, actual.Params);
            Assert.Equal(expected.Attributes, actual.Attributes);
        }

        var rows = (await bench.Store.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items.OrderBy(row => row.Run.Name, StringComparer.Ordinal).ToList();
        Assert.Equal([RunStatus.Completed, RunStatus.Completed, RunStatus.Pruned, RunStatus.Failed], rows.Select(row => row.Run.Status));
        Assert.Equal(("0.1", 0.7, TimeSpan.FromSeconds(12)), (rows[0].Params["lr"].Text, rows[0].Metrics["val_auc"].Last.Number, rows[0].Run.Duration!.Value));
        Assert.Equal("out of memory", rows[3].Run.ErrorLine);
    }

    [Theory]
    [InlineData("phase6c_a100/hpo_2m_h1", 19, 0.7177897779129905, 50, 0)]
    [InlineData("phase6c_a100/hpo_20m_h1", 47, 0.72460, 50, 0)]
    [InlineData("phase6c_a100/hpo_200m_h1", 40, 0.71471, 50, 0)]
    [InlineData("phase6c_a100/hpo_2m_1_a100", 30, 0.7172573775479159, 50, 6)]
    [InlineData("phase6c_a50/hpo_20m_1_a50", 5, 0.7314800730149073, 50, 6)]
    public void The_logged_studies_have_the_best_trials_that_are_known(string folder, int best, double value, int trials, int forced)
    {
        var content = StudyFolder.Read(LoggedData.Find("financial/" + folder));
        Assert.Empty(content.Problems);
        Assert.Equal((best, trials, forced), (content.Study.Best!.Number, content.Study.Counted.Count(), content.Study.Trials.Count(trial => trial.IsForced)));
        Assert.Equal(value, content.Study.Best.Value!.Value.Number, 1e-5);
        Assert.Equal((Direction.Maximize, 7), (content.Study.Direction, content.Study.Space.Parameters.Count));
    }

    private StudyFolderContent Read(string trials)
    {
        _folder.Write("all_trials.json", trials);
        return StudyFolder.Read(_folder.Path);
    }
}
