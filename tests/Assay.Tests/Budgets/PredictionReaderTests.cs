using Assay.Budgets;
using Assay.Foundation.Formats;
using Assay.Testing;

namespace Assay.Tests.Budgets;

public sealed class PredictionReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_predicted_is_told_by_the_columns()
    {
        var labels = Read("id,p_a,p_b,a,b\nx,0.1,0.9,0,1\ny,0.2,0.8,1,1\n");
        Assert.Equal((PredictionTask.MultiLabel, 2, true), (labels.Task, labels.Rows, labels.AreProbabilities));
        Assert.Equal([0, 1, 1, 1], labels.Labels);
        Assert.Equal([0.1, 0.9, 0.2, 0.8], labels.Scores);

        var classes = Read("prob_cat,prob_dog,label\n0.1,0.9,dog\n2,-1,0\n");
        Assert.Equal((PredictionTask.MultiClass, false), (classes.Task, classes.AreProbabilities));
        Assert.Equal([1, 0], classes.Classes);
        Assert.Equal(PredictionTask.Binary, Read("score,y\n0.5,1\n").Task);
        Assert.Equal([1.5], Read("prediction,target\n1,1.5\n").Targets);
    }

    [Fact]
    public void Truth_of_another_file_is_joined_by_name_whatever_its_order()
    {
        _folder.Write("truth.csv", "volumename,a\ny,1\nx,0\n");
        var read = Read("volumename,p_a\nx,0.1\ny,0.9\n", new PredictionOptions { Labels = Path.Combine(_folder.Path, "truth.csv") });
        Assert.Equal([0, 1], read.Labels);
    }

    [Theory]
    [InlineData("volumename,a\nx,0\n", "1 of the 2 cases")]
    [InlineData("volumename,a\nx,0\ny,1\nz,1\n", "1 of the 3 cases")]
    [InlineData("volumename,a\nx,0\nx,1\n", "stands on line 2 already")]
    [InlineData("a\n0\n1\n", "no column names its cases")]
    public void Truth_of_other_cases_is_refused(string truth, string sentence)
    {
        _folder.Write("truth.csv", truth);
        var error = Assert.Throws<AssayException>(() => Read("volumename,p_a\nx,0.1\ny,0.9\n", new PredictionOptions { Labels = Path.Combine(_folder.Path, "truth.csv") }));
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p_a,a\nnan,1\n", "a number is expected")]
    [InlineData("p_a,a\n0.5,maybe\n", "0 or 1 is expected")]
    [InlineData("p_a,b\n0.5,1\n", "no column 'a' that says what is true")]
    [InlineData("p_a,prob_a,a\n0.5,0.5,1\n", "two columns of scores")]
    [InlineData("p_a,p_b,label\n0.5,0.5,c\n", "has the class 'c'")]
    [InlineData("x,y\n0.5,1\n", "are no predictions")]
    [InlineData("score,label,split\n0.5,1,valid\n0.6,0,test\n", "2 splits")]
    public void What_is_no_prediction_is_refused(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<AssayException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Arrays_are_read_by_their_names_and_shapes()
    {
        var path = _folder.File("p.npz");
        Npz.Write(path, new Dictionary<string, NumberArray> { ["scores"] = NumberArray.Of([0.1f, 0.9f, 0.8f, 0.2f], 2, 2), ["labels"] = NumberArray.Of(new long[] { 1, 0 }, 2) });
        var classes = PredictionReader.Read(path, new PredictionOptions { Names = ["a", "b"] });
        Assert.Equal(PredictionTask.MultiClass, classes.Task);
        Assert.Equal([1, 0], classes.Classes);
        Npz.Write(path, new Dictionary<string, NumberArray> { ["scores"] = NumberArray.Of([0.1, 0.9, 0.8, 0.2], 2, 2), ["labels"] = NumberArray.Of(new byte[] { 1, 0, 1, 1 }, 2, 2) });
        Assert.Equal(PredictionTask.MultiLabel, PredictionReader.Read(path).Task);
        Npz.Write(path, new Dictionary<string, NumberArray> { ["scores"] = NumberArray.Of([0.1, double.NaN], 2), ["labels"] = NumberArray.Of(new byte[] { 1, 0 }, 2) });
        Assert.Contains("NaN", Assert.Throws<AssayException>(() => PredictionReader.Read(path)).Message, StringComparison.Ordinal);
        Npz.Write(path, new Dictionary<string, NumberArray> { ["scores"] = NumberArray.Of([0.1, 0.2], 2), ["labels"] = NumberArray.Of(new byte[] { 1, 0, 1 }, 3) });
        Assert.Contains("same number of cases", Assert.Throws<AssayException>(() => PredictionReader.Read(path)).Message, StringComparison.Ordinal);
        File.WriteAllText(path, "no archive");
        Assert.Throws<AssayException>(() => PredictionReader.Read(path));
    }

    [Theory]
    [InlineData("test.csv", null, true)]
    [InlineData("FINAL_TEST.csv", null, true)]
    [InlineData("valid.csv", null, false)]
    [InlineData("test.csv", "calibration", false)]
    [InlineData("contest.csv", null, false)]
    public void A_test_split_is_known_by_what_the_file_says_or_else_by_its_name(string name, string? split, bool isTest) =>
        Assert.Equal(isTest, PredictionReader.Read(_folder.Write(name, $"score,label{(split is null ? "" : ",split")}\n0.5,1{(split is null ? "" : "," + split)}\n")).SplitName.IsTest);

    public void Dispose() => _folder.Dispose();

    private Predictions Read(string text, PredictionOptions? options = null) => PredictionReader.Read(_folder.Write("p.csv", text), options);
}
