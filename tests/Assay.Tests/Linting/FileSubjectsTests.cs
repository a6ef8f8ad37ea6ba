using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Linting;
using Assay.Testing;

namespace Assay.Tests.Linting;

public sealed class FileSubjectsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_of_epochs_gives_curves()
    {
        var file = _folder.Write("history.csv", "epoch,train_loss,val_loss,val_acc\n1,2.0,1.9,40\n2,1.5,,50\n3,1.0,1.7,55\n");
        var run = Assert.IsType<RunSubject>(Assert.Single(Gather(file).Subjects));
        var loss = run.Curves.Single(curve => curve.Identity.Key == "val_loss");
        Assert.Equal([1, 2, 3], loss.Steps);
        Assert.Equal([1.9, double.NaN, 1.7], loss.Values);
        Assert.Equal((CurveSplit.Valid, "loss", false), (loss.Role.Split, loss.Role.Quantity, loss.Role.IsHigherBetter));
    }

    [Fact]
    public void Json_lines_give_curves_by_their_own_steps()
    {
        var file = _folder.Write("metrics.jsonl", """
            {"epoch": 10, "train_loss": 2.0, "val_metrics": {"auprc": 0.4}}
            {"epoch": 20, "train_loss": 1.0, "val_metrics": {"auprc": 0.5}}
            {"epoch": 30, "train_lo
            """);
        var reading = Gather(file);
        var run = Assert.IsType<RunSubject>(Assert.Single(reading.Subjects));
        Assert.Equal(["train_loss", "val_metrics.auprc"], run.Curves.Select(curve => curve.Identity.Key));
        Assert.Equal([10, 20], run.Curves[0].Steps);
        Assert.Equal([0.4, 0.5], run.Curves[1].Values);
    }

    [Fact]
    public void A_results_file_gives_last_values_and_params()
    {
        var file = _folder.Write("results.json", """{"exp_id": "FE-1", "hyperparameters": {"dropout": 0.5}, "class_counts": [346, 76], "val_metrics": {"accuracy": 0.82, "auc": null}}""");
        var run = Assert.IsType<RunSubject>(Assert.Single(Gather(file).Subjects));
        Assert.Equal(0.5, run.Number("dropout"));
        Assert.Equal([346, 76], run.ClassCounts);
        Assert.Equal(1, run.Metrics.Single(metric => metric.Identity.Key.EndsWith("auc", StringComparison.Ordinal)).UndefinedCount);
    }

    [Fact]
    public void A_folder_is_searched_and_what_is_torn_in_it_is_named()
    {
        _folder.Write(Path.Combine("a", "all_trials.json"), "[{\"");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "a"));
        _folder.Write(Path.Combine("b", "history.csv"), "step,loss\n1,2\n2,1\n");
        _folder.Write(Path.Combine("b", "prices.csv"), "day,close\n1,2\n");
        _folder.Write("notes.txt", "nothing");
        var reading = Gather(_folder.Path, "outputs");
        Assert.Equal("outputs/b/history.csv", Assert.Single(reading.Subjects).Place.Name);
        Assert.Contains("all_trials.json:1: ends in the middle", Assert.Single(reading.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void What_no_reader_knows_is_refused_with_what_could_be_read()
    {
        var text = _folder.Write("notes.txt", "nothing");
        Assert.Contains("notes.txt: is nothing that lint can read: a study's folder", Assert.Throws<AssayException>(() => Gather(text, "notes.txt")).Message, StringComparison.Ordinal);
        Assert.Contains("holds nothing that lint can read", Assert.Throws<AssayException>(() => Gather(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Studies_of_one_look_know_of_each_other()
    {
        foreach (var name in new[] { "a", "b" })
            _folder.Write(Path.Combine(name, "all_trials.json"), """[{"number": 0, "value": 0.5, "params": {"lr": 0.1}, "state": "COMPLETE"}]""");
        var subjects = FileSubjects.Acquainted(Gather(_folder.Path).Subjects);
        Assert.Equal(["b", "a"], subjects.Cast<StudySubject>().Select(subject => Assert.Single(subject.Others).Name));
    }

    [Fact]
    public void All_analyzers_find_only_what_has_a_reason_in_the_logged_data()
    {
        // Why the findings of a rule are right there.
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["AS201"] = "the spaces were set once and never widened; the best of three studies lies on their edges",
            ["AS202"] = "one fixed seed: a configuration that is suggested again is trained again to the same digits",
            ["AS203"] = "76 positive days give a standard error of 0.035; the leaders differ by less than 0.003",
            ["AS204"] = "the sampler tried good values together; means per value show the company",
            ["AS205"] = "no study tried its best with other heads, widths or depths",
            ["AS206"] = "the script of the template kept the heading of the first study",
            ["AS207"] = "the extremes were forced beside the sampler, and one of them won",
            ["AS301"] = "the model ends in a sigmoid and the script of the sweep applied another",
            ["AS303"] = "at 0.5 the sweep's doubled sigmoid puts all rows above, and one run none",
            ["AS304"] = "76 positive days, a threshold of 0.5 that hardly any reach: precisions of 1 to 30 predictions",
            ["AS305"] = "the runs rank alike; how far each loss presses the probabilities decides what passes 0.5",
            ["AS306"] = "the sweep of losses stored precision and recall and no counts",
            ["AS309"] = "the forecasts are returns, not probabilities",
            ["AS405"] = "the spaces were named after a budget and never held to it; the estimate leaves out the normalisation's parameters",
            ["AS501"] = "the rows of the bootstrap are of four horizons, each its own question",
            ["AS502"] = "every configuration was run with one seed",
            ["AS503"] = "no difference between the feature tiers is resolved",
            ["AS505"] = "the best of ten runs on one validation set is where the best of ten equal ones would be",
            ["AS507"] = "the scripts return 0 where nothing is predicted positive",
        };
        var root = LoggedData.Find("financial");
        var reading = FileSubjects.Gather(root, "financial", new FileSubjectOptions { ClassCounts = [346, 76] }, TestContext.Current.CancellationToken);
        var report = new LintEngine(AnalyzerCatalog.All).Lint(FileSubjects.Acquainted(reading.Subjects), TestContext.Current.CancellationToken);
        Assert.Empty(report.Failures);
        var text = string.Concat(report.Findings.Select(finding => $"{finding}\n    because {reasons.GetValueOrDefault(finding.Rule.Id, "(no reason is written down)")}\n"));
        Approved.Verify("tests/Assay.Tests/Expectations/Lint/logged.txt", text);
        Assert.DoesNotContain("no reason is written down", text, StringComparison.Ordinal);
    }

    private static SubjectReading Gather(string path, string? name = null) => FileSubjects.Gather(path, name ?? path, new FileSubjectOptions(), TestContext.Current.CancellationToken);
}
