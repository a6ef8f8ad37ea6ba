using Assay.Interop;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Summaries;

namespace Assay.Tests.Tuning.Summaries;

public sealed class StudySummaryTests
{
    private const double LoggedDigits = 5e-5; // The log gives four decimals.

    [Fact]
    public void The_stability_block_is_that_of_a_study_computed_by_hand()
    {
        // Completed values 8, 10, 9.95, 4, 9.95; a pruned and a failed trial stay out.
        var study = Study(Direction.Maximize, 8, 10, 9.95, 4, 9.95);
        study = study with { Trials = [.. study.Trials, new Trial(5, TrialState.Pruned) { Value = 100 }, new Trial(6, TrialState.Failed) { Value = 0 }, new Trial(7, TrialState.Completed) { Value = double.NaN }] };
        var stability = Stability.Of(study, new SummaryOptions { Top = 3 });
        Assert.Equal(5, stability.All.Count);
        Assert.Equal(8.38, stability.All.Mean.Value, 12);
        Assert.Equal(9.95, stability.All.Median.Value);
        Assert.Equal(Math.Sqrt(26.883 / 5), stability.All.PopulationDeviation.Value, 12);
        Assert.Equal(Math.Sqrt(26.883 / 4), stability.All.SampleDeviation.Value, 12);
        Assert.Equal((3, 9.95, 10.0), (stability.Top.Count, stability.Top.Least.Value, stability.Top.Greatest.Value));
        Assert.Equal(0.05, stability.PeakGap.Value, 12);
        Assert.Equal(9.9, stability.Band.Threshold.Value, 12);
        Assert.Equal([1, 2, 4], stability.Band.Trials.Select(trial => trial.Number));
    }

    [Fact]
    public void Where_smaller_is_better_the_band_lies_above_the_best_also_below_zero()
    {
        var stability = Stability.Of(Study(Direction.Minimize, -100, -99.5, -98), new SummaryOptions());
        Assert.Equal(-99, stability.Band.Threshold.Value, 12);
        Assert.Equal([0, 1], stability.Band.Trials.Select(trial => trial.Number));
        Assert.Equal(0.5, stability.PeakGap.Value, 12);
    }

    [Fact]
    public void A_study_without_a_completed_trial_has_no_numbers_and_no_zeros()
    {
        var summary = StudySummary.Of(new Study("empty") { Trials = [new Trial(0, TrialState.Failed)] });
        Assert.False(summary.Stability.All.Mean.IsDefined || summary.Stability.PeakGap.IsDefined || summary.Stability.Band.Threshold.IsDefined);
        Assert.Equal((ConvergenceKind.Undetermined, null), (summary.Convergence.Kind, summary.Convergence.BestFound));
        Assert.Empty(summary.Marginals);
    }

    [Fact]
    public void A_mode_of_a_parameter_that_never_repeats_is_none()
    {
        var trials = Enumerable.Range(0, 4).Select(i => SomeSubjects.Trial(i, 1, ("lr", 0.1 * (i + 1)), ("loss", i == 3 ? "focal" : "bce"))).ToList();
        var modes = NearBest.Of(new Study("s") { Trials = trials }, 0.01).Modes;
        Assert.Equal((null, 0.1, 0.4), (modes[0].Value, modes[0].Low, modes[0].High!.Value));
        Assert.Equal(("bce", 3, 4), (modes[1].Value!.Text, modes[1].Count, modes[1].Trials));
    }

    [Fact]
    public void Ties_of_one_configuration_are_told_from_ties_of_several()
    {
        Trial[] same = [.. Enumerable.Range(0, 6).Select(i => SomeSubjects.Trial(i, i == 0 ? 0.5 : 0.7, ("lr", i == 0 ? 1 : 2)))];
        var repeated = Convergence.Of(new Study("s") { Trials = same });
        Assert.Equal((5, 1, 4), (repeated.Ties.Count, repeated.TiedConfigurations, repeated.Repeats));
        var several = Convergence.Of(new Study("s") { Trials = [.. Enumerable.Range(0, 30).Select(i => SomeSubjects.Trial(i, i < 3 ? 0.7 : 0.6, ("lr", i)))] });
        Assert.Equal((3, 3, 0, ConvergenceKind.Converged, 29), (several.Ties.Count, several.TiedConfigurations, several.Repeats, several.Kind, several.NewSince));
        Assert.Equal(ConvergenceKind.Improving, Convergence.Of(new Study("s") { Trials = [.. Enumerable.Range(0, 30).Select(i => SomeSubjects.Trial(i, i, ("lr", i)))] }).Kind);
        Assert.Equal(ConvergenceKind.Repeating, Convergence.Of(new Study("s") { Trials = [.. Enumerable.Range(0, 30).Select(i => SomeSubjects.Trial(i, i == 0 ? 1 : 0.5, ("lr", Math.Min(i, 3))))] }).Kind);
    }

    [Fact]
    public void Neighbors_that_a_constraint_forbids_are_none()
    {
        var space = SomeSubjects.Choices(("width", [6, 8, 9]), ("heads", [2, 3])) with { Constraints = ["width % heads == 0"] };
        var study = new Study("s") { Space = space, Trials = [SomeSubjects.Trial(0, 1, ("width", 6), ("heads", 2)), SomeSubjects.Trial(1, 0.5, ("width", 8), ("heads", 2))] };
        var neighbors = UntestedNeighbors.Of(study);
        Assert.Equal([("width", 1, ""), ("heads", 1, "3")], neighbors.Select(one => (one.Parameter, one.All, string.Join(",", one.Values))));
        // 6/2, 6/3, 8/2, 9/3 are allowed.
        Assert.Equal((2, 4.0, true), (GridCoverage.Of(study, [])[0].Tested, GridCoverage.Of(study, [])[0].Size, GridCoverage.Of(study, [])[0].AreRulesApplied));
    }

    [Fact]
    public void A_parameter_of_many_values_is_shown_in_ranges_that_hold_all_trials()
    {
        var study = new Study("s") { Trials = [.. Enumerable.Range(0, 40).Select(i => SomeSubjects.Trial(i, i, ("lr", Math.Pow(10, -i / 10.0))))] };
        var marginal = Assert.Single(ParameterMarginal.Of(study));
        Assert.True(marginal.IsBinned);
        Assert.Equal([10, 10, 10, 10], marginal.Levels.Select(level => level.Trials));
        Assert.Equal([34.5, 24.5, 14.5, 4.5], marginal.Levels.Select(level => level.Mean.Value));
    }

    [Fact]
    public void A_ladder_tells_where_it_does_not_climb()
    {
        var ladder = Ladder.Of([Study(Direction.Maximize, 0.5, 0.6) with { Name = "2M" }, Study(Direction.Maximize, 0.7) with { Name = "20M" }, Study(Direction.Maximize, 0.65) with { Name = "200M" }]);
        Assert.False(ladder.Climbs);
        Assert.Equal([null, true, false], ladder.Rungs.Select(rung => rung.IsBetter));
        Assert.Throws<AssayException>(() => Ladder.Of([Study(Direction.Maximize, 1), Study(Direction.Minimize, 1)]));
    }

    [Fact]
    public void The_figures_of_a_logged_study_are_reproduced()
    {
        var study = StudyFolder.Read(LoggedData.Find("financial/phase6c_a100/hpo_2m_h1")).Study with { ClassCounts = [346, 76] };
        var summary = StudySummary.Of(study, new SummaryOptions { Groups = [["d_model", "n_layers", "n_heads"], ["learning_rate", "dropout", "weight_decay"]], Baseline = ("baseline", 0.7049) });
        Assert.Equal([19, 21, 22, 23, 24, 31, 32, 41, 42, 43], summary.Convergence.Ties.Select(trial => trial.Number));
        Assert.Equal((1, 50, 41, 9), (summary.Convergence.TiedConfigurations, summary.Convergence.Trials, summary.Convergence.Configurations, summary.Convergence.Repeats));
        Means("weight_decay", ("0", 0.6889, 5), ("1e-05", 0.6993, 10), ("0.0001", 0.7006, 7), ("0.001", 0.7037, 28));
        Means("dropout", ("0.1", 0.7055, 32), ("0.3", 0.6970, 7), ("0.5", 0.6905, 6), ("0.7", 0.6894, 5));
        Means("learning_rate", ("1e-05", 0.7042, 32), ("5e-05", 0.7086, 7), ("0.0001", 0.6916, 5), ("0.0005", 0.6822, 6));
        var heads = summary.Marginals.Single(marginal => marginal.Parameter == "n_heads").Levels;
        Assert.Equal([("2", 0.7152), ("4", 0.7167), ("8", 0.7178)], heads.Select(level => (level.Level, Math.Round(level.Best, 4))));
        Assert.Equal(0.0129, summary.Baseline!.Difference, LoggedDigits);
        Assert.Equal(0.0183, summary.Baseline.Relative!.Value, LoggedDigits);
        Assert.Equal([(26, 75.0), (25, 64.0)], summary.Coverage.TakeLast(2).Select(part => (part.Tested, part.Size)));
        Assert.Equal((41, 9600.0), (summary.Coverage[0].Tested, summary.Coverage[0].Size));
        Assert.Equal(6, summary.Bounds.Count);
        Assert.False(summary.Separation!.IsSeparable);
        Assert.Equal(0.7009, summary.Stability.All.Mean.Value, LoggedDigits);
        Assert.Equal(0.6702, summary.Stability.All.Least.Value, LoggedDigits);

        void Means(string parameter, params (string Level, double Mean, int Trials)[] expected)
        {
            var levels = summary.Marginals.Single(marginal => marginal.Parameter == parameter).Levels;
            Assert.Equal(expected.Select(level => (level.Level, level.Trials)), levels.Select(level => (level.Level, level.Trials)));
            foreach (var (level, actual) in expected.Zip(levels))
                Assert.Equal(level.Mean, actual.Mean.Value, LoggedDigits);
        }
    }

    [Theory]
    [InlineData("hpo_20m_h1", 34, 16, 0.7075, 0.6565, 20, 50)]
    [InlineData("hpo_200m_h1", 32, 18, 0.7030, 0.6695, 17, 40)]
    public void The_other_logged_studies_too(string folder, int configurations, int repeats, double mean, double least, int tested, double size)
    {
        var study = StudyFolder.Read(LoggedData.Find("financial/phase6c_a100/" + folder)).Study;
        var summary = StudySummary.Of(study, new SummaryOptions { Groups = [["d_model", "n_layers", "n_heads"]] });
        Assert.Equal(configurations, summary.Convergence.Configurations);
        Assert.Equal(repeats, summary.Convergence.Trials - summary.Convergence.Configurations);
        Assert.Equal(mean, summary.Stability.All.Mean.Value, LoggedDigits);
        Assert.Equal(least, summary.Stability.All.Least.Value, LoggedDigits);
        Assert.Equal((tested, size), (summary.Coverage[^1].Tested, summary.Coverage[^1].Size));
    }

    private static Study Study(Direction direction, params double[] values) =>
        new("study") { Direction = direction, Trials = [.. values.Select((value, index) => SomeSubjects.Trial(index, value, ("x", index)))] };
}
