using Assay.Interop;
using Assay.Testing;
using Assay.Tests.Execution.Plans;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Tests.Interop;

public sealed class ResultImportTests
{
    [Fact]
    public async Task Results_become_completed_runs_once()
    {
        await using var bench = await PlanBench.OpenAsync();
        using var folder = new TemporaryFolder();
        folder.Write("wrong_name/results.json".Replace('/', Path.DirectorySeparatorChar), """{"exp_id": "R-1", "priority": "P1", "description": "first", "tier": "a", "test_metrics": {"auc": 0.5, "f1": null}}""");
        folder.Write(Path.Combine("b", "results.json"), "{\"");
        var scan = ResultFolder.Scan(folder.Path, ResultFolderMap.Default);
        Assert.Single(scan.Broken);
        var options = new ResultImportOptions("others", "ann") { Plan = "soups" };
        Assert.Equal(new ResultImportReport(1, 0), await ResultImport.WriteAsync(bench.Store, scan, options));
        Assert.Equal(new ResultImportReport(0, 1), await ResultImport.WriteAsync(bench.Store, scan, options));
        var row = Assert.Single((await bench.Store.SearchAsync(new RunSearch { Columns = RunColumns.All })).Items);
        Assert.Equal(("R-1", RunStatus.Completed, RunKind.Imported), (row.Run.Name, row.Run.Status, row.Run.Kind));
        Assert.Equal(new PlanPlace("soups") { Priority = "P1", Experiment = "R-1" }, row.Run.Place);
        Assert.Equal(0.5, row.Metrics["test_metrics.auc"].Last.Number);
        Assert.Equal("a", row.Params["tier"].Text);
    }

    [Fact]
    public async Task Real_folders_go_in_with_ids_from_their_content()
    {
        Assert.SkipWhen(RepositoryFolder.Shared is null, "The shared research material is not beside the checkout.");
        await using var bench = await PlanBench.OpenAsync();
        var scan = ResultFolder.Scan(Path.Combine(RepositoryFolder.Shared!, "data", "logged", "financial", "feature_embedding"), ResultFolderMap.Default);
        var report = await ResultImport.WriteAsync(bench.Store, scan, new ResultImportOptions("feature-embedding", "ann"));
        Assert.Equal(new ResultImportReport(10, 0), report);
        var best = (await bench.Store.SearchAsync(new RunSearch { Query = Assay.Tracking.Queries.RunQuery.Parse("name = 'FE-11' and metrics.val_metrics.precision > 0.55"), Columns = RunColumns.All })).Items;
        Assert.Equal(0.7002585944630362, Assert.Single(best).Metrics["val_metrics.auc"].Last.Number);
    }
}
