using Assay.Claims;

namespace Assay.Tests.Claims;

public sealed class PredictionTests
{
    private const string Claim = "- { id: c, says: s, metric: auc, treatment: { tags: { role: new } }, control: { tags: { role: old } }, prediction: PREDICTION }";

    [Theory]
    [InlineData("{ at_least: 0.05, at_most: 0.15 }", PredictionGrade.Kept)]
    [InlineData("{ at_least: 0.15 }", PredictionGrade.Missed)]
    [InlineData("{ at_most: 0.05 }", PredictionGrade.Missed)]
    public async Task What_was_predicted_before_the_runs_is_graded_after_them(string prediction, PredictionGrade grade)
    {
        await using var lab = await ClaimLab.OpenAsync();
        var checker = lab.Checker(Claim.Replace("PREDICTION", prediction, StringComparison.Ordinal));
        await checker.RegisterAsync();
        Assert.Equal(PredictionGrade.Open, Assert.Single((await checker.CheckAsync()).Results).Prediction!.Grade);
        foreach (var (role, value) in new[] { ("new", 0.8), ("new", 0.9), ("old", 0.7), ("old", 0.8) })
            await lab.RunAsync(role, value);
        Assert.Equal(grade, Assert.Single((await checker.CheckAsync()).Results).Prediction!.Grade);
    }

    [Fact]
    public async Task What_was_predicted_afterwards_is_not_graded()
    {
        await using var lab = await ClaimLab.WithAsync([0.8, 0.9], [0.7, 0.8]);
        lab.Clock.Advance(TimeSpan.FromHours(1));
        var checker = lab.Checker(Claim.Replace("PREDICTION", "{ at_least: 0.05 }", StringComparison.Ordinal));
        await checker.RegisterAsync();
        var prediction = Assert.Single((await checker.CheckAsync()).Results).Prediction!;
        Assert.Equal(PredictionGrade.TooLate, prediction.Grade);
        Assert.Contains("made afterwards, it is not graded", prediction.Why, StringComparison.Ordinal);
        // A day that a person states is believed, and said to be stated.
        var stated = Assert.Single((await lab.CheckAsync(Claim.Replace("PREDICTION", "{ at_least: 0.05, made: 2025-12-03 }", StringComparison.Ordinal))).Results).Prediction!;
        Assert.Equal(PredictionGrade.Kept, stated.Grade);
        Assert.Contains("as stated", stated.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prediction_that_was_changed_after_the_runs_is_a_new_one()
    {
        await using var lab = await ClaimLab.OpenAsync();
        await lab.Checker(Claim.Replace("PREDICTION", "{ at_least: 0.5 }", StringComparison.Ordinal)).RegisterAsync();
        foreach (var (role, value) in new[] { ("new", 0.8), ("old", 0.7) })
            await lab.RunAsync(role, value);
        var changed = lab.Checker(Claim.Replace("PREDICTION", "{ at_least: 0.05 }", StringComparison.Ordinal));
        await changed.RegisterAsync();
        Assert.Equal(PredictionGrade.TooLate, Assert.Single((await changed.CheckAsync()).Results).Prediction!.Grade);
        // Other words for the same claim change nothing.
        var reworded = lab.Checker(Claim.Replace("says: s", "says: other words", StringComparison.Ordinal).Replace("PREDICTION", "{ at_least: 0.5 }", StringComparison.Ordinal));
        Assert.Equal(PredictionGrade.Missed, Assert.Single((await reworded.CheckAsync()).Results).Prediction!.Grade);
    }
}
