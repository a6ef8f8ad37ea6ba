using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class CrossoverTests
{
    [Fact]
    public void A_published_table_crosses_where_it_does()
    {
        Assert.Equal(52, Crossover.ByInterpolation(Published.ManualAuprc, Published.LanguageModelAuprc).Budget.Value, 0.5);
        Assert.Equal(29, Crossover.ByInterpolation(Published.ManualAuroc, Published.LanguageModelAuroc).Budget.Value, 0.5);
        Assert.Equal(77, Crossover.ByInterpolation(Published.ManualF1, Published.LanguageModelF1).Budget.Value, 0.5);
        // What the many cheap labels reach with all of them, the few good ones reach with far fewer; not the other way round.
        Assert.Equal(161, Crossover.Reaching(Published.ManualAuprc, .5669).Budget.Value, 0.5);
        Assert.Equal(147, Crossover.Reaching(Published.ManualAuroc, .7174).Budget.Value, 0.5);
        Assert.Equal(201, Crossover.Reaching(Published.ManualF1, .5746).Budget.Value, 0.5);
        var never = Crossover.Reaching(Published.LanguageModelAuprc, .6716);
        Assert.Equal(CrossoverKind.Never, never.Kind);
        Assert.Equal("never reached up to 46438", never.Budget.Reason);
        Assert.Equal(never.Budget.Reason, Crossover.SampleEfficiency(Published.ManualAuprc, Published.LanguageModelAuprc, .6716).Reason!["second curve: ".Length..]);
        // .55 takes the one about 130 cases, the other about 2,200.
        Assert.InRange(Crossover.SampleEfficiency(Published.ManualAuprc, Published.LanguageModelAuprc, .55).Value, 15, 25);
    }

    [Fact]
    public void Losses_cross_where_their_negatives_do_and_order_does_not_matter()
    {
        CurvePoint[] Turned(CurvePoint[] curve) => [.. curve.Reverse().Select(p => p with { Value = -p.Value })];
        Assert.Equal(
            Crossover.ByInterpolation(Published.ManualF1, Published.LanguageModelF1).Budget,
            Crossover.ByInterpolation(Turned(Published.ManualF1), Turned(Published.LanguageModelF1), higherIsBetter: false).Budget);
        Assert.Equal(CrossoverKind.Never, Crossover.ByInterpolation(Published.LanguageModelF1, Published.ManualF1).Kind);
    }

    [Fact]
    public void Fits_cross_where_their_formulas_do()
    {
        CurvePoint[] Law(double a, double b, double c) => [.. new[] { 10.0, 30, 100, 300, 1000, 3000 }.Select(n => new CurvePoint(n, a - (b * Math.Pow(n, -c))))];
        // .8 − N^−½ = .7 − .5 N^−½ where N^−½ = .2: at 25.
        var result = Crossover.ByFit(Law(0.8, 1, 0.5), Law(0.7, 0.5, 0.5), CurveForm.PowerLaw)!;
        Assert.Equal(25, result.Budget.Value, 0.01);
        Assert.Equal(CrossoverKind.FromTheStart, Crossover.ByFit(Law(0.9, 0.5, 0.5), Law(0.7, 0.5, 0.5), CurveForm.PowerLaw)!.Kind);
        Assert.Equal("reached from the smallest budget, 10, on", Crossover.ByFit(Law(0.9, 0.5, 0.5), Law(0.7, 0.5, 0.5), CurveForm.PowerLaw)!.Budget.Reason);
        Assert.Null(Crossover.ByFit([new(1, 1)], [new(1, 1)], CurveForm.PowerLaw));
    }

    [Fact]
    public void Curves_that_cross_thrice_say_so()
    {
        var result = Crossover.ByInterpolation([new(1, 0), new(10, 2), new(100, 0), new(1000, 2)], [new(1, 1), new(1000, 1)]);
        Assert.Equal(3, result.Crossings.Count);
        Assert.Equal(Math.Pow(10, 2.5), result.Budget.Value, 1e-9);
        Assert.Equal((1.0, 1000.0), result.Range);
    }

    [Fact]
    public void Paired_replicates_narrow_the_interval_and_never_is_a_value_of_it()
    {
        // Both curves of a seed rise and fall together: only the difference counts, and it has hardly any noise.
        var shift = Draws.Normal(4, "shift", 8, 0, 0.05);
        var noise = Draws.Normal(4, "noise", 96, 0, 0.004);
        CurvePoint[] Curve(double level, double slope, int offset, int name) => [.. Enumerable.Range(0, 6).SelectMany(i => Enumerable.Range(0, 8).Select(seed =>
            new CurvePoint(Math.Pow(3, i + 2), level + (slope * (i - 2.5)) + shift[seed] + noise[offset + (i * 8) + seed], seed + name)))];
        var resampling = new Resampling(new Seed(1), 999);
        var paired = Crossover.ByInterpolation(Curve(0.6, 0.03, 0, 0), Curve(0.6, 0.01, 48, 0), resampling: resampling);
        var apart = Crossover.ByInterpolation(Curve(0.6, 0.03, 0, 0), Curve(0.6, 0.01, 48, 100), resampling: resampling);
        Assert.Equal(paired.Budget, apart.Budget);
        Assert.True(Ratio(paired) < 0.6 * Ratio(apart), $"{paired.Interval} against {apart.Interval}");
        Assert.True(paired.Interval!.Value.Contains(paired.Budget.Value));
        Assert.Equal(paired.Interval, Crossover.ByInterpolation(Curve(0.6, 0.03, 0, 0), Curve(0.6, 0.01, 48, 0), resampling: resampling with { Threads = 1 }).Interval);
        Assert.NotNull(Crossover.ByFit(Curve(0.6, 0.03, 0, 0), Curve(0.6, 0.01, 48, 0), CurveForm.Logarithmic, resampling: resampling)!.Interval);

        // Hardly apart at the end: many resamples never get ahead, and the interval has no upper end.
        var doubtful = Crossover.ByInterpolation(Curve(0.6, 0.010, 0, 0), Curve(0.624, 0.0005, 48, 0), resampling: resampling);
        Assert.InRange(doubtful.NeverShare.Value, 0.03, 0.97);
        Assert.Equal(double.PositiveInfinity, doubtful.Interval!.Value.Upper);

        static double Ratio(CrossoverResult result) => Math.Log(result.Interval!.Value.Upper / result.Interval!.Value.Lower);
    }

    [Fact]
    public void Curves_that_cannot_be_compared_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Crossover.ByInterpolation([], [new(1, 1)]));
        Assert.Contains("no budgets in common", Assert.Throws<ArgumentException>(() => Crossover.ByInterpolation([new(1, 1), new(2, 2)], [new(3, 1)])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Crossover.Reaching([new(1, 1)], double.NaN));
        var single = Crossover.ByInterpolation(Published.ManualF1, Published.LanguageModelF1, resampling: new(new Seed(1), 99));
        Assert.Null(single.Interval);
        Assert.Equal("a budget has a single run, which cannot be drawn again", single.NeverShare.Reason);
        Assert.NotNull(Crossover.Reaching([new(1, 1), new(1, 1.2), new(2, 3), new(2, 3.3)], 2, resampling: new(new Seed(1), 99)).Interval);
        Assert.Equal("nothing was resampled", Crossover.Reaching([new(1, 1), new(2, 3)], 2).NeverShare.Reason);
    }
}
