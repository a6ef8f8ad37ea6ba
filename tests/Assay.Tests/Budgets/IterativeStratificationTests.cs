using Assay.Budgets;
using Assay.Foundation.Randomness;

namespace Assay.Tests.Budgets;

public sealed class IterativeStratificationTests
{
    [Fact]
    public void The_rarest_label_is_dealt_out_evenly_first()
    {
        // Two labels of which one has 4 cases: each of two halves gets 2 of them whatever else they carry.
        var values = new bool[40 * 2];
        for (var row = 0; row < 40; row++)
            (values[row * 2], values[(row * 2) + 1]) = (row < 4, row % 2 == 0);
        var labels = new CaseLabels(["rare", "common"], values);
        for (ulong seed = 0; seed < 20; seed++)
        {
            var subsets = IterativeStratification.Assign(labels, [0.5, 0.5], new Seed(seed));
            Assert.Equal(2, Enumerable.Range(0, 4).Count(row => subsets[row] == 0));
            Assert.Equal(10, Enumerable.Range(0, 40).Count(row => subsets[row] == 0 && row % 2 == 0));
            Assert.Equal(20, subsets.Count(subset => subset == 0));
        }
    }

    [Fact]
    public void Cases_without_labels_fill_the_subsets_up()
    {
        var subsets = IterativeStratification.Assign(new CaseLabels(["never"], new bool[30]), [0.2, 0.3, 0.5], new Seed(1));
        Assert.Equal([6, 9, 15], Enumerable.Range(0, 3).Select(subset => subsets.Count(one => one == subset)));
    }

    [Fact]
    public void Shares_that_are_no_division_are_refused()
    {
        var labels = new CaseLabels(["one"], new bool[3]);
        Assert.Throws<ArgumentException>(() => IterativeStratification.Assign(labels, [0.5, 0.4], new Seed(1)));
        Assert.Throws<ArgumentException>(() => IterativeStratification.Assign(labels, [1, 0], new Seed(1)));
    }
}
