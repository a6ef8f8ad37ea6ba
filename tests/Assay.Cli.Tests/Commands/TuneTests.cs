using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Tests.Commands;

public sealed class TuneTests
{
    [Fact]
    public async Task A_command_is_tuned_from_nothing_and_goes_on_with_less_typed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Service missing: /bin/sh.");
        using var session = new CliSession();
        var first = await session.OutputAsync("tune", "--study", "m p/1", "--command", "echo score: ${x}", "--param", "x=1..9", "--objective", "score", "--sampler", "random", "--seed", "3", "--trials", "4");
        Assert.Contains("4 completed", first, StringComparison.Ordinal);
        Assert.Contains("best", first, StringComparison.Ordinal);
        var second = await session.OutputAsync("tune", "--study", "m p/1", "--trials", "6", "--out", "out");
        Assert.Contains("6 completed", second, StringComparison.Ordinal);
        Assert.Equal(6, JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(session.Folder, "out", "all_trials.json"))).RootElement.GetArrayLength());
        Assert.Contains("7 completed", await session.OutputAsync("study", "run", "m p/1", "--trials", "7"), StringComparison.Ordinal);
        await using var store = await session.OpenAsync();
        Assert.Equal(7, (await store.CountAsync(new RunSearch()))[RunStatus.Completed]);
    }

    [Fact]
    public async Task A_search_that_ends_is_linted_however_few_its_trials()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Service missing: /bin/sh.");
        using var session = new CliSession();
        var result = await session.RunAsync("tune", "--study", "edge", "--command", "echo score: ${x}", "--param", "x=1..3", "--objective", "score", "--direction", "maximize", "--sampler", "brute-force", "--trials", "3");
        Assert.Equal(0, result.Code);
        Assert.Contains("AS201", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_is_asked_and_told_by_other_programs()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("study", "create", "mlp", "--param", "lr=log:1e-5..1e-1", "--param", "layers=1..5", "--objective", "auc", "--sampler", "random", "--seed", "1");
        var asked = JsonDocument.Parse(await session.OutputAsync("study", "ask", "mlp")).RootElement;
        var trial = asked.GetProperty("items")[0];
        Assert.Equal(0, trial.GetProperty("trial").GetInt32());
        Assert.InRange(trial.GetProperty("params").GetProperty("layers").GetInt32(), 1, 5);
        Assert.Contains("trial 0 completed", await session.OutputAsync("study", "tell", "mlp", "0", "0.7"), StringComparison.Ordinal);
        await session.OutputAsync("study", "ask", "mlp");
        Assert.Contains("trial 1 failed: no disk", await session.OutputAsync("study", "tell", "mlp", "1", "--state", "failed", "--why", "no disk"), StringComparison.Ordinal);
        await session.OutputAsync("study", "ask", "mlp");
        Assert.Contains("trial 2 failed: the objective is NaN", await session.OutputAsync("study", "tell", "mlp", "2", "nan"), StringComparison.Ordinal);
        Assert.Equal(1, (await session.RunAsync("study", "ask", "mlp", "--trials", "3")).Code);
    }

    [Fact]
    public async Task Neighbors_and_chosen_values_are_put_in_line_and_a_wider_space_is_taken()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("study", "create", "mlp", "--param", "heads=2,4,8", "--param", "layers=1..5", "--constraint", "heads * layers <= 16", "--objective", "auc", "--sampler", "random");
        Assert.Equal("#0: heads 4, layers 2\n", await session.OutputAsync("study", "enqueue", "mlp", "--set", "heads=4", "--set", "layers=2"));
        await session.OutputAsync("study", "ask", "mlp");
        await session.OutputAsync("study", "tell", "mlp", "0", "0.7");
        Assert.Equal("#1: heads 2, layers 2\n#2: heads 8, layers 2\n#3: heads 4, layers 1\n#4: heads 4, layers 3\n", await session.OutputAsync("study", "enqueue", "mlp", "--gaps"));
        var around = await session.RunAsync("study", "enqueue", "mlp", "--around", "best", "--set", "layers=3,4");
        Assert.Equal((0, "#5: heads 4, layers 4\n"), (around.Code, around.Out));
        Assert.Contains("1 of them were tried already, or wait.", around.Error, StringComparison.Ordinal);
        Assert.Contains("'layers' was a whole number from 1 to 5 and is a whole number from 1 to 8", await session.OutputAsync("study", "extend", "mlp", "--param", "layers=1..8"), StringComparison.Ordinal);
        Assert.Contains("breaks the constraint 'heads * layers <= 16'", (await session.RunAsync("study", "enqueue", "mlp", "--set", "heads=8", "--set", "layers=8")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--command is missing", "tune", "--param", "x=1..2")]
    [InlineData("Say what is searched", "tune", "--command", "echo 1")]
    [InlineData("must stay above 0", "tune", "--command", "echo 1", "--param", "x=log:0..1")]
    [InlineData("expected name=low..high", "tune", "--command", "echo 1", "--param", "x")]
    [InlineData("did you mean ${x}?", "tune", "--command", "echo ${xx}", "--param", "x=1..2", "--sampler", "random")]
    [InlineData("no sampler 'tpee'", "tune", "--command", "echo 1", "--param", "x=1..2", "--sampler", "tpee")]
    [InlineData("did you mean 'median'", "tune", "--command", "echo 1", "--param", "x=1..2", "--pruner", "medium")]
    [InlineData("there is no such file", "tune", "--command", "echo 1", "--space", "space.yaml")]
    [InlineData("There is no study 'nothing'", "study", "ask", "nothing")]
    [InlineData("A study has a name", "study", "create", " ", "--param", "x=1..2")]
    public async Task Mistakes_are_one_sentence(string says, params string[] args)
    {
        using var session = await CliSession.WithStoreAsync();
        var result = await session.RunAsync(args);
        Assert.Equal(2, result.Code);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        await using var store = await session.OpenAsync();
        Assert.Empty((await store.SearchAsync(new RunSearch())).Items);
    }

    [Fact]
    public async Task Another_space_is_refused_precisely_and_another_objective_too()
    {
        using var session = await CliSession.WithStoreAsync();
        await session.OutputAsync("study", "create", "mlp", "--param", "x=1..5", "--param", "y=1..5", "--objective", "auc", "--sampler", "random");
        await session.OutputAsync("study", "ask", "mlp");
        Assert.Contains("'y' is gone", (await session.RunAsync("study", "create", "mlp", "--param", "x=1..5", "--objective", "auc")).Error, StringComparison.Ordinal);
        Assert.Contains("another objective is another study", (await session.RunAsync("study", "create", "mlp", "--param", "x=1..5", "--param", "y=1..5", "--objective", "f1")).Error, StringComparison.Ordinal);
        Assert.Contains("there is no best", (await session.RunAsync("study", "enqueue", "mlp", "--around", "best", "--set", "x=1")).Error, StringComparison.Ordinal);
        Assert.Contains("is not there: the study has 1 trials", (await session.RunAsync("study", "tell", "mlp", "5", "1")).Error, StringComparison.Ordinal);
        await session.OutputAsync("study", "tell", "mlp", "0", "1");
        Assert.Contains("is completed, it cannot be told of again", (await session.RunAsync("study", "tell", "mlp", "0", "1")).Error, StringComparison.Ordinal);
    }
}
