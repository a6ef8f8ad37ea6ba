using Assay.Execution.Spool;
using Assay.Tracking;

namespace Assay.Tests.Execution.Spool;

public sealed class SpoolIngesterTests
{
    [Fact]
    public async Task A_runner_that_dies_between_batches_leaves_nothing_out_and_nothing_twice()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await PrepareAsync(bench, string.Concat(Enumerable.Range(0, 45_000).Select(i => $"{{\"e\":\"metric\",\"k\":\"loss\",\"x\":{i},\"s\":{i}}}\n")));
        // Each life takes one batch and dies; the next begins with what the store has.
        while (await Ingester(bench, lease).IngestAsync(CancellationToken.None) > 0)
        {
        }

        var points = await bench.Store.GetPointsAsync(lease.Run, new MetricIdentity("loss"));
        Assert.Equal(Enumerable.Range(0, 45_000).Select(i => (long)i), points.Select(p => p.Step));
    }

    [Fact]
    public async Task Bad_lines_are_kept_as_notes_and_the_rest_goes_in()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await PrepareAsync(bench, """
            {"e":"param","k":"lr","x":1}
            nonsense
            {"e":"hologram","k":"a","x":1}
            {"e":"artifact","k":"nowhere.bin"}
            {"e":"note","x":"from the command"}
            {"e":"tag","k":"role","x":"baseline"}
            {"e":"dataset","k":"d","x":{"digest":"ab","role":"train"}}

            """ + "{\"e\":\"metric\"");
        await Ingester(bench, lease).FinishAsync(CancellationToken.None);
        Assert.Single(await bench.Store.GetParamsAsync(lease.Run));
        Assert.Equal("baseline", (await bench.Store.GetTagsAsync(lease.Run))["role"]);
        Assert.Equal("d", Assert.Single(await bench.Store.GetDatasetsAsync(lease.Run)).Name);
        Assert.Equal(
            [
                "spool.jsonl line 2 is not a JSON object: nonsense",
                "spool.jsonl line 3 is an event 'hologram' that is not known: {\"e\":\"hologram\",\"k\":\"a\",\"x\":1}",
                "spool.jsonl line 4 names nowhere.bin, which is not there, and states no digest.",
                "from the command",
                "spool.jsonl ends in an unfinished line of 13 bytes, which was not read: every line ends in a line feed.",
            ],
            await bench.NotesAsync(lease.Run));
        Assert.Equal(4, bench.Observer.Warnings.Count);
    }

    [Fact]
    public async Task A_line_that_the_store_refuses_takes_no_other_with_it()
    {
        await using var bench = await Workbench.OpenAsync();
        var lines = Enumerable.Range(0, 100).Select(i => i switch
        {
            13 => "{\"e\":\"param\",\"k\":\"lr\",\"x\":1}",
            57 => "{\"e\":\"param\",\"k\":\"lr\",\"x\":2}",
            80 => $"{{\"e\":\"tag\",\"k\":\"{new string('k', 300)}\",\"x\":\"long\"}}",
            _ => $"{{\"e\":\"metric\",\"k\":\"loss\",\"x\":{i}}}",
        });
        var lease = await PrepareAsync(bench, string.Concat(lines.Select(l => l + "\n")));
        await Ingester(bench, lease).FinishAsync(CancellationToken.None);
        Assert.Equal("1", Assert.Single(await bench.Store.GetParamsAsync(lease.Run)).Json);
        Assert.Equal(97, (await bench.Store.GetPointsAsync(lease.Run, new MetricIdentity("loss"))).Count);
        var notes = await bench.NotesAsync(lease.Run);
        Assert.Equal(2, notes.Count);
        Assert.StartsWith("spool.jsonl line 58 was refused: ", notes[0], StringComparison.Ordinal);
        Assert.StartsWith("spool.jsonl line 81 was refused: ", notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declared_series_adds_to_the_plan_s_identity_from_its_line_on()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await PrepareAsync(bench, "{\"e\":\"metric\",\"k\":\"auc\",\"x\":1}\n{\"e\":\"series\",\"k\":\"auc\",\"x\":{\"split\":\"fold-1\"}}\n{\"e\":\"metric\",\"k\":\"auc\",\"x\":2}\n");
        var planned = new MetricIdentity("auc") { Definition = "auroc", Split = "test" };
        await Ingester(bench, lease, planned).FinishAsync(CancellationToken.None);
        Assert.Equal(["fold-1", "test"], (await bench.Store.GetMetricsAsync(lease.Run)).Select(m => m.Identity.Split!).Order(StringComparer.Ordinal));
        Assert.Equal(2, Assert.Single(await bench.Store.GetPointsAsync(lease.Run, planned with { Split = "fold-1" })).Value.Number);
    }

    [Fact]
    public async Task An_overwritten_file_is_refused_with_a_note_and_the_others_go_on()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await PrepareAsync(bench, "{\"e\":\"metric\",\"k\":\"a\",\"x\":1}\n");
        var ingester = Ingester(bench, lease);
        await ingester.IngestAsync(CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(bench.FolderOf(lease.Run), "spool.jsonl"), "{}\n");
        await File.WriteAllTextAsync(Path.Combine(bench.FolderOf(lease.Run), "spool.jsonl.rank1"), "{\"e\":\"metric\",\"k\":\"b\",\"x\":1}\n");
        await ingester.FinishAsync(CancellationToken.None);
        Assert.Equal(["a", "b"], (await bench.Store.GetMetricsAsync(lease.Run)).Select(m => m.Identity.Key));
        Assert.Contains("it was overwritten", Assert.Single(await bench.NotesAsync(lease.Run)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remarks_about_nonsense_are_bounded()
    {
        await using var bench = await Workbench.OpenAsync();
        var lease = await PrepareAsync(bench, string.Concat(Enumerable.Repeat("x\n", 5_000)));
        await Ingester(bench, lease).FinishAsync(CancellationToken.None);
        Assert.Equal(101, (await bench.NotesAsync(lease.Run)).Count);
    }

    private static async Task<Lease> PrepareAsync(Workbench bench, string spool)
    {
        var lease = await bench.ClaimAsync();
        Directory.CreateDirectory(bench.FolderOf(lease.Run));
        await File.WriteAllTextAsync(Path.Combine(bench.FolderOf(lease.Run), "spool.jsonl"), spool);
        return lease;
    }

    private static SpoolIngester Ingester(Workbench bench, Lease lease, params MetricIdentity[] identities) => new(
        bench.Store, lease, bench.FolderOf(lease.Run), bench.Work, identities.ToDictionary(i => i.Key, StringComparer.Ordinal), "ann", TimeProvider.System, bench.Observer);
}
