using System.Globalization;
using System.Text;
namespace Assay.Cli.Tests;

public sealed class BadInputTests
{
    private static readonly string[][] Lines =
    [
        ["rnus"],
        ["--stor"],
        ["--store"],
        ["note"  , "ad", "x"],
        ["runs", "--limt", "5"],
        ["runs", "--limit", "0"],
        ["runs", "--limit", "many"],
        ["runs", "--limit"],
        ["runs", "--after", "nonsense"],
        ["runs", "--columns", ","],
        ["runs", "--all", "--deleted"],
        ["runs", "metrics.auc >"],
        ["runs", "colour = red"],
        ["runs", "--store", "nowhere"],
        ["show"],
        ["show", ""],
        ["show", "nothing"],
        ["show", "LF-55", "LF-56"],
        ["compare", "LF-55"],
        ["compare", "LF-55", "0000aa01"],
        ["compare", "LF-55", "nothing"],
        ["top"],
        ["top", "--by", "nothing"],
        ["top", "--by", "valid/auc", "--minimize", "--maximize"],
        ["top", "--by", "f1", "--after", "-1"],
        ["record"],
        ["record", "--title", "x", "--status", "complete"],
        ["record", "--title", "x", "--title", "y"],
        ["record", "--title", "x", "--metric", "auc"],
        ["record", "--title", "x", "--metric", "auc=high"],
        ["record", "--title", "x", "--metric", "auc=1", "--metric", "auc=2"],
        ["record", "--title", "x", "--param", "=1"],
        ["record", "--title", "x", "--started", "yesterday"],
        ["record", "--title", "x", "--started", "2026-01-02", "--ended", "2026-01-01"],
        ["record", "--title", "x", "--status", "planned", "--started", "2026-01-01"],
        ["record", "--title", "x", "--phase", "P0"],
        ["record", "--pattern", "--title", "x"],
        ["record", "edit", "LF-55"],
        ["record", "edit", "LF-55", "--resolved-by", "LF-55"],
        ["record", "edit", "LF-55", "--status", "running"],
        ["note", "add", " "],
        ["note", "add", "x", "--kind", "desicion"],
        ["note", "add", "x", "--on", "rum:LF-55"],
        ["note", "add", "x", "--on", "run:"],
        ["note", "add", "x", "--on", "phase:P0"],
        ["note", "edit", "1"],
        ["note", "edit", "one", "x"],
        ["note", "done", "99"],
        ["workstream", "set", " "],
        ["work", "start", "ws9"],
        ["work", "end"],
        ["supersede", "LF-55"],
        ["supersede", "LF-55", "--by", "LF-55", "--why", "x"],
        ["supersede", "LF-55", "--undo"],
        ["export", "runs"],
        ["export", "runs", "--to", "runs.xlsx"],
        ["export", "runs", "--to", "runs"],
        ["export", "runs", "--to", "no/such/folder/runs.csv"],
        ["delete", "nothing"],
        ["restore", "LF-55"],
        ["completion", "tcsh"],
        ["completion"],
        ["init", "extra"],
        ["budget", "split"],
        ["budget", "split", "--train-manifest-path", "nowhere.csv", "--target-labels", "a", "--budgets", "5"],
        ["budget", "split", "--train-manifest-path", "nowhere.csv", "--target-labels", "a,,b", "--budgets", "5"],
        ["budget", "split", "--train-manifest-path", "x.csv", "--target-labels", "a", "--copy-validation", "--val-manifest-path", "v.csv", "--val-fraction", "0.1"],
        ["budget", "fit", "--metric", "auc"],
        ["budget", "fit", "nowhere.csv"],
        ["budget", "fit", "nowhere.csv", "--metric", "auc", "--form", "cubic"],
        ["budget", "crossover", "nowhere.csv", "--metric", "auc"],
        ["evaluate"],
        ["evaluate", "nowhere.csv"],
        ["evaluate", "nowhere.csv", "--resamples", "many"],
        ["evaluate", "--runs-root", "nowhere"],
        ["evaluate", "--runs-root", "nowhere", "--test-manifest-dir", "nowhere"],
        ["threshold", "nowhere.csv", "--goal", "best"],
        ["threshold", "nowhere.csv", "--grid", "2"],
        ["threshold", "nowhere.csv", "--grid", "0.7"],
        ["calibrate", "nowhere.csv", "--method", "magic"],
        ["analyze"],
        ["analyze", "nothing"],
        ["analyze", "--checkpoints-path", "nowhere"],
        ["analyze", "--checkpoints-path", "."],
    ];

    public static IEnumerable<TheoryDataRow<string[]>> Cases => Lines.Select(args => new TheoryDataRow<string[]>(args));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_ends_with_2_and_a_sentence(string[] args)
    {
        using var session = await CliSession.WithStudyAsync();
        var result = await session.RunAsync(args);
        Assert.Equal(2, result.Code);
        Assert.Equal("", result.Out);
        Assert.StartsWith("assay: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_messages_are_as_approved()
    {
        var messages = new StringBuilder();
        foreach (var args in Lines)
        {
            using var session = await CliSession.WithStudyAsync();
            var result = await session.RunAsync(args);
            messages.Append(CultureInfo.InvariantCulture, $"$ assay {string.Join(' ', args)}\n{result.Error.Replace(session.Folder, "<folder>", StringComparison.Ordinal)}");
        }

        Assay.Testing.Approved.Verify("tests/Assay.Cli.Tests/Expectations/BadInput.txt", messages.ToString());
    }

    [Fact]
    public async Task Without_a_store_the_message_says_how_to_make_one()
    {
        using var session = new CliSession();
        var result = await session.RunAsync("runs");
        Assert.Equal(2, result.Code);
        Assert.Contains("'assay init' makes one", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bug_is_one_line_and_its_trace_is_shown_on_wish()
    {
        var result = await WithBrokenWorldAsync("runs");
        Assert.Equal(70, result.Code);
        Assert.Equal("assay: this is a bug: InvalidTimeZoneException: no zone Run again with --verbose for the trace.\n", result.Error);
        Assert.Contains("   at ", (await WithBrokenWorldAsync("runs", "--verbose")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_command_ends_with_130()
    {
        using var session = await CliSession.WithStudyAsync();
        using var error = new StringWriter();
        var code = await Cli.RunAsync(["runs"], new CliHost { Out = TextWriter.Null, Error = error, Folder = session.Folder }, new CancellationToken(canceled: true));
        Assert.Equal((130, "assay: interrupted."), (code, error.ToString().TrimEnd()));
    }

    private static async Task<CliResult> WithBrokenWorldAsync(params string[] args)
    {
        using var session = await CliSession.WithStudyAsync();
        using var error = new StringWriter { NewLine = "\n" };
        var host = new CliHost { Out = TextWriter.Null, Error = error, Folder = session.Folder, WindowWidth = () => throw new InvalidTimeZoneException("no zone") };
        return new CliResult(await Cli.RunAsync(args, host), "", error.ToString());
    }
}
