using Assay.Foundation.Formats;
using Assay.Foundation.Randomness;
using Assay.Learning.Data;

namespace Assay.Learning.Tests.Data;

public sealed class DatasetTests
{
    [Fact]
    public void A_number_that_is_not_finite_is_named_by_row_and_column()
    {
        Assert.Equal("The feature in row 1, column 2 is NaN; numbers to train on are finite.", Message(() => Dataset.Classified([1, 2, 3, 4, 5, float.NaN], [3], [0, 0], 1)));
        Assert.Equal("The target in row 1, column 0 is Infinity; numbers to train on are finite.", Message(() => Dataset.WithTargets([1, 2], [1], [0, float.PositiveInfinity], [])));
        Assert.Equal("The feature in row 1, column 'b' is NaN; numbers to train on are finite.", Message(() => Dataset.FromTable(NumberTable.ParseCsv("a,y,b\n1,0,2\n1,0,NaN\n", "t"), "y")));
        Assert.True(float.IsNaN(Dataset.Classified([float.NaN], [1], [0], 1, allowNonFinite: true).Sample(0)[0]));
    }

    [Fact]
    public void Labels_outside_their_range_and_numbers_that_do_not_fit_are_named()
    {
        Assert.StartsWith("The label of row 1 is 2; with 2 classes labels are 0 to 1.", Message(() => Dataset.Classified([1, 2], [1], [0, 2], 2)), StringComparison.Ordinal);
        Assert.StartsWith("5 numbers and 2 labels were given; 2 samples of shape [3] have 6 numbers.", Message(() => Dataset.Classified(new float[5], [3], [0, 0], 1)), StringComparison.Ordinal);
        Assert.StartsWith("The data set is empty", Message(() => Dataset.Classified([], [3], [], 1)), StringComparison.Ordinal);
        Assert.StartsWith("Column 'y' of row 1 is 0.5; with 2 classes labels are whole numbers from 0 to 1.", Message(() => Dataset.FromTable(NumberTable.ParseCsv("x,y\n1,0\n2,0.5", "t"), "y", 2)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_becomes_features_and_an_answer()
    {
        var table = NumberTable.ParseCsv("a,y,b\n1,0,2\n3,1,4\n", "t");
        var classified = Dataset.FromTable(table, "y", 2);
        Assert.Equal(["a", "b"], classified.Columns!);
        Assert.Equal([3, 4], classified.Sample(1).ToArray());
        Assert.Equal(1, classified.Label(1));
        Assert.Equal([1], Dataset.FromTable(table, "y").Target(1).ToArray());
    }

    [Fact]
    public void Splits_and_folds_hold_every_sample_once()
    {
        var data = SomeData.Numbered(10);
        var (first, second) = data.Split(7, new Seed(1));
        Assert.Equal((7, 3), (first.Count, second.Count));
        Assert.Equal(Enumerable.Range(0, 10), Rows(first).Concat(Rows(second)).Order());

        var folds = data.Folds(3, new Seed(1));
        Assert.Equal(Enumerable.Range(0, 10), folds.SelectMany(fold => Rows(fold.HeldOut)).Order());
        Assert.All(folds, fold => Assert.Equal(Enumerable.Range(0, 10), Rows(fold.Train).Concat(Rows(fold.HeldOut)).Order()));
    }

    [Fact]
    public void The_digest_follows_the_numbers_and_their_order()
    {
        var data = SomeData.Numbered(4);
        Assert.Equal(data.Digest, data.Subset([0, 1, 2, 3]).Digest);
        Assert.NotEqual(data.Digest, data.Subset([1, 0, 2, 3]).Digest);
        Assert.NotEqual(data.Digest, data.Subset([0, 1, 2]).Digest);
    }

    [Fact]
    public void Samples_take_another_shape_of_as_many_numbers()
    {
        var data = SomeData.Numbered(4).Subset([2, 3]);
        Assert.Equal([2, 1], data.Reshape([2, 1]).SampleShape);
        Assert.Equal(data.Sample(1).ToArray(), data.Reshape([2, 1]).Sample(1).ToArray());
        Assert.StartsWith("Samples of shape [2] have 2 numbers; the shape [3] has 3.", Message(() => data.Reshape([3])), StringComparison.Ordinal);
    }

    private static IEnumerable<int> Rows(Dataset data) => Enumerable.Range(0, data.Count).Select(index => (int)data.Sample(index)[0]);

    private static string Message(Action make) => Assert.ThrowsAny<ArgumentException>(make).Message;

    [Fact]
    public void A_range_is_a_part_of_the_samples_in_their_order()
    {
        var data = SomeData.Larger(10, 1);
        Assert.Equal(3, data[7..].Count);
        Assert.Equal(data.Sample(4).ToArray(), data[2..5].Sample(2).ToArray());
        Assert.Equal(data.Label(9), data[^1..].Label(0));
        Assert.Equal(data.Sample(5).ToArray(), data[2..][3..4].Sample(0).ToArray());
        Assert.Equal("4 samples from number 8 on were asked for; there are 10, and a part has at least one. (Parameter 'length')", Assert.Throws<ArgumentException>(() => data.Slice(8, 4)).Message);
        Assert.Throws<ArgumentException>(() => data[3..3]);
    }
}
