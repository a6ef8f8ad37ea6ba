using Assay.Foundation.Randomness;
using Assay.Statistics;

namespace Assay.Numerics.Tests.Statistics;

public sealed class AreaTests
{
    [Fact]
    public void DeLong_is_its_definition_over_all_pairs()
    {
        var reference = ReferenceFile.Read("delong");
        bool[] labels = [.. reference.GetProperty("labels").EnumerateArray().Select(v => v.GetBoolean())];
        var (first, second) = (reference.Doubles("first"), reference.Doubles("second"));
        var area = DeLong.Area(first, labels);
        ReferenceFile.Near(reference.Double("area"), area.Value.Value, "area");
        ReferenceFile.Near(reference.Double("error"), area.StandardError.Value, "error");
        var test = DeLong.Test(first, second, labels);
        ReferenceFile.Near(reference.Double("difference"), test.Effect.Value, "difference");
        ReferenceFile.Near(reference.Double("p"), test.PValue.Value, "p");
        ReferenceFile.Near(reference.Double("greater"), DeLong.Test(first, second, labels, new(Alternative.Greater)).PValue.Value, "one-sided p");
        Assert.Equal(reference.Double("difference") + (1.959963984540054 * reference.Double("differenceError")), test.Interval!.Value.Upper, 1e-9);
        // The bootstrap of the same rows finds about the same error.
        var bootstrap = Bootstrap.AurocDifference(first, second, labels, new(new Seed(1), 4999));
        Assert.Equal(test.Effect.Value, bootstrap.Estimate.Value, 1e-12);
        Assert.InRange(bootstrap.StandardError.Value / reference.Double("differenceError"), 0.9, 1.1);
        Assert.Equal(area.StandardError.Value, Bootstrap.Auroc(first, labels, new(new Seed(1), 4999), stratified: true).StandardError.Value, 0.006);
    }

    [Fact]
    public void Areas_do_not_change_under_increasing_maps_and_turn_over_with_the_sign()
    {
        var scores = Draws.Normal(1, "s", 50);
        bool[] labels = [.. Draws.Uniform(1, "l", 50).Select(u => u < 0.3)];
        var area = DeLong.Area(scores, labels).Value.Value;
        Assert.Equal(area, DeLong.Area(Array.ConvertAll(scores, Math.Exp), labels).Value.Value, 1e-14);
        Assert.Equal(1 - area, DeLong.Area(Array.ConvertAll(scores, s => -s), labels).Value.Value, 1e-12);
        Assert.Equal(area, (EffectSize.CliffDelta([.. scores.Where((_, i) => labels[i])], [.. scores.Where((_, i) => !labels[i])]).Value + 1) / 2, 1e-12);
    }

    [Fact]
    public void Hanley_and_McNeil_s_error_is_the_formula_s()
    {
        foreach (var row in ReferenceFile.Read("hanley").EnumerateArray())
        {
            var v = row.Doubles();
            ReferenceFile.Near(v[3], HanleyMcNeil.Area(v[0], (int)v[1], (int)v[2]).StandardError.Value, "error");
        }

        // The published case: area .72 of 76 positives and 346 negatives, error .035; a gain of .0129 is far inside it.
        Assert.Equal(0.035, HanleyMcNeil.Area(0.72, 76, 346).StandardError.Value, 5e-4);
        Assert.True(HanleyMcNeil.Test(0.7178, 0.7049, 76, 346, 0.6).PValue.Value > 0.5);
        Assert.Equal("at an area of 0 or 1 the formula's error is 0", HanleyMcNeil.Area(1, 5, 5).StandardError.Reason);
        Assert.Throws<ArgumentException>(() => HanleyMcNeil.Area(1.2, 5, 5));
        Assert.Throws<ArgumentException>(() => HanleyMcNeil.Area(0.5, 0, 5));
        Assert.Throws<ArgumentException>(() => HanleyMcNeil.Test(0.5, 0.5, 5, 5, 1));
    }

    [Fact]
    public void What_has_no_error_says_why()
    {
        Assert.Equal("only negatives occur", DeLong.Area([1, 2], [false, false]).Value.Reason);
        Assert.Equal(1, DeLong.Area([1, 2, 3, 4], [false, false, true, true]).Value.Value);
        Assert.Equal("the classes do not overlap, which leaves no variance to see", DeLong.Area([1, 2, 3, 4], [false, false, true, true]).StandardError.Reason);
        Assert.Equal("an error needs two rows of each class", DeLong.Area([1, 2, 3], [false, true, false]).StandardError.Reason);
        Assert.Equal("both models place every row alike", DeLong.Test([1, 3, 2, 4], [10, 30, 20, 40], [false, false, true, true]).PValue.Reason);
        Assert.Throws<ArgumentException>(() => DeLong.Area([1, double.NaN], [true, false]));
        Assert.Throws<ArgumentException>(() => DeLong.Test([1, 2], [1], [true, false]));
    }
}
