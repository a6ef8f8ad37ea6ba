using Assay.Tuning.Samplers.GaussianProcess;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

public sealed class OutputScaleTests
{
    [Fact]
    public void Values_have_mean_0_and_deviation_1_and_keep_the_order()
    {
        double[] losses = [3, -1, 7, 0.5, 1e9, 2, 2, 40];
        var scale = OutputScale.Of(losses, isFine: true);
        var values = Array.ConvertAll(losses, scale.ToStandard);
        Assert.Equal(0, values.Average(), 1e-12);
        Assert.Equal(1, Math.Sqrt(values.Average(value => value * value)), 1e-12);
        Assert.Equal(losses.Order(), losses.OrderBy(scale.ToStandard));
    }

    [Fact]
    public void On_a_fine_scale_the_better_half_is_only_shifted_and_stretched()
    {
        double[] losses = [0, 1, 2, 3, 4, 50, 100];
        var scale = OutputScale.Of(losses, isFine: true);
        Assert.Equal(scale.ToStandard(1) - scale.ToStandard(0), scale.ToStandard(3) - scale.ToStandard(2), 1e-12);
        Assert.Equal(1 / scale.Deviation, scale.ToStandard(1) - scale.ToStandard(0), 1e-12);
        // The median is 3, t = 9: 100 counts as 3 + 9 ln(1 + 97/9).
        Assert.Equal((3 + (9 * Math.Log(1 + (97 / 9.0))) - 0) / scale.Deviation, scale.ToStandard(100) - scale.ToStandard(0), 1e-12);
        Assert.Equal(2, scale.ToLoss(scale.ToStandard(2)), 1e-12);
    }

    [Fact]
    public void A_coarse_scale_cuts_only_what_lies_far_out()
    {
        double[] losses = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1e6];
        var scale = OutputScale.Of(losses, isFine: false);
        foreach (var loss in losses[..^1])
        {
            Assert.Equal(loss, scale.ToLoss(scale.ToStandard(loss)), 1e-9);
            Assert.Equal(loss / scale.Deviation, scale.ToStandard(loss) - scale.ToStandard(0), 1e-12);
        }

        Assert.Equal(scale.ToStandard(27), scale.ToStandard(1e6)); // Nine tenths lie at 9 or below: 9 + 2 · 9.
    }

    [Fact]
    public void A_loss_that_explodes_does_not_flatten_the_others()
    {
        var scale = OutputScale.Of([1, 2, 3, 4, 5, 6, 7, 1e300], isFine: true);
        Assert.True(scale.ToStandard(2) - scale.ToStandard(1) > 0.03);
    }

    [Fact]
    public void Equal_losses_are_0_and_extreme_ones_are_finite()
    {
        Assert.Equal(0, OutputScale.Of([4, 4, 4], isFine: true).ToStandard(4));
        var tiny = OutputScale.Of([1e-300, 2e-300, 3e-300], isFine: false);
        Assert.Equal(Math.Sqrt(6), tiny.ToStandard(3e-300) - tiny.ToStandard(1e-300), 1e-9);
        var scale = OutputScale.Of([-1e308, 1e308, 0, 1e308], isFine: true);
        Assert.All((double[])[-1e308, 0, 1e308], loss => Assert.InRange(scale.ToStandard(loss), -3, 3));
        Assert.Equal(-1e308, scale.ToLoss(scale.ToStandard(-1e308)), 1e296);
    }
}
