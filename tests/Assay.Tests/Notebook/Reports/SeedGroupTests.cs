using Assay.Notebook.Reports;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Notebook.Reports;

public sealed class SeedGroupTests
{
    [Fact]
    public void Runs_that_differ_by_their_seed_only_are_one_group()
    {
        var planned = new PlanPlace("p") { Experiment = "LF-1" };
        var groups = SeedGroup.Of(
        [
            Row("a", planned with { Seed = 1 }), Row("b", planned with { Seed = 2 }), Row("c", planned with { Experiment = "LF-2" }),
            Row("d", null, ("lr", "1"), ("seed", "1")), Row("d", null, ("seed", "2"), ("lr", "1")), Row("d", null, ("seed", "1"), ("lr", "2")), Row("d", null, ("lr", "1")),
        ]);
        Assert.Equal(["LF-1 (2 runs)", "LF-2", "d (2 runs)", "d", "d"], groups.Select(group => group.Name));
    }

    [Fact]
    public void A_band_is_where_all_have_a_value_from_the_smallest_to_the_largest()
    {
        var band = SeedGroup.Band([[Some.Point(1, 1), Some.Point(9, 2), Some.Point(2, 2), Some.Point(5, 3)], [Some.Point(3, 1), Some.Point(6, 2)], [Some.Point(8, 1), Some.Point(double.NaN, 2), Some.Point(1, 9)]]);
        Assert.Equal([1.0, 2.0], band.Select(point => point.Step));
        Assert.Equal((4.0, 1.0, 8.0), (band[0].Mean, band[0].Low, band[0].High));
        Assert.Equal(double.NaN, band[1].Mean);
        Assert.Equal([(1.0, 7.0, 7.0, 7.0)], SeedGroup.Band([[Some.Point(7, 1)]]));
        Assert.Empty(SeedGroup.Band([[Some.Point(7, 1)], [Some.Point(7, 2)]]));
    }

    private static RunRow Row(string name, PlanPlace? place, params (string Key, string Json)[] parameters) => new(
        new Run { Id = RunId.New(TimeProvider.System), Name = name, Experiment = "spy", Status = RunStatus.Completed, Created = Some.Time, Place = place },
        new Dictionary<string, MetricSummary>(),
        parameters.ToDictionary(param => param.Key, param => new Param(param.Key, param.Json)),
        new Dictionary<string, string>());
}
