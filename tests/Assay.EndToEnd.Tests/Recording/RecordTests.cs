using System.Text.RegularExpressions;
using Assay.Testing;

namespace Assay.EndToEnd.Tests.Recording;

/// <summary>Actions, patterns and notes that people write down.</summary>
public sealed class RecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AssayBinary _assay;

    public RecordTests()
    {
        _folder.Write("assay.yaml", """
            name: words
            stages: [data, training]
            sources: [crowd, gold]
            phases: [{ id: P0, items: [LF] }]
            priorities: { LF: { experiments: [{ id: X-1, command: "echo x" }] } }
            """);
        _assay = new AssayBinary(_folder.Path);
        _assay.Ok("init");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_action_keeps_everything_that_was_said()
    {
        _assay.Ok("record", "--title", "Relabel", "--name", "relabel", "--stage", "data", "--source", "crowd", "--source", "gold", "--phase", "P0", "--item", "LF",
            "--reason", "noisy", "--result", "812 of 900 agree", "--notes", "two readers", "--conclusion", "good enough",
            "--metric", "rows=812", "--metric", "auc=undefined: one class", "--metric", "loss=NaN", "--param", "lr=1e-4", "--tag", "kind=labels");
        var page = _assay.Ok("show", "relabel");
        foreach (var said in new[] { "words / P0 / LF", "data", "crowd, gold", "noisy", "812 of 900 agree", "two readers", "good enough", "undefined: one class", "NaN", "1e-4", "labels" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Matches($@"{Regex.Escape(Environment.UserName)} \(assay \d+ on ", page);
    }

    [Theory]
    [InlineData("--stage", "dat", "(did you mean data?): it has data, training")]
    [InlineData("--source", "bronze", "it has crowd, gold")]
    [InlineData("--phase", "P9", "it has P0")]
    [InlineData("--item", "LX", "it has LF")]
    [InlineData("--status", "flying", "it is one of planned")]
    [InlineData("--metric", "auc=high", "is not a number")]
    [InlineData("--param", "lr", "is not key=value")]
    [InlineData("--started", "yesterday", "is not a time")]
    public void What_is_not_known_is_refused_and_nothing_is_written(string option, string value, string sentence)
    {
        var result = _assay.Run("record", "--title", "T", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Empty(_assay.Items("runs"));
    }

    [Fact]
    public void A_failure_gets_its_resolution_later()
    {
        _assay.Ok("record", "--title", "Train", "--name", "first", "--status", "failed", "--error", "out of memory");
        _assay.Ok("record", "--title", "Train again", "--name", "second", "--rerun-of", "first");
        _assay.Ok("record", "edit", "first", "--resolution", "batch size halved", "--resolved-by", "second");
        var first = _assay.Ok("show", "first");
        Assert.Contains("out of memory", first, StringComparison.Ordinal);
        Assert.Contains("batch size halved", first, StringComparison.Ordinal);
        Assert.Contains("Train again", first, StringComparison.Ordinal);
        Assert.Contains("rerun of", _assay.Ok("show", "second"), StringComparison.Ordinal);
        Assert.Equal(2, _assay.Run("record", "edit", "nobody", "--notes", "x").ExitCode);
    }

    [Fact]
    public void Many_runs_belong_to_a_pattern()
    {
        _assay.Ok("record", "--pattern", "--name", "sweep", "--command", "train n<BUDGET>_s<SEED>");
        _assay.Ok("record", "--title", "n=100", "--belongs-to", "sweep", "--metric", "auc=0.71");
        _assay.Ok("exec", "--title", "n=200", "--belongs-to", "sweep", "--", "echo", "ran");
        var page = _assay.Ok("show", "sweep");
        Assert.Contains("n<BUDGET>_s<SEED>", page, StringComparison.Ordinal);
        Assert.Contains("n=100", page, StringComparison.Ordinal);
        Assert.Contains("n=200", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_is_written_changed_settled_and_dropped()
    {
        _assay.Ok("note", "add", "Try a longer window", "--kind", "next-step", "--on", "phase:P0");
        _assay.Ok("note", "add", "The third is best", "--kind", "finding");
        _assay.Ok("note", "edit", "1", "Try a much longer window");
        Assert.Contains("Try a much longer window", _assay.Ok("log"), StringComparison.Ordinal);
        Assert.Contains("The third is best", _assay.Ok("log"), StringComparison.Ordinal);
        _assay.Ok("record", "--title", "Window", "--name", "window");
        _assay.Ok("note", "done", "1", "--by", "window");
        _assay.Ok("note", "drop", "2");
        Assert.Empty(_assay.Items("note", "list", "--state", "open"));
        Assert.Equal(["done", "dropped"], _assay.Items("note", "list").Select(note => note.GetProperty("state").GetString()!).Order(StringComparer.Ordinal));
        // Nothing a person wrote vanishes from the log: it says what became of it.
        Assert.Contains("[x] Try a much longer window", _assay.Ok("log"), StringComparison.Ordinal);
        Assert.Contains("~~The third is best~~", _assay.Ok("log"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("add", "x", "--kind", "bogus")]
    [InlineData("add", "x", "--on", "priority:LX")]
    [InlineData("add", "x", "--on", "run:nobody")]
    [InlineData("done", "99")]
    public void A_note_about_nothing_is_refused(params string[] words)
    {
        Assert.Equal(2, _assay.Run(["note", .. words]).ExitCode);
        Assert.Empty(_assay.Items("note", "list"));
    }

    [Fact]
    public void A_period_of_work_begins_once_and_ends()
    {
        _assay.Ok("workstream", "set", "ws3", "--name", "Losses");
        _assay.Ok("work", "start", "ws3");
        Assert.Equal(2, _assay.Run("work", "start", "ws3").ExitCode);
        Assert.Equal(2, _assay.Run("work", "start", "nosuch").ExitCode);
        _assay.Ok("work", "end", "--summary", "no gain");
        Assert.Equal(2, _assay.Run("work", "end").ExitCode);
        Assert.Contains("no gain", _assay.Ok("work", "list", "ws3"), StringComparison.Ordinal);
    }
}
