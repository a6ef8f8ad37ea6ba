using System.Globalization;
using System.Text.Json;
using Assay.Statistics;
using Assay.Testing;

namespace Assay.Numerics.Tests.Statistics;

public sealed class FactorTableTests
{
    // Better with b = y; a = 2 was tried mostly with it.
    private static readonly FactorTable Confounded = new(
        ["a", "b"],
        [["1", "x"], ["1", "x"], ["1", "x"], ["1", "y"], ["2", "x"], ["2", "y"], ["2", "y"], ["2", "y"]],
        [0.5, 0.5, 0.5, 0.7, 0.5, 0.7, 0.7, Quantity.Undefined("crashed")]);

    [Fact]
    public void Marginal_means_count_what_is_undefined_and_leave_it_out()
    {
        var means = Confounded.MarginalMeans("a");
        Assert.Equal([new MarginalMean("1", 4, 0, means[0].Mean, means[0].StandardDeviation), new MarginalMean("2", 3, 1, means[1].Mean, means[1].StandardDeviation)], means);
        Assert.Equal(0.55, means[0].Mean.Value, 1e-12);
        Assert.Equal(1.9 / 3, means[1].Mean.Value, 1e-12);
    }

    [Fact]
    public void A_matched_comparison_sees_through_company()
    {
        // By marginal means level 2 of a is better by .083; with b equal there is no difference at all.
        var matched = Confounded.Match("a", "1", "2");
        Assert.Equal((2, 4, 3), (matched.Contexts, matched.FirstRows, matched.SecondRows));
        Assert.Equal([0, 0], matched.Differences);
        Assert.Equal("all differences are equal", matched.Test.PValue.Reason);
        Assert.Equal(0.5, Confounded.Association("a", "b").Value, 1e-12);
        Assert.Equal(0, Confounded.Match("a", "1", "3").Contexts);
        Assert.False(Confounded.Match("a", "1", "3").Test.PValue.IsDefined);
        Assert.Equal(1, new FactorTable(["a", "b"], [["1", "x"], ["2", "y"]], [1, 2]).Association("a", "b").Value, 1e-12);
        Assert.Equal("b has fewer than two levels", new FactorTable(["a", "b"], [["1", "x"], ["2", "x"]], [1, 2]).Association("a", "b").Reason);
    }

    [Fact]
    public void Repetitions_of_a_configuration_become_one_row()
    {
        var distinct = Confounded.Distinct();
        Assert.Equal(4, distinct.RowCount);
        Assert.Equal(0.6, distinct.MarginalMeans("a")[0].Mean.Value, 1e-12);
        Assert.Equal(0.6, distinct.MarginalMeans("a")[1].Mean.Value, 1e-12);
        // Levels are told apart however they are spelt.
        Assert.Equal(2, new FactorTable(["a", "b"], [["1|", "x"], ["1", "|x"]], [1, 2]).Distinct().RowCount);
    }

    [Fact]
    public void Tables_that_do_not_fit_are_refused()
    {
        Assert.Contains("rows[1] has 1 levels", Assert.Throws<ArgumentException>(() => new FactorTable(["a", "b"], [["1", "x"], ["2"]], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FactorTable(["a", "a"], [["1", "x"]], [1]));
        Assert.Throws<ArgumentException>(() => new FactorTable(["a"], [["1"]], [1, 2]));
        Assert.Contains("There is no factor 'c'; there are a, b.", Assert.Throws<ArgumentException>(() => Confounded.MarginalMeans("c")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Confounded.DifferingAtMostIn(8, "a"));
    }

    [Fact]
    public void A_published_study_s_marginal_means_are_those_of_its_favorite_settings()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "Shared research material is not beside the checkout.");
        var path = Path.Combine(RepositoryFolder.Shared!, "data", "logged", "financial", "phase6c_a100", "hpo_2m_h1", "all_trials.json");
        Assert.SkipWhen(!File.Exists(path), "The study is not beside the checkout.");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement[] trials = [.. json.RootElement.EnumerateArray().Where(trial => trial.GetProperty("params").EnumerateObject().Any())];
        string[] factors = [.. trials[0].GetProperty("params").EnumerateObject().Select(p => p.Name)];
        var table = new FactorTable(
            factors,
            [.. trials.Select(trial => (string[])[.. factors.Select(factor => trial.GetProperty("params").GetProperty(factor).GetDouble().ToString(CultureInfo.InvariantCulture))])],
            [.. trials.Select(trial => Quantity.Of(trial.GetProperty("value").GetDouble()))]);
        var rates = table.MarginalMeans("learning_rate").ToDictionary(mean => mean.Level, StringComparer.Ordinal);
        Assert.Equal((32, 7), (rates["1E-05"].Count, rates["5E-05"].Count));
        Assert.Equal(0.7042, rates["1E-05"].Mean.Value, 5e-5);
        Assert.Equal(0.7086, rates["5E-05"].Mean.Value, 5e-5);
        Assert.Equal(32, table.MarginalMeans("dropout").Single(mean => mean.Level == "0.1").Count);
        var best = Array.FindIndex(trials, trial => trial.GetProperty("value").GetDouble() == trials.Max(t => t.GetProperty("value").GetDouble()));
        Assert.Equal(11, table.DifferingAtMostIn(best, "dropout").Count);
        Assert.True(table.Association("dropout", "learning_rate").Value > 0.2);
    }
}
