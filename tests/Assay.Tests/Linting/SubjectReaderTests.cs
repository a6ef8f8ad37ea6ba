using Assay.Analyzers.Subjects;
using Assay.Linting;
using Assay.Testing;

namespace Assay.Tests.Linting;

public sealed class SubjectReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_of_scores_and_labels_is_predictions()
    {
        var subject = Assert.IsType<PredictionsSubject>(Assert.Single(Gather(_folder.Write("valid.csv", "row,score,label\n1,0.2,0\n2,0.7,1\n")).Subjects));
        Assert.Equal([0.2, 0.7], subject.Scores);
        Assert.Equal([false, true], subject.Truth);
    }

    [Fact]
    public void Labels_that_are_no_yes_or_no_are_left_out_and_said()
    {
        var reading = Gather(_folder.Write("valid.csv", "score,label\n0.2,3\n0.7,1\n"));
        Assert.Empty(Assert.IsType<PredictionsSubject>(Assert.Single(reading.Subjects)).Truth);
        Assert.Contains("are not one 0 or 1 a score", Assert.Single(reading.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_that_are_no_numbers_take_no_part_and_that_is_said()
    {
        var reading = Gather(_folder.Write("valid.csv", "score,label\nNaN,1\n0.5,0\n-inf,1\n0.7,1\n"));
        var subject = Assert.IsType<PredictionsSubject>(Assert.Single(reading.Subjects));
        Assert.Equal([0.5, 0.7], subject.Scores);
        Assert.Equal([false, true], subject.Truth);
        Assert.Equal((2, 1), subject.Counts);
        Assert.EndsWith("2 of 4 values of 'score' are no finite numbers; their rows are left out.", Assert.Single(reading.LeftOut), StringComparison.Ordinal);
        var none = Gather(_folder.Write("test.csv", "score,label\nNaN,1\n"));
        Assert.True(none.Subjects is [] && none.LeftOut.Count == 1);
    }

    [Fact]
    public void A_curve_that_reached_infinity_keeps_it()
    {
        var run = Assert.IsType<RunSubject>(Assert.Single(Gather(_folder.Write("history.csv", "epoch,train_loss\n1,2\n2,inf\n3,nan\n")).Subjects));
        Assert.Equal([2, double.PositiveInfinity, double.NaN], Assert.Single(run.Curves).Values);
    }

    [Fact]
    public void A_folder_of_Burn_s_learner_is_a_run_with_curves_and_params()
    {
        foreach (var epoch in new[] { 1, 2, 3 })
        {
            _folder.Write($"sweep/run_0/valid/epoch-{epoch}/Accuracy.log", $"{epoch}0,32\n{epoch}4,16\n");
            _folder.Write($"sweep/run_0/train/epoch-{epoch}/Loss.log", epoch == 3 ? "1,1\n" : "3,1\n2,1\n");
        }

        _folder.Write("sweep/run_0/config.json", """{"seed": 7, "model": {"dropout": 0.25}, "class_counts": [36, 64]}""");
        _folder.Write("sweep/notes.txt", "nothing");
        var reading = Gather(Path.Combine(_folder.Path, "sweep"));
        var run = Assert.IsType<RunSubject>(Assert.Single(reading.Subjects));
        Assert.Equal(["train/Loss", "valid/Accuracy"], run.Curves.Select(curve => curve.Identity.Key));
        Assert.Equal([1, 2], run.Curves[0].Steps); // the third epoch was not finished
        Assert.Equal([12, 22, 32], run.Curves[1].Values);
        Assert.Equal((CurveSplit.Valid, true), (run.Curves[1].Role.Split, run.Curves[1].Role.IsAccuracy));
        Assert.Equal(0.25, run.Number("dropout"));
        Assert.Equal([36, 64], run.ClassCounts);
        Assert.Contains("1 of 2 batches", Assert.Single(reading.LeftOut), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_without_counts_keeps_what_it_says()
    {
        var subject = Assert.IsType<PredictionsSubject>(Assert.Single(Gather(_folder.Write("sweep.json", """[{"threshold": 0.6, "precision": 0.5}, {"threshold": 0.5, "precision": 0.4, "recall": 0.3}]""")).Subjects));
        Assert.Equal([0.5, 0.6], subject.Points.Select(point => point.Threshold));
        Assert.Null(subject.Counts);
        Assert.Null(subject.Points[1].Recall);
    }

    [Fact]
    public void Rows_of_a_budget_index_are_splits_with_their_line()
    {
        var reading = Gather(_folder.Write("manifest_index.csv", "budget,seed,requested_train_rows,actual_train_rows,val_rows\n50,42,50,45,5\n100,42,100,100,\n"));
        Assert.Equal([2, 3], reading.Subjects.Select(subject => subject.Place.Line));
        Assert.Equal([50, 100], reading.Subjects.Cast<SplitSubject>().Select(subject => subject.RequestedRows!.Value));
    }

    [Fact]
    public void A_row_of_another_width_is_refused_with_its_line()
    {
        _folder.Write("train.csv", "id,label\na,0\n");
        _folder.Write("test.csv", "id,label\na,0,1\n");
        var error = Assert.Throws<AssayException>(() => Gather(_folder.Path));
        Assert.Contains("test.csv:2: has 3 fields, expected the 2 of the header", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sweep.json", "[{\"threshold\": 0.5, \"precision\"")]
    [InlineData("all_results.json", "[{\"val_auc\": 0.7")]
    [InlineData("scores.npz", "PK")]
    [InlineData("manifest_index.csv", "")]
    public void A_torn_file_is_refused_with_a_sentence(string name, string text)
    {
        var error = Assert.Throws<AssayException>(() => Gather(_folder.Write(name, text)));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_readme_is_no_log()
    {
        Assert.Contains("nothing that lint can read", Assert.Throws<AssayException>(() => Gather(_folder.Write("README.md", "# Title\n\nText.\n"))).Message, StringComparison.Ordinal);
    }

    private static SubjectReading Gather(string path) => FileSubjects.Gather(path, Path.GetFileName(path), new FileSubjectOptions(), TestContext.Current.CancellationToken);
}
