using System.Globalization;
using System.Text;
using Assay.Planning;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Cli.Tests.Commands;

public sealed class LogTests
{
    private const string Log = """
        # Oven log

        ### Run 1: First bake
        - Command:
          - `bake --heat 200`
        - Outcome: success
        - Key metrics:
          - `crumb` = `0.5`

        ### Run 2: Second bake
        - Outcome: failed
        - Failure point:
          - the door was open

        """;

    private const string Plan = """
        name: ovens
        priorities: { H-P1: { title: Heat, ids: H-1..H-2, matrix: { heat: [1, 2] }, command: "echo ${heat}" } }
        """;

    private static readonly string[][] BadWords =
    [
        ["import", "nothing.md"],
        ["import", "empty.md"],
        ["import", "blank.md"],
        ["import", "binary.md"],
        ["import", "diary.md"],
        ["import", "folder"],
        ["import"],
        ["import", "log"],
        ["import", "oven.md", "--format", "diary"],
        ["import", "oven.md", "--format", "run"],
        ["import", "oven.md", "--name", ""],
        ["import", "oven.md", "--name"],
        ["import", "oven.md", "stove.md"],
        ["log", "--name", "nowhere"],
        ["log", "--name", "Oven"],
        ["log", "--format", "diary"],
        ["log", "--to", "nowhere/log.md"],
        ["log", "--to", "folder"],
        ["log", "--plan", "nothing.yaml"],
        ["log", "--update"],
        ["log", "--update", "--name", "oven"],
        ["log", "oven"],
        ["work", "start"],
        ["work", "start", "ws9"],
        ["work", "end", "ws9"],
        ["work", "end", "ws3", "--workstream", "ws4"],
    ];

    [Theory]
    [InlineData("import")]
    [InlineData("import log")]
    public async Task A_log_goes_in_once_and_its_edits_follow(string verb)
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "oven.md", Log);
        string[] words = [.. verb.Split(' '), "oven.md"];
        Assert.Contains("runs: 2 added", await session.OutputAsync(words), StringComparison.Ordinal);
        Assert.Contains("Nothing changed", await session.OutputAsync(words), StringComparison.Ordinal);
        await WriteAsync(session, "oven.md", Log.Replace("Second bake", "Second bake, door open", StringComparison.Ordinal));
        Assert.Contains("1 changed", await session.OutputAsync(words), StringComparison.Ordinal);
        Assert.Contains("Second bake, door open", await session.OutputAsync("log"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_says_what_it_understood_and_writes_nothing()
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "oven.md", Log);
        var some = await session.OutputAsync("import", "log", "oven.md", "--dry-run");
        Assert.Contains("2 entries", some, StringComparison.Ordinal);
        Assert.Contains("Nothing was written", some, StringComparison.Ordinal);
        Assert.True((await session.OutputAsync("import", "log", "oven.md", "--dry-run", "--all")).Length > some.Length);
        Assert.Contains("\"entries\":2", (await session.OutputAsync("import", "log", "oven.md", "--dry-run", "--json")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await using var store = await session.OpenAsync();
        Assert.Empty(await store.GetLogsAsync());
    }

    [Theory]
    [InlineData("no such file", "import", "log", "nowhere.md")]
    [InlineData("is a folder", "import", "log", ".")]
    [InlineData("oven.md", "import", "log", "oven.md", "--format", "diary")]
    [InlineData("no imported log of that name", "log", "--name", "nowhere")]
    [InlineData("assay.yaml", "log", "--update")]
    [InlineData("there is no folder", "log", "--to", "nowhere/log.md")]
    public async Task What_is_no_log_is_refused_in_a_sentence(string said, params string[] words)
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "oven.md", Log);
        var result = await session.RunAsync(words);
        Assert.Equal(2, result.Code);
        Assert.Contains(said == "oven.md" ? "diary" : said, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_imported_logs_are_told_apart_by_name()
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "oven.md", Log);
        await WriteAsync(session, "stove.md", Log.Replace("bake", "boil", StringComparison.Ordinal));
        await session.OutputAsync("import", "oven.md");
        await session.OutputAsync("import", "stove.md");
        var result = await session.RunAsync("log");
        Assert.Equal(2, result.Code);
        Assert.Contains("oven, stove", result.Error, StringComparison.Ordinal);
        Assert.Contains("First boil", await session.OutputAsync("log", "--name", "stove"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("actions")]
    [InlineData("context")]
    [InlineData("runs")]
    [InlineData("tracker")]
    [InlineData("training")]
    public async Task A_plan_is_printed_and_filed_in_every_format(string format)
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "assay.yaml", Plan);
        var text = await session.OutputAsync("log", "--format", format);
        Assert.Contains(format is "context" or "tracker" ? "assay run --priority H-P1" : "echo 1", text, StringComparison.Ordinal);
        await session.OutputAsync("log", "--format", format, "--to", "LOG.md");
        Assert.Equal(text, await ReadAsync(session, "LOG.md"));
    }

    [Fact]
    public async Task A_plan_without_logs_has_none_to_update()
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "assay.yaml", Plan);
        var result = await session.RunAsync("log", "--update");
        Assert.Equal(2, result.Code);
        Assert.Contains("keeps no logs", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_logs_of_a_plan_follow_every_verb_and_take_back_what_is_typed()
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "assay.yaml", Plan + "\nlogs: [{ format: runs, path: runs.md }, { format: tracker, path: tracker.md }]\n");
        Assert.Contains("wrote", await session.OutputAsync("log", "--update"), StringComparison.Ordinal);
        Assert.Contains("The logs are current.", await session.OutputAsync("log", "--update"), StringComparison.Ordinal);
        await session.OutputAsync("note", "add", "The crust is thin", "--kind", "finding");
        Assert.Contains("The crust is thin", await ReadAsync(session, "tracker.md"), StringComparison.Ordinal);
        await session.OutputAsync("record", "--title", "Cleaned the oven", "--plan", "ovens", "--metric", "crumb=0.5");
        Assert.Contains("Cleaned the oven", await ReadAsync(session, "runs.md"), StringComparison.Ordinal);
        await WriteAsync(session, "tracker.md", (await ReadAsync(session, "tracker.md")).Replace("The crust is thin", "The crust is thick", StringComparison.Ordinal));
        Assert.Contains("1 typed change went into the store.", await session.OutputAsync("log", "--update"), StringComparison.Ordinal);
        Assert.Contains("The crust is thick", await session.OutputAsync("note", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fact_that_is_typed_over_ends_the_update_with_1_and_is_named()
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "assay.yaml", Plan + "\nmetrics: { crumb: { direction: maximize } }\nlogs: [{ format: runs, path: runs.md }]\n");
        var plan = PlanReader.Read(Path.Combine(session.Folder, "assay.yaml"));
        await using (var store = await session.OpenAsync())
        {
            await store.CreateRunAsync(new RunDraft("ovens")
            {
                Kind = RunKind.Command,
                Status = RunStatus.Completed,
                Started = Some.Time,
                Ended = Some.Time.AddMinutes(5),
                Place = new PlanPlace("ovens") { Experiment = "H-1", Priority = "H-P1" },
                Fingerprint = new Fingerprinter(plan.Folder).Of(plan.Experiments[0]),
                Metrics = [new MetricSeries(new MetricIdentity("crumb") { Direction = Direction.Maximize }, [Some.Point(0.5)])],
            });
        }

        await session.OutputAsync("log", "--update");
        await WriteAsync(session, "runs.md", (await ReadAsync(session, "runs.md")).Replace("`crumb` = `0.5`", "`crumb` = `0.9`", StringComparison.Ordinal));
        await session.ApproveAsync("Log/Conflict", "log", "--update");
        var page = await ReadAsync(session, "runs.md");
        Assert.Contains("`crumb` = `0.5`", page, StringComparison.Ordinal);
        Assert.Contains("Not taken from runs.md", page, StringComparison.Ordinal);
        Assert.Equal("The logs are current.\n", await session.OutputAsync("log", "--update"));
    }

    [Fact]
    public async Task Bad_input_ends_with_2_and_one_sentence()
    {
        using var session = await CliSession.WithStoreAsync();
        await WriteAsync(session, "oven.md", Log);
        await WriteAsync(session, "empty.md", "");
        await WriteAsync(session, "blank.md", " \n\n");
        await WriteAsync(session, "diary.md", "Dear diary\n");
        var noise = new byte[5_000];
        new Random(3).NextBytes(noise);
        await File.WriteAllBytesAsync(Path.Combine(session.Folder, "binary.md"), noise);
        Directory.CreateDirectory(Path.Combine(session.Folder, "folder"));
        await session.OutputAsync("import", "oven.md");
        var messages = new StringBuilder();
        foreach (var words in BadWords)
        {
            var result = await session.RunAsync(words);
            Assert.Equal((2, ""), (result.Code, result.Out));
            Assert.StartsWith("assay: ", result.Error, StringComparison.Ordinal);
            Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
            messages.Append(CultureInfo.InvariantCulture, $"$ assay {string.Join(' ', words.Select(word => word.Length == 0 ? "''" : word))}\n{result.Error.Replace(session.Folder, "<folder>", StringComparison.Ordinal)}");
        }

        Approved.Verify("tests/Assay.Cli.Tests/Expectations/Log/BadInput.txt", messages.ToString());
        await using var store = await session.OpenAsync();
        Assert.Equal("oven", Assert.Single(await store.GetLogsAsync()).Name);
    }

    private static Task WriteAsync(CliSession session, string file, string text) => File.WriteAllTextAsync(Path.Combine(session.Folder, file), text);

    private static Task<string> ReadAsync(CliSession session, string file) => File.ReadAllTextAsync(Path.Combine(session.Folder, file));
}
