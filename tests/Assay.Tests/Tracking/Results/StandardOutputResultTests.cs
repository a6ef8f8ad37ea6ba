using Assay.Tracking.Results;

namespace Assay.Tests.Tracking.Results;

public sealed class StandardOutputResultTests
{
    [Fact]
    public void Named_groups_are_metrics_and_several_matches_are_steps() =>
        Assert.Equal(
            "loss=0.5; auc=70.1; loss@1=0.25; auc@1=71.8",
            Reading.OfOutput(@"^loss=(?<loss>\S+) auc=(?<auc>\S+)$", "start\r\nloss=0.5 auc=70.1%\r\n\u001b[32mloss=0.25 auc=71.8%\u001b[0m\nend").Text());

    [Fact]
    public void Alternatives_count_their_own_matches() =>
        Assert.Equal("a=1; b=5; a@1=2", Reading.OfOutput(@"a:(?<a>\d+)|b:(?<b>\d+)", "a:1 b:5 a:2").Text());

    [Fact]
    public void Python_s_spelling_of_groups_a_map_and_a_step_group_are_understood() =>
        Assert.Equal(
            "val/loss@3=0.5; val/loss@4=NaN",
            Reading.OfOutput(@"epoch (?P<epoch>\d+): (?P<loss>\S+)", "epoch 3: 0.5\nepoch 4: nan\n", Reading.Map(("val/loss", "loss")), "epoch").Text());

    [Theory]
    [InlineData(@"(?<=auc )(?<auc>\d\.\d+)", "auc=0.71")] // Look-behind: the backtracking engine.
    [InlineData(@"(?<auc>[", "is not a regular expression")]
    [InlineData(@"auc", "has no named group")]
    [InlineData(@"ROC (?<roc>\d)", "nothing matches")]
    [InlineData(@"(?<word>auc)", "is not a number")]
    public void A_pattern_either_gives_metrics_or_says_why_not(string pattern, string expected)
    {
        var reading = Reading.OfOutput(pattern, "auc 0.71\n");
        Assert.Contains(expected, reading.Text() + string.Join(' ', reading.Problems), StringComparison.Ordinal);
        Assert.Equal(reading.HasResult, reading.Problems.Count == 0);
    }

    [Fact]
    public void A_pattern_that_backtracks_without_end_is_stopped()
    {
        var reading = Reading.OfOutput(@"(?<n>(?=a)(a+)+)$b", new string('a', 5_000));
        Assert.Contains("took too long", Assert.Single(reading.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_the_map_that_the_pattern_lacks_is_named() =>
        Assert.Contains("no group 'f1'", Assert.Single(Reading.OfOutput(@"(?<auc>\d)", "1", Reading.Map(("f1", "f1"))).Problems), StringComparison.Ordinal);

    [Fact]
    public void Output_that_was_not_captured_is_missing()
    {
        var reading = ResultReader.Read([new ResultSource(ResultFormat.StandardOutput, "(?<a>.)")], Path.GetTempPath(), null);
        Assert.Contains("not captured", Assert.Single(reading.Missing), StringComparison.Ordinal);
    }
}
