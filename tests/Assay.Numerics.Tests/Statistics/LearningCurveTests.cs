using Assay.Foundation.Randomness;
using Assay.Statistics;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Numerics.Tests.Statistics;

public sealed class LearningCurveTests
{
    private static readonly Resampling Resamples = new(new Seed(3), 999);

    [Fact]
    public void Least_squares_are_scipy_s()
    {
        foreach (var reference in ReferenceFile.Read("curves").EnumerateArray())
        {
            CurvePoint[] points = [.. reference.GetProperty("points").EnumerateArray().Select(p => new CurvePoint(p[0].GetDouble(), p[1].GetDouble()))];
            var line = LearningCurve.Fit(points, CurveForm.Logarithmic)!;
            ReferenceFile.Near(reference.Doubles("log")[0], line.A, "intercept", 1e-9);
            ReferenceFile.Near(reference.Doubles("log")[1], line.B, "slope", 1e-9);
            var power = LearningCurve.Fit(points, CurveForm.PowerLaw)!;
            // scipy stops at a relative change of 1e-8; the minimum is flat in the coefficients and sharp in the residual.
            ReferenceFile.Near(reference.Double("rss"), power.ResidualSumOfSquares, "residual", 1e-8);
            ReferenceFile.Near(reference.Doubles("power")[0], power.A, "asymptote", 1e-4);
            ReferenceFile.Near(reference.Doubles("power")[1], power.B, "factor", 1e-3);
            ReferenceFile.Near(reference.Doubles("power")[2], power.C, "exponent", 1e-3);
        }
    }

    [Fact]
    public void A_curve_without_noise_is_found_again_whatever_its_exponent() =>
        Prop.ForAll(Gen.Choose(5, 200).ToArbitrary(), Gen.Choose(-100, 100).ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(), (c, a, b) =>
        {
            var (asymptote, factor, exponent) = (a / 50.0, b / 40.0, c / 100.0);
            CurvePoint[] points = [.. new[] { 20.0, 50, 100, 300, 1000, 4000 }.Select(n => new CurvePoint(n, asymptote - (factor * Math.Pow(n, -exponent))))];
            var fit = LearningCurve.Fit(points, CurveForm.PowerLaw)!;
            return Math.Abs(fit.C - exponent) < 1e-3 * exponent && Math.Abs(fit.At(100) - points[2].Value) < 1e-6 * factor && fit.RSquared.Value > 1 - 1e-9;
        }).Holds(60);

    [Fact]
    public void The_unit_of_the_budget_and_the_scale_of_the_metric_do_not_matter()
    {
        var fit = LearningCurve.Fit(Noisy(1, 0.01), CurveForm.PowerLaw)!;
        var scaled = LearningCurve.Fit([.. Noisy(1, 0.01).Select(p => new CurvePoint(p.Budget * 1000, (10 * p.Value) - 3))], CurveForm.PowerLaw)!;
        Assert.Equal(fit.C, scaled.C, 1e-5);
        Assert.Equal((10 * fit.A) - 3, scaled.A, 1e-4);
        Assert.Equal((10 * fit.At(77)) - 3, scaled.At(77_000), 1e-6);
    }

    [Fact]
    public void A_published_table_gives_its_published_fits()
    {
        var manual = LearningCurve.Fit(Published.ManualF1, CurveForm.PowerLaw)!;
        Assert.Equal(0.656, manual.A, 1e-3);
        Assert.Equal(1.55, manual.B, 2e-2);
        Assert.Equal(0.545, manual.C, 5e-3); // The table has four digits.
        Assert.Equal(0.995, manual.RSquared.Value, 1e-3);
        Assert.Equal(0.0473, LearningCurve.Fit(Published.ManualAuprc, CurveForm.Logarithmic)!.B, 1e-4);
        Assert.Equal(0.958, LearningCurve.Fit(Published.ManualAuprc, CurveForm.Logarithmic)!.RSquared.Value, 1e-3);
        Assert.Equal(0.0105, LearningCurve.Fit(Published.LanguageModelAuprc, CurveForm.Logarithmic)!.B, 1e-4);
        // It still rises as ln N does: whatever a formula prints, there is no ceiling to be read.
        Assert.StartsWith("asymptote not identifiable", LearningCurve.Fit(Published.ManualAuprc, CurveForm.PowerLaw)!.Asymptote.Reason, StringComparison.Ordinal);
        var unreliable = LearningCurve.FitWithIntervals(Published.LanguageModelAuprc, CurveForm.PowerLaw, Resamples)!;
        Assert.Equal(CurveResampling.Residuals, unreliable.Scheme);
        Assert.StartsWith("asymptote not identifiable", unreliable.Asymptote.Reason, StringComparison.Ordinal);
        Assert.Null(unreliable.AsymptoteInterval);
        // A value inside the range is told well enough.
        Assert.InRange(unreliable.IntervalOf(fit => fit.At(1000))!.Value.Width, 0.001, 0.03);
    }

    [Fact]
    [Trait("Tier", "Slow")]
    public void Intervals_hold_the_truth_about_as_often_as_they_say()
    {
        var (asymptotes, values, undefined) = (0, 0, 0);
        for (var trial = 0; trial < 100; trial++)
        {
            var fitted = LearningCurve.FitWithIntervals(Noisy(trial, 0.004), CurveForm.PowerLaw, new(new Seed((ulong)trial), 199))!;
            Assert.Equal(CurveResampling.Runs, fitted.Scheme);
            values += fitted.IntervalOf(fit => fit.At(500))!.Value.Contains(0.7 - (1.2 * Math.Pow(500, -0.5))) ? 1 : 0;
            if (fitted.AsymptoteInterval is { } interval)
                asymptotes += interval.Contains(0.7) ? 1 : 0;
            else
                undefined++;
        }

        // Percentiles over five runs a budget are somewhat narrow: √(4/5) of the spread, 92 % instead of 95.
        Assert.InRange(values, 80, 99);
        Assert.InRange(asymptotes + undefined, 80, 100);
        Assert.InRange(undefined, 0, 10);
    }

    [Fact]
    public void A_break_is_found_and_a_straight_power_law_has_none()
    {
        CurvePoint[] broken = [.. new[] { 10.0, 30, 100, 300, 1e3, 3e3, 1e4, 3e4, 1e5 }.Select(n => new CurvePoint(n, 0.9 - (0.8 * Math.Pow(n, -0.1) * Math.Pow(1 + (n / 800), -0.5))))];
        var fit = LearningCurve.Fit(broken, CurveForm.BrokenPowerLaw)!;
        var straight = LearningCurve.Fit(broken, CurveForm.PowerLaw)!;
        Assert.True(fit.ResidualSumOfSquares < 0.01 * straight.ResidualSumOfSquares, $"{fit}: {fit.ResidualSumOfSquares} against {straight.ResidualSumOfSquares}");
        Assert.All(broken, point => Assert.Equal(point.Value, fit.At(point.Budget), 2e-3));
        Assert.NotNull(LearningCurve.FitWithIntervals(broken, CurveForm.BrokenPowerLaw, new(new Seed(1), 99)));
    }

    [Fact]
    public void Refits_do_not_depend_on_the_number_of_threads_and_draw_what_they_are_told()
    {
        var points = Noisy(5, 0.01);
        foreach (var scheme in new[] { CurveResampling.Runs, CurveResampling.Replicates, CurveResampling.Residuals })
        {
            var one = LearningCurve.FitWithIntervals(points, CurveForm.PowerLaw, new(new Seed(2), 199, 1), scheme)!;
            var two = LearningCurve.FitWithIntervals(points, CurveForm.PowerLaw, new(new Seed(2), 199, 3), scheme)!;
            Assert.Equal(one.Refits, two.Refits);
            Assert.Equal(scheme, one.Scheme);
        }

        // Replicates that rise and fall as wholes: drawing runs one by one misses it.
        CurvePoint[] shifted = [.. points.Select(p => p with { Value = 0.7 - Math.Pow(p.Budget, -0.5) + (0.02 * p.Replicate) + (p.Value * 1e-3) })];
        double Width(CurveResampling scheme) => LearningCurve.FitWithIntervals(shifted, CurveForm.PowerLaw, Resamples, scheme)!.IntervalOf(fit => fit.At(100))!.Value.Width;
        Assert.True(Width(CurveResampling.Replicates) > 1.4 * Width(CurveResampling.Runs));
    }

    [Fact]
    public void Too_few_budgets_have_no_fit_and_bad_points_are_refused()
    {
        Assert.Null(LearningCurve.Fit([new(10, 1), new(10, 2), new(20, 3)], CurveForm.PowerLaw));
        Assert.NotNull(LearningCurve.Fit([new(10, 1), new(10, 2), new(20, 3)], CurveForm.Logarithmic));
        Assert.Null(LearningCurve.Fit([], CurveForm.Logarithmic));
        Assert.Equal("asymptote not identifiable: the curve is flat", LearningCurve.Fit([new(10, 1), new(20, 1), new(40, 1), new(80, 1)], CurveForm.PowerLaw)!.Asymptote.Reason);
        Assert.Equal("all budgets have the same mean", LearningCurve.Fit([new(10, 1), new(20, 1)], CurveForm.Logarithmic)!.RSquared.Reason);
        Assert.StartsWith("asymptote not identifiable: 3 budgets", LearningCurve.FitWithIntervals([new(10, 0.1), new(20, 0.2), new(40, 0.25)], CurveForm.PowerLaw, Resamples)!.Asymptote.Reason, StringComparison.Ordinal);
        Assert.Null(LearningCurve.FitWithIntervals([new(10, 0.1), new(20, 0.2), new(40, 0.25)], CurveForm.PowerLaw, Resamples)!.IntervalOf(fit => fit.At(20)));
        Assert.Contains("points[1] has budget 0", Assert.Throws<ArgumentException>(() => LearningCurve.Fit([new(1, 1), new(0, 1)], CurveForm.Logarithmic)).Message, StringComparison.Ordinal);
        Assert.Contains("points[0] has value NaN", Assert.Throws<ArgumentException>(() => LearningCurve.Fit([new(1, double.NaN)], CurveForm.Logarithmic)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LearningCurve.FitWithIntervals([new(10, 1), new(20, 2)], CurveForm.Logarithmic, Resamples, CurveResampling.Runs));
    }

    private static CurvePoint[] Noisy(int seed, double deviation)
    {
        var noise = Draws.Normal(seed, "noise", 40, 0, deviation);
        return [.. new[] { 25.0, 50, 100, 250, 500, 1000, 2500, 5000 }.SelectMany((n, i) => Enumerable.Range(0, 5).Select(run => new CurvePoint(n, 0.7 - (1.2 * Math.Pow(n, -0.5)) + noise[(i * 5) + run], run)))];
    }
}
