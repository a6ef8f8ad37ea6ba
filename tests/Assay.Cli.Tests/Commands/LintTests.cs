using System.Text.Json;

namespace Assay.Cli.Tests.Commands;

public sealed class LintTests
{
    private const string Trials = """[{"number": 0, "value": 0.7, "params": {"d": 3}, "state": "COMPLETE"}, {"number": 1, "value": 0.6, "params": {"d": 2}, "state": "COMPLETE"}]""";
    private const string Best = """{"experiment": "other", "best_trial": 0, "best_value": 0.7, "best_params": {"d": 3}, "search_space": {"d": [1, 2, 3]}}""";

    [Fact]
    public async Task A_folder_is_linted_without_a_store_and_an_error_gives_1()
    {
        using var session = new CliSession();
        Study(session);
        await session.ApproveAsync("Lint/folder", "lint", "hpo");
        Assert.Equal(1, (await session.RunAsync("lint", "hpo")).Code);
        Assert.False(Directory.Exists(session.StoreFolder));
    }

    [Fact]
    public async Task The_json_has_places_numbers_and_counts()
    {
        using var session = new CliSession();
        Study(session);
        var result = await session.RunAsync("lint", "hpo", "--json", "--severity", "warning");
        using var document = JsonDocument.Parse(result.Out);
        var root = document.RootElement;
        Assert.Equal(("assay/lint/1", 1, 1, 1), (root.GetProperty("schema").GetString(), root.GetProperty("subjects").GetInt32(), root.GetProperty("errors").GetInt32(), result.Code));
        Assert.Equal(["AS201", "AS206"], root.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("rule").GetString()));
        Assert.Equal("file", root.GetProperty("items")[0].GetProperty("place").GetProperty("kind").GetString());
    }

    [Fact]
    public async Task A_plan_suppresses_with_a_reason_and_a_mistake_in_it_is_told_with_its_line()
    {
        using var session = new CliSession();
        Study(session);
        var plan = Path.Combine(session.Folder, "assay.yaml");
        await File.WriteAllTextAsync(plan, "experiments: [{ id: a, command: 'true' }]\nlint:\n  severity: { AS201: error }\n  suppress: [{ rule: AS206, on: hpo, reason: known copy }, { rule: AS201, reason: wide enough }]\n");
        Assert.EndsWith("1 info, 2 suppressed in 1 subject\n", await session.OutputAsync("lint", "hpo"), StringComparison.Ordinal);
        await File.WriteAllTextAsync(plan, "experiments: [{ id: a, command: 'true' }]\nlint:\n  suppress:\n    - { rule: AS2O6, reason: x }\n");
        var result = await session.RunAsync("lint", "hpo");
        Assert.Equal(2, result.Code);
        Assert.Contains("assay.yaml:4:15 lint.suppress[0].rule: there is no rule 'AS2O6'; did you mean 'AS206'?", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sarif_file_is_written()
    {
        using var session = new CliSession();
        Study(session);
        await session.RunAsync("lint", "hpo", "--sarif", "lint.sarif");
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(session.Folder, "lint.sarif"), TestContext.Current.CancellationToken));
        Assert.Equal(3, document.RootElement.GetProperty("runs")[0].GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task An_imported_study_is_linted_at_once_and_kept_with_its_findings()
    {
        using var session = await CliSession.WithStoreAsync();
        Study(session);
        await session.ApproveAsync("Lint/import-study", "import", "study", "hpo");
        Assert.Contains("0 trials imported, 2 known before", await session.OutputAsync("import", "study", "hpo"), StringComparison.Ordinal);
        await using (var store = await session.OpenAsync())
            Assert.Equal(["AS201", "AS205", "AS206"], (await store.GetFindingsAsync()).Select(finding => finding.Rule));
        Directory.Delete(Path.Combine(session.Folder, "hpo"), recursive: true);
        var result = await session.RunAsync("lint", "hpo");
        Assert.Equal(1, result.Code);
        Assert.Contains("study hpo: AS206 error", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_store_is_linted()
    {
        using var session = await CliSession.WithStudyAsync();
        await session.ApproveAsync("Lint/store", "lint");
        await using var store = await session.OpenAsync();
        var first = (await store.GetFindingsAsync()).Count;
        await session.RunAsync("lint");
        Assert.Equal(first, (await store.GetFindingsAsync()).Count);
        Assert.Contains("AS104  error", await session.OutputAsync("show", "LF-56"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rules_are_listed()
    {
        using var session = new CliSession();
        Assert.Contains("AS201  warning   Optimum on a bound of the search", await session.OutputAsync("lint", "--rules"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lint", "nothing", "'nothing' is neither a file nor a folder here, and there is no store")]
    [InlineData("lint", "--rule=AS999", "--rule 'AS999' is no rule")]
    [InlineData("lint", "--class-counts=5", "at least two classes")]
    [InlineData("lint", "--class-counts=5,x", "'x' is not a number of rows")]
    [InlineData("lint", "--severity=bad", "--severity 'bad' is not known")]
    public async Task A_mistake_is_one_sentence(string verb, string argument, string expected)
    {
        using var session = new CliSession();
        var result = await session.RunAsync(verb, argument);
        Assert.Equal(2, result.Code);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
    }

    private static void Study(CliSession session)
    {
        var folder = Directory.CreateDirectory(Path.Combine(session.Folder, "hpo")).FullName;
        File.WriteAllText(Path.Combine(folder, "all_trials.json"), Trials);
        File.WriteAllText(Path.Combine(folder, "best_params.json"), Best);
    }
}
