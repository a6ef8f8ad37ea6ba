using Assay.Execution.Plans;
using Assay.Interop;
using Assay.Planning.Late;
using Assay.Planning.Progress;
using Assay.Testing;
using Assay.Tests.Execution.Plans;
using Assay.Tuning;

namespace Assay.Tests.Planning;

public sealed class LateValueTests
{
    private const string Ladder = """
        name: late
        metrics: { auc: { direction: maximize } }
        defaults: { results: "r-${id}.json", params: { lr: 0 } }
        priorities:
          P1: { matrix: { lr: [0.1, 0.3, 0.2] }, command: "echo '{\"auc\": '${lr}'}' > r-${id}.json" }
          P2: { needs: [P1], params: { lr: "${best:P1.lr}" }, command: "echo '{\"auc\": '${lr}'}' > r-${id}.json; echo ${lr} >> got.txt" }
        """;

    [Fact]
    public async Task The_best_of_a_priority_is_taken_once_it_is_done_and_enters_the_fingerprint()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan(Ladder);
        var before = (await bench.ProgressAsync(plan)).Named("P2")[0];
        Assert.Equal((ExperimentState.Pending, null, "takes ${best:P1.lr} once P1 is done"), (before.State, before.Fingerprint, before.Why));
        Assert.Equal(new PlanRunSummary(0, 4, 0, 0, 0, 0, false), await bench.RunAsync(plan));
        Assert.Equal(["0.3"], bench.Lines("got.txt"));
        var after = (await bench.ProgressAsync(plan)).Named("P2")[0];
        Assert.Equal((ExperimentState.Done, "0.3"), (after.State, after.Experiment.Config["lr"].GetRawText()));
        Assert.Equal(after.Fingerprint, after.Completed!.Run.Fingerprint);
        Assert.Equal(new LateReference(LateKind.Best, "P1", "lr"), Assert.Single(after.Experiment.Taken).Reference);
        Assert.Equal(new PlanRunSummary(4, 0, 0, 0, 0, 0, false), await bench.RunAsync(plan));
    }

    [Fact]
    public async Task A_studys_best_is_taken_and_a_better_one_makes_the_experiment_due_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands are POSIX shell.");
        await using var bench = await PlanBench.OpenAsync();
        var plan = bench.Plan("name: p\nexperiments: [{ id: E, command: \"echo ${study:hpo v1.lr} ${study:hpo v1.loss} >> got.txt\" }]");
        var blocked = Assert.Single((await bench.ProgressAsync(plan)).Experiments);
        Assert.Equal(ExperimentState.Blocked, blocked.State);
        Assert.Contains("there is no study 'hpo v1'", blocked.Why, StringComparison.Ordinal);
        await ImportAsync(SomeSubjects.Trial(0, 0.5, ("lr", 0.1), ("loss", "a b")));
        Assert.Equal(1, (await bench.RunAsync(plan)).Completed);
        Assert.Equal(["0.1 a b"], bench.Lines("got.txt"));
        Assert.Equal(1, (await bench.RunAsync(plan)).DoneBefore);

        async Task ImportAsync(params Trial[] trials) => await StudyImport.WriteAsync(
            bench.Store, new StudyFolderContent(new Study("hpo v1") { Trials = trials }, "digest", []), new ResultImportOptions("hpo", "ann"));
    }

    [Theory]
    [InlineData("${best:P1.lr}", "", "E takes '${best:P1.lr}' without needing P1", "add needs: [P1]")]
    [InlineData("${best:P3.lr}", "needs: [P1], ", "'${best:P3.lr}': 'P3' is not a priority of this plan", "did you mean 'P1'?")]
    [InlineData("${study:lr}", "", "'${study:lr}' names no parameter", "write ${study:name.param}")]
    [InlineData("${best:lr}", "", "'${best:lr}' names no parameter", "write ${best:priority.param}")]
    public void What_can_never_be_known_is_a_problem_of_the_plan(string reference, string needs, string message, string suggestion)
    {
        var problem = SomePlan.Problem($"metrics: {{ auc: {{ direction: maximize }} }}\npriorities: {{ P1: {{ command: a }} }}\nexperiments: [{{ id: E, {needs}command: \"x {reference}\" }}]");
        Assert.Equal((message, suggestion), (problem.Message, problem.Suggestion));
    }

    [Fact]
    public void Prepare_runs_before_anything_is_known() =>
        Assert.Contains("prepare runs before", SomePlan.Problem("prepare: \"x ${study:h.lr}\"\nexperiments: [{ id: E, command: a }]").Message, StringComparison.Ordinal);
}
