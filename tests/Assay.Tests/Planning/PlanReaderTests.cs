using Assay.Planning;
using Assay.Testing;
using Assay.Tracking.Results;

namespace Assay.Tests.Planning;

public sealed class PlanReaderTests
{
    [Fact]
    public void A_plan_with_phases_priorities_and_a_matrix_is_read_and_expanded()
    {
        var plan = SomePlan.Read("""
            name: losses
            prepare: "make build"
            defaults: { command: "train --tier ${tier} --loss ${loss} --out ${out}", results: "${out}/results.json",
                        out: "outputs/${id}", timeout: 2h, retries: 1, stage: training }
            phases:
              - { id: P0, title: Search, goal: freeze the protocol, items: [A, B] }
            priorities:
              A:
                title: First
                matrix: { tier: [small, large], loss: [x, y, z] }
                ids: L-55..L-60
              B:
                needs: [A]
                zip: { tier: [small, large], loss: [x, y] }
                timeout: 30s
            """);
        Assert.Equal("losses", plan.Name);
        Assert.Equal("make build", Assert.Single(plan.Prepare).Shell);
        Assert.Equal(["L-55", "L-56", "L-57", "L-58", "L-59", "L-60", "B-001", "B-002"], plan.Experiments.Select(e => e.Id));
        Assert.Equal("train --tier small --loss z --out outputs/L-57", plan.Find("L-57")[0].Command.Shell);
        Assert.Equal("train --tier large --loss x --out outputs/L-58", plan.Find("L-58")[0].Command.Shell);
        var last = plan.Experiments[^1];
        Assert.Equal(("B", "P0", "large"), (last.Priority, last.Phase, last.Config["tier"].GetString()));
        Assert.Equal((TimeSpan.FromSeconds(30), 1, "training"), (last.Timeout, last.Retries, last.Stage));
        Assert.Equal(["A"], last.Needs);
        Assert.Equal(new ResultSource(ResultFormat.Json, "outputs/B-002/results.json"), Assert.Single(last.Results));
        Assert.Equal(6, plan.Named("A").Count);
        Assert.Equal(8, plan.InPhase("P0").Count);
    }

    [Fact]
    public void A_plan_of_plain_experiments_needs_no_priorities()
    {
        var plan = SomePlan.Read("""
            experiments:
              - { id: base, command: [python, train.py, --name, "${id}"], cpus: 2 }
              - { id: tuned, command: "python train.py", needs: base, title: The tuned one }
            """);
        Assert.Equal(["python", "train.py", "--name", "base"], plan.Experiments[0].Command.Arguments!);
        Assert.Null(plan.Experiments[0].Command.Shell);
        Assert.Equal("outputs/tuned", plan.Experiments[1].Out);
        Assert.Equal((2, "The tuned one"), (plan.Experiments[0].Cpus, plan.Experiments[1].Title));
        Assert.Equal([2, 3], plan.Experiments.Select(e => e.Line));
    }

    [Fact]
    public void An_experiment_overrides_its_priority_and_that_the_defaults()
    {
        var plan = SomePlan.Read("""
            defaults: { command: run, gpus: 1, backoff: 1m, env: { A: 1, B: 1 }, tags: { role: none }, params: { lr: 1e-3, depth: 2 } }
            priorities:
              P:
                gpus: 2
                env: { B: 2, C: "${id}" }
                params: { depth: 3 }
                experiments:
                  - { params: { lr: 1e-4 } }
                  - { id: own, gpus: 0, tags: { role: "r-${lr}", extra: true } }
            """);
        var (first, own) = (plan.Experiments[0], plan.Experiments[1]);
        Assert.Equal(("P-001", 2), (first.Id, first.Gpus));
        Assert.Equal(["A=1", "B=2", "C=P-001"], first.Environment.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(["lr=1e-4", "depth=3"], first.Config.Select(pair => $"{pair.Key}={pair.Value.GetRawText()}"));
        Assert.Equal(("own", 0, "r-1e-3", "true"), (own.Id, own.Gpus, own.Tags["role"], own.Tags["extra"]));
        Assert.Equal(TimeSpan.FromMinutes(1), own.Backoff);
    }

    [Fact]
    public void Anchors_and_merge_keys_are_yamls_own()
    {
        var plan = SomePlan.Read("""
            x-common: &common { command: run, gpus: 3 }
            x-more: &more { gpus: 4, cpus: 5 }
            experiments:
              - { <<: *common, id: a }
              - { id: b, gpus: 1, <<: [*common, *more] }
            """);
        Assert.Equal([(3, 1), (1, 5)], plan.Experiments.Select(e => (e.Gpus, e.Cpus)));
    }

    [Fact]
    public void Every_form_of_results_is_read()
    {
        var plan = SomePlan.Read("""
            experiments:
              - id: a
                command: run
                results:
                  - "${out}/all.json"
                  - { json: r.json, map: { test/auc: test.auc } }
                  - { csv: m.csv, row: all, step: epoch }
                  - { jsonl: log.jsonl, step: it }
                  - { stdout: '^${id} auc=(?<auc>[0-9.]+)$' }
                  - { junit: j.xml }
                  - { trx: t.trx }
              - { id: b.c, command: run, results: { stdout: '${id}: (?<x>\d+)' } }
            """);
        var results = plan.Experiments[0].Results;
        Assert.Equal(
            [ResultFormat.Json, ResultFormat.Json, ResultFormat.Csv, ResultFormat.JsonLines, ResultFormat.StandardOutput, ResultFormat.JUnit, ResultFormat.Trx],
            results.Select(r => r.Format));
        Assert.Equal("outputs/a/all.json", results[0].Location);
        Assert.Equal("test.auc", results[1].Map!["test/auc"]);
        Assert.Equal((false, "epoch"), (results[2].LastRowOnly, results[2].StepKey));
        Assert.Equal("it", results[3].StepKey);
        Assert.Equal("^a auc=(?<auc>[0-9.]+)$", results[4].Location);
        Assert.Equal(@"b\.c: (?<x>\d+)", plan.Experiments[1].Results[0].Location);
    }

    [Fact]
    public void What_the_plan_declares_for_others_is_kept()
    {
        var plan = SomePlan.Read("""
            description: About losses
            metrics:
              test/auc: { definition: macro, dataset: d1, split: test, label_schema: s, direction: maximize, context: { horizon: 1 } }
              loss: { direction: minimize }
              other: {}
            stages: [data, training]
            sources: [crowd]
            top: { by: test/auc, limit: 5 }
            logs: [{ format: tracker, path: docs/t.md }]
            after: analyze
            claims:
              - { id: c, says: It is better, metric: test/auc, treatment: { stage: data }, control: 0.5, test: { kind: permutation, at_least: 0.005 } }
            experiments: [{ id: a, command: run, stage: data, source: crowd }]
            """);
        Assert.Equal(("macro", "d1", "test", "s", true, "1"),
            (plan.Metrics[0].Definition, plan.Metrics[0].Dataset, plan.Metrics[0].Split, plan.Metrics[0].LabelSchema, plan.Metrics[0].Maximize, plan.Metrics[0].Context["horizon"]));
        Assert.Equal([true, false, null], plan.Metrics.Select(m => m.Maximize));
        Assert.Equal(new PlanTop("test/auc", 5), plan.Top);
        Assert.Equal(new PlanLog("tracker", "docs/t.md"), Assert.Single(plan.Logs));
        Assert.Equal(["analyze"], plan.After);
        var claim = Assert.Single(plan.Claims);
        Assert.Equal(("c", "It is better", "test/auc", "0.005"), (claim.Id, claim.Says, claim.Metric, claim.Body.GetProperty("test").GetProperty("at_least").GetRawText()));
        Assert.Equal("crowd", Assert.Single(plan.Experiments[0].Sources));
        Assert.Equal("data", plan.Experiments[0].Stage);
    }

    [Fact]
    public void Settings_may_be_interpolated_before_they_are_judged()
    {
        var plan = SomePlan.Read("""
            priorities:
              P: { command: run, matrix: { slots: [1, 2], limit: [30s, 1h30m] }, gpus: "${slots}", timeout: "${limit}" }
            """);
        Assert.Equal([(1, 30.0), (1, 5400.0), (2, 30.0), (2, 5400.0)], plan.Experiments.Select(e => (e.Gpus, e.Timeout!.Value.TotalSeconds)));
        Assert.Contains("expected a duration", SomePlan.Problem("""
            priorities:
              P: { command: run, matrix: { limit: [soon] }, timeout: "${limit}" }
            """).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_read_with_its_folder_and_a_missing_one_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("assay.yaml", "experiments: [{ id: a, command: run }]\n");
        var plan = PlanReader.Read(path);
        Assert.Equal((folder.Path, Path.GetFileName(folder.Path), path), (plan.Folder, plan.Name, plan.File));
        var missing = Assert.Throws<PlanException>(() => PlanReader.Read(folder.File("none.yaml")));
        Assert.StartsWith(folder.File("none.yaml") + ": there is no such file", missing.Message, StringComparison.Ordinal);
    }
}
