using Assay.Testing;
using Assay.Tracking.Results;
using FsCheck.Fluent;

namespace Assay.Tests.Tracking.Results;

public sealed class RowResultTests
{
    private const string Csv = "epoch,loss,auc,note\n1,0.9,,warm\n2,0.5,0.7,\"a, b\"\n3,nan,inf,done\n";

    [Fact]
    public void The_last_row_is_read_by_default_and_text_cells_are_left_out() =>
        Assert.Equal("epoch=3; loss=NaN; auc=Infinity", Reading.Of(ResultFormat.Csv, Csv).Text());

    [Fact]
    public void Every_row_is_a_step_counted_from_zero() =>
        Assert.Equal("epoch=1; loss=0.9; epoch@1=2; loss@1=0.5; auc@1=0.7; epoch@2=3; loss@2=NaN; auc@2=Infinity", Reading.Of(ResultFormat.Csv, Csv, lastRowOnly: false).Text());

    [Fact]
    public void A_step_column_gives_the_steps_and_is_no_metric_and_a_mapped_empty_cell_is_undefined()
    {
        var reading = Reading.Of(ResultFormat.Csv, Csv, Reading.Map(("val/auc", "auc")), "epoch", lastRowOnly: false);
        Assert.Equal("val/auc@1=undefined (empty cell in result.txt:2); val/auc@2=0.7; val/auc@3=Infinity", reading.Text());
        Assert.DoesNotContain("epoch", Reading.Of(ResultFormat.Csv, Csv, null, "epoch").Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty, expected a header row")]
    [InlineData("a,b\n", "has a header row and no rows")]
    [InlineData("a,b\nx,y\n", "holds no number")]
    public void A_csv_without_rows_or_numbers_is_a_problem(string content, string sentence)
    {
        var reading = Reading.Of(ResultFormat.Csv, content);
        Assert.Contains(sentence, Assert.Single(reading.Problems), StringComparison.Ordinal);
        Assert.False(reading.HasResult);
    }

    [Fact]
    public void A_column_that_is_not_there_and_a_cell_that_is_text_are_named()
    {
        var reading = Reading.Of(ResultFormat.Csv, Csv, Reading.Map(("f1", "f1"), ("note", "note"), ("loss", "loss")));
        Assert.Equal("loss=NaN", reading.Text());
        Assert.Contains("no column 'f1' (wanted for metric 'f1'); it has epoch, loss, auc, note.", reading.Problems[0], StringComparison.Ordinal);
        Assert.Contains("result.txt:4: 'done' (wanted for metric 'note') is text", reading.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_a_whole_step_are_passed_over_and_counted_in_few_sentences()
    {
        var reading = Reading.Of(ResultFormat.Csv, "step,x\n" + string.Concat(Enumerable.Repeat("half,1\n", 20)) + "7,2\n", null, "step", lastRowOnly: false);
        Assert.Equal("x@7=2", reading.Text());
        Assert.Equal(6, reading.Problems.Count);
        Assert.Contains("15 more problems", reading.Problems[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_are_steps_and_a_torn_last_line_is_passed_over()
    {
        var reading = Reading.Of(ResultFormat.JsonLines, "{\"loss\":1}\n\n{\"loss\":NaN,\"lr\":0.1}\r\n{\"lo");
        Assert.Equal("loss=1; loss@1=NaN; lr@1=0.1", reading.Text());
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_torn_line_is_a_problem_when_it_is_all_there_is()
    {
        var reading = Reading.Of(ResultFormat.JsonLines, "{\"lo");
        Assert.False(reading.HasResult);
        Assert.Contains("ends in the middle", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_take_a_step_key_and_lines_that_hold_other_keys()
    {
        var reading = Reading.Of(
            ResultFormat.JsonLines,
            "{\"t\":{\"step\":10},\"train\":{\"loss\":1}}\n{\"t\":{\"step\":10},\"val\":{\"loss\":2}}\n{\"val\":{\"loss\":3}}\n[1]\nbroken\n{\"t\":{\"step\":20},\"val\":{\"loss\":null}}\n",
            Reading.Map(("train/loss", "train.loss"), ("val/loss", "val.loss"), ("f1", "f1")),
            "t.step");
        Assert.Equal("train/loss@10=1; val/loss@10=2; val/loss@20=undefined (null in result.txt:6)", reading.Text());
        Assert.Collection(
            reading.Problems,
            p => Assert.StartsWith("result.txt:3: no whole number at the step key 't.step'", p, StringComparison.Ordinal),
            p => Assert.StartsWith("result.txt:4: is a list of 1", p, StringComparison.Ordinal),
            p => Assert.StartsWith("result.txt:5: not a readable JSON object", p, StringComparison.Ordinal),
            p => Assert.Contains("no line has the key 'f1'", p, StringComparison.Ordinal));
    }

    [Fact]
    public void More_points_than_one_result_may_give_are_refused_whole()
    {
        var reading = Reading.Of(ResultFormat.JsonLines, string.Concat(Enumerable.Repeat("[" + string.Join(',', Enumerable.Repeat("1", 10)) + "]\n", 1)) +
            string.Concat(Enumerable.Repeat("{\"x\":[" + string.Join(',', Enumerable.Repeat("1", 1_000)) + "]}\n", 1_001)));
        Assert.False(reading.HasResult);
        Assert.Contains(reading.Problems, p => p.Contains("more than 1,000,000 metric points", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_double_comes_back_from_a_cell_bit_for_bit() =>
        Prop.ForAll<double>(number =>
        {
            var text = number.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            var value = Assert.Single(Reading.Of(ResultFormat.Csv, $"x\n{text}\n").Metrics).Value;
            return BitConverter.DoubleToInt64Bits(value.Number) == BitConverter.DoubleToInt64Bits(number);
        }).Holds();
}
