using System.Diagnostics;
using System.Reflection;
using Assay.Learning.Data;
using Assay.Learning.Tensors;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Learning.Tests.Data;

public sealed class DataLoaderTests
{
    [Fact]
    public void An_epoch_holds_every_sample_once_in_an_order_of_its_own() => Prop.ForAll<PositiveInt, PositiveInt, bool>((count, size, prefetch) =>
    {
        using var loader = new DataLoader(SomeData.Numbered(count.Get), new() { BatchSize = size.Get, Seed = 5, Prefetch = prefetch });
        var first = Epoch(loader);
        var second = Epoch(loader);
        Assert.Equal(Enumerable.Range(0, count.Get), first.Order());
        Assert.Equal(Enumerable.Range(0, count.Get), second.Order());
        if (count.Get > 20)
            Assert.NotEqual(first, second);
    }).Holds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_loader_that_is_set_to_a_place_goes_on_as_the_one_that_was_there(bool prefetch) => Prop.ForAll<PositiveInt>(stop =>
    {
        var data = SomeData.Numbered(23);
        DataLoaderOptions options = new() { BatchSize = 4, Seed = 9, Prefetch = prefetch };
        using var whole = new DataLoader(data, options);
        using var other = new DataLoader(data, options);
        other.Next();
        for (var batch = 0; batch < stop.Get % 20; batch++)
            whole.Next();
        other.State = whole.State;
        for (var batch = 0; batch < 20; batch++)
        {
            var expected = Rows(whole.Next());
            Assert.Equal(expected, Rows(other.Next()));
        }
    }).Holds(30);

    [Fact]
    public void Fetching_ahead_changes_nothing()
    {
        var data = SomeData.Numbered(50);
        using var plain = new DataLoader(data, new() { BatchSize = 8, Seed = 2 });
        using var ahead = new DataLoader(data, new() { BatchSize = 8, Seed = 2, Prefetch = true });
        using var engine = new Engine(new() { Threads = 1 });
        for (var epoch = 0; epoch < 3; epoch++)
        {
            while (plain.Next() is { } left)
            {
                var right = ahead.Next();
                Assert.NotNull(right);
                using var step = engine.BeginStep();
                Assert.Equal(left.In(step).Features.ToArray(), right.In(step).Features.ToArray());
                Assert.Equal(left.Labels.ToArray(), right.Labels.ToArray());
            }

            Assert.Null(ahead.Next());
        }
    }

    [Fact]
    public void Last_batches_are_kept_or_dropped_and_samples_come_in_order_without_shuffling()
    {
        using var kept = new DataLoader(SomeData.Numbered(10), new() { BatchSize = 4, Shuffle = false });
        Assert.Equal([4, 4, 2], kept.Epoch().Select(batch => batch.Count));
        Assert.Equal(Enumerable.Range(0, 10), Epoch(kept));
        using var dropped = new DataLoader(SomeData.Numbered(10), new() { BatchSize = 4, Shuffle = false, DropLast = true });
        Assert.Equal(2, dropped.BatchesPerEpoch);
        Assert.Equal(Enumerable.Range(0, 8), Epoch(dropped));
    }

    [Fact]
    public void Weights_decide_how_often_a_sample_is_drawn()
    {
        // 40,000 draws with probabilities 0, 1/4, 3/4: the deviation of a share is √(0.19/40000) = 0.0022; five of them are allowed.
        using var loader = new DataLoader(SomeData.Numbered(3), new() { BatchSize = 1000, Weights = [0, 1, 3], Draws = 40_000 });
        var drawn = Epoch(loader);
        Assert.DoesNotContain(0, drawn);
        Assert.InRange(drawn.Count(row => row == 2) / 40_000.0, 0.75 - 0.011, 0.75 + 0.011);
    }

    [Fact]
    public void Without_replacement_nobody_is_drawn_twice_and_heavy_samples_come_early()
    {
        using var loader = new DataLoader(SomeData.Numbered(4), new() { BatchSize = 2, Weights = [1, 0, 1, 8], WithReplacement = false });
        var first = 0;
        for (var epoch = 0; epoch < 2000; epoch++)
        {
            var drawn = Epoch(loader);
            Assert.Equal([0, 2, 3], drawn.Order());
            first += drawn[0] == 3 ? 1 : 0;
        }

        // The first draw takes sample 3 with probability 8/10; the deviation is √(0.16/2000) = 0.009.
        Assert.InRange(first / 2000.0, 0.755, 0.845);
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        var data = SomeData.Numbered(3);
        Refused("A batch of 4 is larger than the epoch of 3 samples", new() { BatchSize = 4, DropLast = true });
        Refused("The batch size is 0", new() { BatchSize = 0 });
        Refused("2 weights were given for 3 samples", new() { Weights = [1, 2] });
        Refused("The weight of sample 1 is -1", new() { Weights = [1, -1, 2] });
        Refused("Every weight is 0", new() { Weights = [0, 0, 0] });
        Refused("3 draws an epoch were asked for; 1 to 2", new() { Weights = [0, 1, 1], WithReplacement = false, Draws = 3 });
        Refused("there are no Weights", new() { Draws = 3 });
        using var loader = new DataLoader(data);
        Assert.Throws<ArgumentOutOfRangeException>(() => loader.State = new(0, 2));

        void Refused(string expected, DataLoaderOptions options) =>
            Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new DataLoader(data, options)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_allocates_nothing_after_the_first_epoch(bool prefetch)
    {
        Assert.SkipWhen(typeof(Engine).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "an unoptimized build boxes numbers in conversions");
        using var engine = new Engine(new() { Threads = 1 });
        using var loader = new DataLoader(SomeData.Numbered(1000), new() { BatchSize = 10, Prefetch = prefetch });
        for (var epoch = 0; epoch < 3; epoch++)
            Use();
        loader.Next(); // an epoch's seed and order
        var before = GC.GetAllocatedBytesForCurrentThread();
        var samples = Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(990, samples);

        int Use()
        {
            var used = 0;
            while (loader.Next() is { } batch)
            {
                using var step = engine.BeginStep();
                var inputs = batch.In(step);
                used += inputs.Features.Shape[0] * inputs.Labels.Shape.Rank;
            }

            return used;
        }
    }

    [Fact]
    public void Targets_come_with_their_shape_in_either_precision()
    {
        var data = Dataset.WithTargets([1, 2, 3], [1], [1, 2, 3, 4, 5, 6], [2]);
        foreach (var precision in Enum.GetValues<Precision>())
        {
            using var engine = new Engine(new() { Threads = 1, Precision = precision });
            using var loader = new DataLoader(data, new() { Shuffle = false });
            using var step = engine.BeginStep();
            var batch = loader.Next()!.In(step);
            Assert.Equal([3, 2], batch.Targets.Shape);
            Assert.Equal([1, 2, 3, 4, 5, 6], batch.Targets.ToArray());
            Assert.Equal([1, 2, 3], batch.Features.ToArray());
        }

        using var labelled = new DataLoader(data);
        Assert.Throws<InvalidOperationException>(() => labelled.Next()!.Labels.Length);
    }

    private static List<int> Epoch(DataLoader loader)
    {
        List<int> rows = [];
        while (loader.Next() is { } batch)
            rows.AddRange(Rows(batch)!);
        return rows;
    }

    private static List<int>? Rows(Batch? batch)
    {
        if (batch is null)
            return null;
        using var engine = new Engine(new() { Threads = 1 });
        using var step = engine.BeginStep();
        var values = batch.In(step).Features.ToArray();
        List<int> rows = [.. Enumerable.Range(0, batch.Count).Select(index => (int)values[2 * index])];
        Assert.Equal(rows.Select(row => row % 2), batch.Labels.ToArray());
        return rows;
    }
}
