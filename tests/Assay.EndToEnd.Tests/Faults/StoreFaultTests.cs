using Assay.Testing;

namespace Assay.EndToEnd.Tests.Faults;

/// <summary>Stores that cannot be used, or only for a while.</summary>
public sealed class StoreFaultTests
{
    private const string TwoRuns = """
        name: two
        defaults: { command: "mkdir -p ${out} && echo 1,2 > ${out}/x && printf 'a\n%s\n' ${n} > ${out}/r.csv", results: { csv: "${out}/r.csv" } }
        priorities: { P: { ids: A-1..A-2, matrix: { n: [1, 2] } } }
        """;

    // SQLite keeps user_version in bytes 60 to 63 of the file, big-endian.
    private const int VersionOffset = 60;

    [Fact]
    public void Every_verb_refuses_a_store_of_a_newer_version_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", TwoRuns);
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        using (var file = new FileStream(folder.File(".assay", "assay.db"), FileMode.Open, FileAccess.Write))
        {
            file.Position = VersionOffset;
            file.Write([0, 0, 3, 231]);
        }

        foreach (string[] words in (string[][])[["run"], ["runs"], ["list"], ["status"], ["log"], ["record", "--title", "x"], ["note", "add", "x"], ["exec", "--", "true"], ["show", "A-1"]])
        {
            var result = assay.Run(words);
            Assert.True(result.ExitCode == 2, $"assay {words[0]}: {result.ExitCode}\n{result.Output}{result.Error}");
            Assert.Contains("999", result.Error, StringComparison.Ordinal);
            Assert.Single(result.Error.Trim().Split('\n'));
        }
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", TwoRuns);
        File.WriteAllText(folder.File(".assay", "assay.db"), "this is not a database, and long enough to be looked at as one ........................................................");
        var result = new AssayBinary(folder.Path).Run("runs");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("assay.db", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_read_only_store_can_be_read_and_says_why_it_cannot_be_written()
    {
        using var disk = SmallDisk.MountOrSkip("2m");
        File.WriteAllText(Path.Combine(disk.Path, "assay.yaml"), TwoRuns);
        var assay = new AssayBinary(disk.Path);
        assay.Ok("run");
        disk.Remount("ro");
        Assert.Contains("2 done", assay.Ok("list"), StringComparison.Ordinal);
        Assert.Contains("A-1", assay.Ok("runs"), StringComparison.Ordinal);
        var result = assay.Run("note", "add", "x");
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.Equal(2, assay.Run("run").ExitCode);
    }

    [Fact]
    public async Task A_disk_that_fills_up_loses_nothing_and_the_next_run_goes_on()
    {
        using var disk = SmallDisk.MountOrSkip("2m");
        // The outputs lie elsewhere: it is the store that finds no room.
        using var work = new TemporaryFolder();
        work.Write("assay.yaml", """
            name: full
            experiments:
              - { id: BIG, command: "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); echo '{\"v\":1,\"e\":\"metric\",\"k\":\"m\",\"x\":1,\"s\":'$i'}'; done >> $ASSAY_SPOOL" }
              - { id: SMALL, command: "true" }
            """);
        var assay = new AssayBinary(work.Path);
        var store = Path.Combine(disk.Path, ".assay");
        var first = assay.Run("--store", store, "run");
        Assert.True(first.ExitCode is 1 or 2, $"{first.ExitCode}\n{first.Output}{first.Error}");
        Assert.Contains("full", first.Output + first.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", first.Error, StringComparison.Ordinal);
        disk.Remount("size=200m");
        var again = assay.Run("--store", store, "run");
        Assert.True(again.ExitCode == 0, $"{again.ExitCode}\n{again.Output}{again.Error}");
        await using var opened = await Store.OpenAsync(store, new StoreOptions { Create = false, ReadOnly = true });
        Assert.Empty(await opened.Records.CheckAsync());
        await foreach (var row in opened.SearchAsync("plan.id = 'BIG' and status = completed"))
            Assert.Equal(60_000, row.Metrics["m"].Count);
        Assert.Contains("2 done", assay.Ok("--store", store, "list"), StringComparison.Ordinal);
    }
}
