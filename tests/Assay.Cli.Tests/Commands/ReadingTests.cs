using System.Globalization;
using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Tests.Commands;

public sealed class ReadingTests
{
    public static TheoryData<string, string[]> Approved => new()
    {
        { "Runs/Usual", ["runs"] },
        { "Runs/Query", ["runs", "plan.id = 'LF-55' or status = failed order by name", "--columns", "id,plan,loss,valid/auc,tags.who,error"] },
        { "Runs/Page", ["runs", "--limit", "2"] },
        { "Runs/Json", ["runs", "status = completed", "--json", "--limit", "1"] },
        { "Runs/None", ["runs", "status = cancelled"] },
        { "Runs/OneExperiment", ["runs", "--experiment", "Default"] },
        { "Show/Everything", ["show", "0000aa01"] },
        { "Show/Failed", ["show", "LF-57"] },
        { "Show/Unfit", ["show", "<b>[red]x[/]</b>"] },
        { "Show/Json", ["show", "0000bb02", "--json"] },
        { "Compare/Two", ["compare", "LF-55", "LF-56"] },
        { "Compare/Everything", ["compare", "LF-55", "LF-56", "--all"] },
        { "Compare/Three", ["compare", "LF-55", "LF-56", "LF-58"] },
        { "Compare/Json", ["compare", "LF-55", "LF-56", "--json"] },
        { "Top/Usual", ["top", "--by", "valid/auc"] },
        { "Top/All", ["top", "--by", "valid/auc", "--all", "--limit", "2"] },
        { "Top/Best", ["top", "--by", "valid/auc", "--best"] },
        { "Top/Json", ["top", "--by", "valid/auc", "--json", "--limit", "1"] },
        { "Note/List", ["note", "list"] },
    };

    [Theory]
    [MemberData(nameof(Approved))]
    public async Task Output_is_as_approved(string file, string[] args)
    {
        using var session = await CliSession.WithStudyAsync();
        await session.ApproveAsync(file, args);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    public async Task No_line_of_a_table_is_wider_than_the_terminal(int width)
    {
        using var session = await CliSession.WithStudyAsync();
        session["COLUMNS"] = width.ToString(CultureInfo.InvariantCulture);
        foreach (var args in (string[][])[["runs"], ["top", "--by", "valid/auc"]])
        {
            foreach (var line in (await session.OutputAsync(args)).Split('\n').Where(line => !line.StartsWith("Left out", StringComparison.Ordinal)))
                Assert.True(line.Length <= width, $"{line.Length} columns: {line}");
        }
    }

    [Fact]
    public async Task No_control_character_of_a_name_reaches_the_terminal()
    {
        using var session = await CliSession.WithStudyAsync();
        foreach (var args in (string[][])[["runs"], ["show", "0000ee05"], ["compare", "0000ee05", "LF-55"], ["note", "list"]])
            Assert.DoesNotContain((await session.OutputAsync(args)).Replace("\n", "", StringComparison.Ordinal), c => char.IsControl(c) || c == '\u202e');
    }

    [Fact]
    public async Task Colours_are_for_terminals_that_want_them()
    {
        using var session = await CliSession.WithStudyAsync();
        Assert.DoesNotContain('\u001b', await session.OutputAsync("runs"));
        session.IsTerminal = true;
        Assert.Contains("\u001b[32mcompleted", await session.OutputAsync("runs"), StringComparison.Ordinal);
        session["NO_COLOR"] = "1";
        Assert.DoesNotContain('\u001b', await session.OutputAsync("runs"));
    }

    [Fact]
    public async Task Pages_of_runs_follow_each_other_without_gap_or_overlap()
    {
        using var session = await CliSession.WithStudyAsync();
        var seen = new List<string>();
        string? next = null;
        do
        {
            string[] after = next is null ? [] : ["--after", next];
            using var page = JsonDocument.Parse(await session.OutputAsync(["runs", "--json", "--limit", "2", .. after]));
            Assert.Equal("assay/runs/1", page.RootElement.GetProperty("schema").GetString());
            seen.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            next = page.RootElement.GetProperty("next").GetString();
        }
        while (next is not null);
        Assert.Equal(5, seen.Count);
        Assert.Equal(5, seen.Distinct().Count());
    }

    [Fact]
    public async Task Json_keeps_what_numbers_cannot_say()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("record", "--title", "x", "--metric", "a=NaN", "--metric", "b=-Infinity", "--metric", "c=undefined: one class", "--metric", "d=0.1");
        using var page = JsonDocument.Parse(await session.OutputAsync("runs", "--json"));
        Assert.Equal("""{"a":"NaN","b":"-Infinity","c":{"undefined":"one class"},"d":0.1}""", page.RootElement.GetProperty("items")[0].GetProperty("metrics").GetRawText());
    }

    [Fact]
    public async Task Show_names_the_files_that_hold_the_output()
    {
        using var session = await CliSession.WithStudyAsync();
        var log = Path.Combine(session.StoreFolder, "runs", LossStudy.Focal.Value, "stderr.log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        await File.WriteAllTextAsync(log, "epoch 1\n");
        var text = await session.OutputAsync("show", "LF-55", "--json");
        Assert.Contains("\"stderr\":", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"stdout\":", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ambiguous_reference_lists_the_candidates()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("record", "--name", "twin", "--title", "one");
        await session.OutputAsync("record", "--name", "twin", "--title", "two");
        var result = await session.RunAsync("show", "twin");
        Assert.Equal(2, result.Code);
        Assert.Contains("means several runs", result.Error, StringComparison.Ordinal);
        Assert.Contains("  one\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("  two\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ranking_leaves_out_what_must_not_count_and_says_so()
    {
        using var session = await CliSession.WithStudyAsync();
        var text = await session.OutputAsync("top", "--by", "valid/auc");
        Assert.Contains("Left out: 1 failed, 1 superseded.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("0.99", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_measured_differently_are_not_ranked_together()
    {
        using var session = await CliSession.WithStudyAsync();
        await using (var store = await session.OpenAsync())
            await store.WriteAsync(new Assay.Tracking.Changes.WriteBatch([new Assay.Tracking.Changes.PatchRun(LossStudy.Retired, new RunPatch { SupersededWhy = "" })]));
        var text = await session.OutputAsync("top", "--by", "valid/auc");
        Assert.Contains("1 measured differently", text, StringComparison.Ordinal);
        Assert.Contains("warning: valid/auc was measured differently (dataset)", await session.OutputAsync("top", "--by", "valid/auc", "--all"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_metric_without_direction_is_not_ranked_by_guess()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("record", "--title", "x", "--metric", "size=3");
        var result = await session.RunAsync("top", "--by", "size");
        Assert.Equal((2, "assay: 'size' does not say which values are better: add --maximize or --minimize.\n"), (result.Code, result.Error));
        Assert.Contains("1     3     0", await session.OutputAsync("top", "--by", "size", "--minimize"), StringComparison.Ordinal);
    }
}
