using System.Diagnostics;
using System.Text.Json;
using Assay.Testing;

namespace Assay.EndToEnd.Tests.Reading;

/// <summary>What goes in from others and out to others.</summary>
public sealed class HandOverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly AssayBinary _assay;

    public HandOverTests()
    {
        _assay = new AssayBinary(_folder.Path);
        _assay.Ok("init");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Importing_twice_changes_nothing()
    {
        _folder.Write("outputs/a/results.json", """{"exp_id": "E-1", "lr": 0.1, "metrics": {"auc": 0.7}}""");
        _folder.Write("outputs/b/results.json", """{"exp_id": "E-2", "lr": 0.2, "metrics": {"auc": 0.8}}""");
        Assert.Contains("2 imported, 0 known before", _assay.Ok("import", "results", "outputs"), StringComparison.Ordinal);
        var before = _assay.Ok("export", "runs", "--to", "-", "--format", "jsonl");
        Assert.Contains("0 imported, 2 known before", _assay.Ok("import", "results", "outputs"), StringComparison.Ordinal);
        Assert.Equal(before, _assay.Ok("export", "runs", "--to", "-", "--format", "jsonl"));
    }

    [Fact]
    public void A_torn_file_is_named_and_the_rest_goes_in()
    {
        _folder.Write("outputs/a/results.json", """{"exp_id": "E-1", "metrics": {"auc": 0.7}}""");
        _folder.Write("outputs/b/results.json", "{\"");
        var result = _assay.Run("import", "results", "outputs");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 imported", result.Output, StringComparison.Ordinal);
        Assert.Contains("left out: b/results.json:1", result.Error.Replace('\\', '/'), StringComparison.Ordinal);
        Assert.Single(_assay.Items("runs"));
    }

    [Fact]
    public void A_folder_without_results_is_bad_input()
    {
        Directory.CreateDirectory(_folder.File("empty", "inner"));
        Assert.Contains("results.json", _assay.Run("import", "results", "empty").Error, StringComparison.Ordinal);
        Assert.Equal(2, _assay.Run("import", "results", "empty").ExitCode);
        Assert.Equal(2, _assay.Run("import", "results", "nowhere").ExitCode);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("käse, \"quoted\"")]
    [InlineData("=1+1")]
    [InlineData("line\nbreak")]
    [InlineData("\u001b[31mred")]
    public void Odd_names_come_through_export_and_stay_harmless_on_screen(string name)
    {
        _folder.Write("outputs/x/results.json", JsonSerializer.Serialize(new { exp_id = name, metrics = new { auc = 0.5 } }));
        _assay.Ok("import", "results", "outputs");
        _assay.Ok("record", "--title", name);
        using var first = JsonDocument.Parse(_assay.Ok("export", "runs", "--to", "-", "--format", "jsonl").Split('\n')[0]);
        Assert.Equal(name, first.RootElement.GetProperty("title").GetString());
        Assert.DoesNotContain('\u001b', _assay.Ok("runs"));
        _assay.Ok("export", "runs", "--to", "runs.csv");
        Assert.StartsWith("id,name,title,", File.ReadAllText(_folder.File("runs.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_replaces_its_file_as_a_whole_or_leaves_it()
    {
        _folder.Write("assay.yaml", "name: log\nexperiments: [{ id: L-1, command: 'echo l' }]\n");
        _folder.Write("tracker.md", "before");
        _assay.Ok("log", "--to", "tracker.md");
        var written = File.ReadAllText(_folder.File("tracker.md"));
        Assert.Equal(_assay.Ok("log"), written);
        var files = Directory.GetFiles(_folder.Path);
        _folder.Write("assay.yaml", "name: log\nexperiments: [{ id: L-1, comand: 'echo l' }]\n");
        Assert.Equal(2, _assay.Run("log", "--to", "tracker.md").ExitCode);
        Assert.Equal(written, File.ReadAllText(_folder.File("tracker.md")));
        Assert.Equal(files, Directory.GetFiles(_folder.Path));
        Assert.Equal(2, _assay.Run("log", "--to", "nowhere/tracker.md").ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "nowhere")));
    }

    [Fact]
    public void Comparing_metrics_that_were_measured_differently_warns()
    {
        _folder.Write("a.yaml", "name: a\nmetrics: { auc: { split: valid } }\nexperiments: [{ id: A-1, command: 'echo auc=0.7', results: { stdout: 'auc=(?<auc>[0-9.]+)' } }]\n");
        _folder.Write("b.yaml", "name: b\nmetrics: { auc: { split: test } }\nexperiments: [{ id: B-1, command: 'echo auc=0.6', results: { stdout: 'auc=(?<auc>[0-9.]+)' } }]\n");
        _assay.Ok("run", "--plan", "a.yaml");
        _assay.Ok("run", "--plan", "b.yaml");
        var result = _assay.Run("compare", "A-1", "B-1");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("split", result.Output, StringComparison.Ordinal);
        Assert.Contains("not comparable", result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reading_verb_prints_one_json_object_with_its_schema()
    {
        _folder.Write("assay.yaml", "name: json\nexperiments: [{ id: J-1, command: 'echo s=1', results: { stdout: 's=(?<s>[0-9]+)' } }]\n");
        _assay.Ok("run");
        foreach (var words in new[] { new[] { "runs" }, ["show", "J-1"], ["list"], ["status"], ["doctor"], ["top", "--by", "s", "--maximize"], ["note", "list"], ["workstream", "list"], ["work", "list"], ["run", "--dry-run"] })
        {
            var page = _assay.Json(words);
            Assert.StartsWith("assay/", page.GetProperty("schema").GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Array, page.GetProperty("items").ValueKind);
            Assert.True(page.TryGetProperty("next", out _), string.Join(' ', words));
        }
    }

    [Fact]
    public void Bash_completes_verbs_runs_and_what_a_plan_names()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "There is no bash here.");
        _folder.Write("assay.yaml", "name: tab\npriorities: { PRIO: { experiments: [{ id: TAB-1, command: 'echo t' }] } }\n");
        _assay.Ok("run");
        _folder.Write("completion.sh", _assay.Ok("completion", "bash"));
        Assert.Equal(["run", "runs"], Complete("ru"));
        Assert.Contains("TAB-1", Complete("show", "T"));
        Assert.Equal(["--priority"], Complete("run", "--prio"));
        Assert.Equal(["PRIO"], Complete("run", "--priority", ""));
        Assert.Equal(["TAB-1"], Complete("run", "--exp-id", "TAB"));
    }

    [Fact]
    public void A_name_that_a_shell_would_execute_is_not_offered()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "There is no bash here.");
        _assay.Ok("record", "--title", "t", "--name", "evil$(touch executed)");
        _folder.Write("completion.sh", _assay.Ok("completion", "bash"));
        Assert.Empty(Complete("show", "evil"));
        Assert.Single(Complete("show", ""));
        Assert.False(File.Exists(_folder.File("executed")));
    }

    private string[] Complete(params string[] words)
    {
        _folder.Write("ask.sh", $$"""
            assay() { dotnet exec "{{Path.Combine(AppContext.BaseDirectory, "Assay.Cli.dll")}}" "$@"; }
            compopt() { :; }
            . ./completion.sh
            COMP_WORDS=(assay "$@"); COMP_CWORD=$#
            COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}
            _assay assay "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        var start = new ProcessStartInfo("/bin/bash") { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])["--norc", "ask.sh", .. words])
            start.ArgumentList.Add(word);
        using var bash = Process.Start(start.InCleanEnvironment())!;
        var answers = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(answer => answer.Trim())];
    }
}
