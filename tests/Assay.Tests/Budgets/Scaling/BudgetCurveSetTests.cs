using Assay.Budgets.Scaling;
using Assay.Testing;

namespace Assay.Tests.Budgets.Scaling;

public sealed class BudgetCurveSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Runs_of_one_seed_are_one_replicate_on_every_curve()
    {
        var curves = Read("source,budget_n,split_seed,auc\na,20,1,0.5\na,50,1,0.6\na,20,2,0.52\nb,20,2,0.4\nb,50,1,\n");
        Assert.Equal(["a", "b"], curves.Select(curve => curve.Source));
        Assert.Equal(curves[0].Points.Single(point => point.Value == 0.52).Replicate, curves[1].Points.Single().Replicate);
        Assert.Equal((1, 2), (curves[1].Undefined, curves[0].Budgets()[0].Runs));
    }

    [Fact]
    public void A_table_of_budgets_gives_means() => Assert.True(Assert.Single(Read("source,budget_n,auc_mean,auc_std\na,20,0.5,0.1\n")).AreMeans);

    [Theory]
    [InlineData("source,budget_n,f1\na,20,0.5\n", "no column 'auc'")]
    [InlineData("source,auc\na,0.5\n", "no column 'budget_n'")]
    [InlineData("source,budget_n,auc\na,0,0.5\n", "above 0")]
    [InlineData("source,budget_n,auc\na,20,high\n", "the value 'high'")]
    [InlineData("source,budget_n,auc\na,20,\n", "no run with a value")]
    public void A_table_that_is_none_is_refused(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<AssayException>(() => Read(text)).Message, StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    private IReadOnlyList<BudgetCurve> Read(string text)
    {
        var set = new BudgetCurveSet("auc");
        set.AddFile(_folder.Write("runs.csv", text));
        return set.Curves;
    }
}
