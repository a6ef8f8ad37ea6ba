using Assay.Testing;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Recommendations;

namespace Assay.Tests.Tuning.Recommendations;

public sealed class RecommendationTests
{
    [Fact]
    public void A_steady_configuration_goes_before_a_peak_that_its_repeats_do_not_hold()
    {
        Trial[] trials =
        [
            .. new[] { 0.90, 0.80, 0.70, 0.75 }.Select((value, i) => SomeSubjects.Trial(i, value, ("lr", 1))),
            .. new[] { 0.895, 0.893, 0.897, 0.896 }.Select((value, i) => SomeSubjects.Trial(4 + i, value, ("lr", 2))),
        ];
        var recommendation = Recommendation.Of(new Study("s") { Trials = trials });
        Assert.Equal((RecommendationBasis.Replicates, 6, 0), (recommendation.Basis, recommendation.Chosen.Trial.Number, recommendation.Peak.Trial.Number));
        // Student's one-sided bound: 0.89525 − 2.3534 · 0.0017078 / 2.
        Assert.Equal(0.893240, recommendation.Chosen.Bound.Value, 1e-5);
        Assert.Contains("instead of the peak, #0", recommendation.Why, StringComparison.Ordinal);
        var mirrored = Recommendation.Of(new Study("s") { Direction = Direction.Minimize, Trials = [.. trials.Select(trial => trial with { Value = -trial.Value!.Value.Number })] });
        Assert.Equal(6, mirrored.Chosen.Trial.Number);
        Assert.Equal(-0.893240, mirrored.Chosen.Bound.Value, 1e-5);
        Assert.Contains("at most", mirrored.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Repeats_to_the_last_digit_are_one_training()
    {
        Trial[] trials = [.. Enumerable.Range(0, 5).Select(i => SomeSubjects.Trial(i, 0.9, ("lr", 1))), SomeSubjects.Trial(5, 0.899, ("lr", 2))];
        var recommendation = Recommendation.Of(new Study("s") { Trials = trials });
        Assert.Equal((RecommendationBasis.Peak, 0, 1), (recommendation.Basis, recommendation.Chosen.Trial.Number, recommendation.Chosen.Replicates));
        Assert.False(recommendation.Chosen.Bound.IsDefined);
        Assert.Contains("Repeat the leaders", recommendation.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lonely_peak_is_judged_by_its_neighbors()
    {
        // A smooth hill at x = 7, and one lucky trial far down its slope.
        var trials = Enumerable.Range(0, 60).Select(i => SomeSubjects.Trial(i, i == 3 ? 1.0005 : 1 - (0.02 * Math.Pow((i / 5.0) - 7, 2)), ("x", i / 5.0))).ToList();
        var recommendation = Recommendation.Of(new Study("s") { Trials = trials });
        Assert.Equal((RecommendationBasis.Forest, 3), (recommendation.Basis, recommendation.Peak.Trial.Number));
        Assert.InRange(recommendation.Chosen.Trial.Params["x"].Number!.Value, 6.2, 7.8);
    }

    [Fact]
    public void A_frozen_configuration_reads_as_the_same_values_in_yaml_of_every_version()
    {
        var trial = SomeSubjects.Trial(3, 0.7, ("lr", 1e-5), ("wd", 2.5e-7), ("layers", 2), ("loss", "yes"), ("on", 1));
        var study = new Study("a\nb") { Metric = "auc", Trials = [trial] };
        var text = FrozenConfiguration.Yaml(study, trial, "it is\nthe best.", [], DateTimeOffset.UnixEpoch);
        Assert.Equal(
            """
            # Frozen from study a b, trial #3, on 1970-01-01 00:00:00 UTC.
            # auc 0.7, of 1 completed trials.
            # Why: it is the best.
            lr: 1.0e-05
            wd: 2.5e-07
            layers: 2
            loss: "yes"
            "on": 1

            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void Nothing_is_recommended_of_nothing() =>
        Assert.Throws<AssayException>(() => Recommendation.Of(new Study("s") { Trials = [new Trial(0, TrialState.Completed) { Value = 1 }] }));
}
