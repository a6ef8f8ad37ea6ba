using Assay.Claims;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Claims;

/// <summary>Trials of a study as evidence.</summary>
public sealed class StudyEvidenceTests
{
    private const string StudyId = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("pick: best", new[] { 0.9 })]
    [InlineData("pick: top 2", new[] { 0.9, 0.8 })]
    [InlineData("pick: all", new[] { 0.9, 0.8, 0.6 })]
    public async Task Trials_are_picked_by_their_value_and_those_that_do_not_count_are_left_out(string pick, double[] values)
    {
        await using var lab = await WithStudyAsync();
        var side = (await OfAsync(lab, pick)).Sides[0];
        Assert.Equal(values, side.Used.Select(run => run.Value.Number).OrderDescending());
        Assert.Equal(pick == "pick: all" ? 2 : 0, side.LeftOut.Count);
        Assert.Equal(pick != "pick: all", side.Warnings.Any(warning => warning.Contains("hence too good", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Repeated_configurations_are_one_piece_of_evidence()
    {
        await using var lab = await WithStudyAsync();
        var left = (await OfAsync(lab, "pick: all")).Sides[0].LeftOut;
        Assert.Contains(left, run => run.LeftOut!.EndsWith("same parameters and value", StringComparison.Ordinal));
        Assert.Contains(left, run => run.LeftOut == "pruned");
    }

    [Fact]
    public async Task The_winners_configuration_is_judged_by_runs_of_its_own()
    {
        await using var lab = await WithStudyAsync();
        var open = await OfAsync(lab, "pick: best, seeds: 3");
        Assert.Equal(Verdict.Unresolved, open.Verdict);
        Assert.Contains("0 of 3 runs of the picked configuration exist", open.Warnings);
        for (var seed = 0; seed < 3; seed++)
            await lab.RunAsync("again", 0.85 + (0.01 * seed), change: draft => draft with { Params = [new Param("lr", "0.1"), new Param("seed", $"{seed}")] });
        var result = await OfAsync(lab, "pick: best, seeds: 3");
        Assert.Equal([0.85, 0.86, 0.87], result.Sides[0].Used.Select(run => run.Value.Number).Order());
    }

    [Theory]
    [InlineData("nowhere", "no study answers to 'nowhere'")]
    [InlineData("empty", "the study empty has no trial that counts")]
    public async Task A_study_that_is_not_there_is_said(string study, string said)
    {
        await using var lab = await WithStudyAsync();
        await lab.Store.SaveStudyAsync(new StoredStudy("fedcba9876543210fedcba9876543210", "empty", "spy", Direction.Maximize, "auc", "{}", Some.Time));
        var result = Assert.Single((await lab.CheckAsync($"- {{ id: c, says: s, metric: auc, treatment: {{ study: {study}, pick: best }}, control: 0.5 }}")).Results);
        Assert.Equal((Verdict.Unresolved, said), (result.Verdict, Assert.Single(result.Warnings)));
    }

    private static async Task<ClaimResult> OfAsync(ClaimLab lab, string pick) =>
        Assert.Single((await lab.CheckAsync($"- {{ id: c, says: s, metric: auc, treatment: {{ study: search, {pick} }}, control: 0.5 }}")).Results);

    private static async Task<ClaimLab> WithStudyAsync()
    {
        var lab = await ClaimLab.OpenAsync();
        (string Lr, double Value, RunStatus Status)[] trials = [("0.1", 0.9, RunStatus.Completed), ("0.2", 0.6, RunStatus.Completed), ("0.3", 0.8, RunStatus.Completed), ("0.3", 0.8, RunStatus.Completed), ("0.4", 0.99, RunStatus.Pruned)];
        await lab.Store.SaveStudyAsync(new StoredStudy(StudyId, "search", "spy", Direction.Maximize, "auc", "{}", Some.Time));
        var stored = new List<StoredTrial>();
        foreach (var (lr, value, status) in trials)
        {
            var run = await lab.RunAsync("trial", value, change: draft => draft with { Status = status, Params = [new Param("lr", lr)] });
            stored.Add(new StoredTrial(stored.Count, run.Id, "{}") { Value = value });
        }

        await lab.Store.SaveTrialsAsync(StudyId, stored);
        return lab;
    }
}
