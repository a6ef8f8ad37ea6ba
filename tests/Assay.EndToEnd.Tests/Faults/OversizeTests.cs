using Assay.Testing;

namespace Assay.EndToEnd.Tests.Faults;

/// <summary>Input that is too large, too deep or too much is refused with a sentence, in bounded memory.</summary>
public sealed class OversizeTests
{
    private const long Gigabyte = 1L << 30;

    [Fact]
    public void A_plan_with_a_line_of_a_gigabyte_is_refused()
    {
        using var folder = new TemporaryFolder();
        MakeEndless(folder.File("assay.yaml"));
        Refuses(new AssayBinary(folder.Path).Run("list"), "assay.yaml");
    }

    [Fact]
    public void A_YAML_bomb_is_refused()
    {
        using var folder = new TemporaryFolder();
        var text = "name: bomb\nx-a: &a [x, x, x, x, x, x, x, x, x]\n";
        for (var c = 'b'; c <= 'k'; c++)
            text += $"x-{c}: &{c} [{string.Join(", ", Enumerable.Repeat("*" + (char)(c - 1), 9))}]\n";
        folder.Write("assay.yaml", text + "experiments: [{ id: A, command: \"true\", tags: { t: *k } }]\n");
        Refuses(new AssayBinary(folder.Path).Run("list"), "assay.yaml");
    }

    [Fact]
    public void A_matrix_of_a_million_million_experiments_is_refused_before_it_is_expanded()
    {
        using var folder = new TemporaryFolder();
        var axis = "[" + string.Join(", ", Enumerable.Range(0, 1000)) + "]";
        folder.Write("assay.yaml", $"name: many\ndefaults: {{ command: \"true\" }}\npriorities: {{ P: {{ matrix: {{ a: {axis}, b: {axis}, c: {axis}, d: {axis} }} }} }}\n");
        Refuses(new AssayBinary(folder.Path).Run("list"), "priorities.P");
    }

    [Fact]
    public void A_result_of_a_gigabyte_fails_its_run_by_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", "name: huge\nexperiments: [{ id: A, command: \"truncate -s 1G huge.json\", results: huge.json }]\n");
        var assay = new AssayBinary(folder.Path);
        Assert.Equal(1, assay.Run("run").ExitCode);
        Assert.Contains("huge.json", assay.Items("runs")[0].GetProperty("error_line").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spool_line_over_a_mebibyte_is_told_and_the_rest_goes_in()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is POSIX shell.");
        using var folder = new TemporaryFolder();
        folder.Write("assay.yaml", """
            name: long
            experiments:
              - { id: A, command: "(head -c 2000000 /dev/zero | tr '\\0' x; echo; echo '{\"v\":1,\"e\":\"metric\",\"k\":\"m\",\"x\":7}') >> $ASSAY_SPOOL" }
            """);
        var assay = new AssayBinary(folder.Path);
        assay.Ok("run");
        Assert.Single(assay.Items("runs", "metrics.m = 7"));
        Assert.Contains("spool.jsonl", assay.Ok("show", "A"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_over_its_bound_is_refused()
    {
        using var folder = new TemporaryFolder();
        var assay = new AssayBinary(folder.Path);
        assay.Ok("init");
        Refuses(assay.Run("runs", "name = '" + new string('x', 70_000) + "'"), "query");
        Refuses(assay.Run("runs", string.Concat(Enumerable.Repeat("(", 200)) + "name = 'x'" + new string(')', 200)), "query");
    }

    private static void Refuses(CommandResult result, string named)
    {
        Assert.True(result.ExitCode == 2, $"exit code {result.ExitCode}\n{result.Output}{result.Error}");
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.True(result.Error.Length < 4000, result.Error);
    }

    // A sparse file: a gigabyte of one line that takes no room.
    private static void MakeEndless(string path)
    {
        using var file = File.Create(path);
        file.Write("name: "u8);
        file.SetLength(Gigabyte);
    }
}
