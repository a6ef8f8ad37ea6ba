using System.Text.Json;
using Assay.Learning.Schedules;

namespace Assay.Learning.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly JsonElement Reference = ReferenceFile.Read("optimizers.json");

    public static TheoryData<string> Names => ["cosine", "stairs", "warmup", "oneCycle"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rates_are_those_of_PyTorch(string name)
    {
        Schedule schedule = name switch
        {
            "cosine" => new CosineSchedule(0.1, 8, 0.01),
            "stairs" => new StepDecaySchedule(0.1, 3, 0.5),
            "warmup" => new WarmupSchedule(5, new ConstantSchedule(0.1), 0.01),
            _ => new OneCycleSchedule(0.1, 20),
        };
        var expected = Reference.GetProperty(name).Doubles();
        for (var step = 0; step < expected.Length; step++)
            Assert.Equal(expected[step], schedule.At(step), 1e-9);
    }

    [Theory]
    [InlineData("plateau")]
    [InlineData("plateauMaximize")]
    public void Reductions_are_those_of_PyTorch_also_when_resumed(string name)
    {
        var options = name == "plateau"
            ? new PlateauOptions { Factor = 0.5, Patience = 2, Floor = 0.02 }
            : new PlateauOptions { Maximize = true, Factor = 0.5, Patience = 1, Threshold = 0.01, IsAbsolute = true, Cooldown = 2 };
        var values = Reference.GetProperty("plateauValues").Doubles();
        var expected = Reference.GetProperty(name).Doubles();
        var plateau = new ReduceOnPlateau(0.1, options);
        for (var step = 0; step < expected.Length; step++)
        {
            Assert.Equal(expected[step], plateau.Rate, 1e-9);
            plateau.Observe(values[step]);
            // As a checkpoint would: through text and into another object.
            var state = JsonSerializer.Deserialize<PlateauState>(JsonSerializer.Serialize(plateau.State))!;
            plateau = new ReduceOnPlateau(0.3, options) { State = state };
        }
    }

    [Fact]
    public void NaN_is_no_better()
    {
        var plateau = new ReduceOnPlateau(1, new() { Patience = 1 });
        plateau.Observe(5);
        plateau.Observe(double.NaN);
        Assert.Equal(0.1, plateau.Observe(double.NaN), 1e-12);
        Assert.Equal(5, plateau.State.Best);
    }

    [Fact]
    public void A_warm_up_goes_on_with_the_first_step_of_what_follows()
    {
        var schedule = new WarmupSchedule(10, new CosineSchedule(1, 100));
        Assert.Equal(0, schedule.At(0));
        Assert.Equal(0.5, schedule.At(5));
        Assert.Equal(1, schedule.At(10));
        Assert.Equal(0.5, schedule.At(60), 1e-12);
        Assert.Equal(0, schedule.At(110));
        Assert.Equal(0, schedule.At(1_000_000));
    }

    [Fact]
    public void A_cycle_ends_at_its_last_step()
    {
        var schedule = new OneCycleSchedule(0.1, 20);
        Assert.Equal(0.1, Enumerable.Range(0, 20).Max(step => schedule.At(step)), 1e-12);
        Assert.Equal(0.1 / 25 / 1e4, schedule.At(19), 1e-12);
        Assert.Equal(schedule.At(19), schedule.At(50));
    }

    [Fact]
    public void Settings_outside_their_ranges_are_refused_with_name_value_and_range()
    {
        Refused(() => new ConstantSchedule(0), "rate is 0; a learning rate is a finite number above 0");
        Refused(() => new ConstantSchedule(double.NaN), "rate is NaN");
        Refused(() => new CosineSchedule(-1, 10), "rate is -1");
        Refused(() => new CosineSchedule(0.1, 0), "steps is 0; it must be 1 or more.");
        Refused(() => new CosineSchedule(0.1, 10, 0.2), "floor is 0.2; it must lie between 0 and rate, 0.1.");
        Refused(() => new StepDecaySchedule(0.1, 3, 0), "factor is 0; it must be above 0 and at most 1.");
        Refused(() => new WarmupSchedule(50, new ConstantSchedule(0.1), totalSteps: 40), "steps is 50; a warm-up must be shorter than the run of 40 steps.");
        Refused(() => new WarmupSchedule(5, new ConstantSchedule(0.1), start: 0.2), "start is 0.2; it must lie between 0 and the rate to reach, 0.1.");
        Refused(() => new OneCycleSchedule(0.1, 3), "steps is 3; with a warm-up of 0.3 of them there must be more than 3.3");
        Refused(() => new OneCycleSchedule(0.1, 100, 1), "warmupFraction is 1; it must lie between 0 and 1.");
        Refused(() => new ReduceOnPlateau(double.PositiveInfinity), "rate is ");
        Refused(() => new ReduceOnPlateau(1, new() { Factor = 1 }), "Factor is 1; it must be between 0 and 1.");
        Refused(() => new ReduceOnPlateau(1, new() { Patience = -1 }), "Patience is -1; it must be 0 or more.");
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(1).At(-1));

        static void Refused(Func<object> make, string message) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
    }
}
