namespace Assay.Tests.Planning;

public sealed class PlanProblemsTests
{
    // One plan with every kind of mistake that can stand beside the others. Each line that should be reported ends in a remark.
    private const string Broken = """
        name: broken
        nmae: twice
        defaults:
          command: "run ${tire} ${env:NOT_SET_ANYWHERE} ${best:lr} ${open"
          timeout: soon
          retries: -1
          params: { a: "${b}", b: "${a}", id: 7, seed: 3 }
          results: [{ csv: m.csv, json: r.json }, { stdout: "(" }, { stdout: "auc" }, { json: a.json, row: last }]
        phases:
          - { id: P0, title: One, items: [L-P1, L-P9] }
          - { id: P0, title: Two, items: [L-P1] }
          - { title: Three, gaol: none }
        stages: [data, training]
        metrics:
          auc: { direction: up }
        logs: [{ format: tracke, path: t.md }]
        claims: [{ id: c, says: x }, { id: c, says: y }, { says: z }]
        priorities:
          L-P1:
            ids: L-01..L-05
            matrix: { tier: [a, b], loss: [x, y, z] }
            stage: trainig
          L-P2:
            ids: L-03..L-04
            zip: { tier: [a, b], loss: [x] }
            needs: [L-P3, L-P8, L-P1]
          L-P3:
            needs: L-P2
            command: run
            out: same
            seeds: [1, 2, 2]
            experiments:
              - { id: L-03, lr: 3 }
              - { id: "a/b" }
              - { id: one, command: [] }
              - { id: one, command: "" }
            matrix: { tier: [] }
            command: twice
          L-P4: { ids: L-9..K-12, gpus: many, matrix: [1] }
        experiments:
          - { title: no id }
          - id: x
            phase: P7
            env: [A]
        """;

    [Fact]
    public void All_mistakes_are_reported_at_once_each_with_its_place()
    {
        var problems = SomePlan.Problems(Broken).Select(p => p.ToString()).ToList();
        string[] expected =
        [
            "assay.yaml:2:1 nmae: 'nmae' is not a key of plan; did you mean 'name'?",
            "assay.yaml:4:12 defaults.command: '${' has no '}' after it; close it, or write $${ for the two characters",
            "assay.yaml:4:12 defaults.command: '${best:lr}' names no parameter; write ${best:priority.param}",
            "assay.yaml:4:12 defaults.command: '${tire}' names nothing that L-P1-001 knows; did you mean 'tier'?",
            "assay.yaml:4:12 defaults.command: the environment variable NOT_SET_ANYWHERE is not set; set it, or write ${env:NOT_SET_ANYWHERE:-default}",
            "assay.yaml:5:12 defaults.timeout: expected a duration such as 30s, 5m, 1h30m or 1d, but this is 'soon'",
            "assay.yaml:6:12 defaults.retries: expected a whole number from 0 to 100, but this is -1",
            "assay.yaml:7:27 defaults.params.b: '${a}' stands in itself: a → b → a",
            "assay.yaml:7:35 defaults.params.id: 'id' has a meaning of its own in every experiment; choose another name",
            "assay.yaml:7:42 defaults.params.seed: 'seed' is the seed of each run, not a variable; write seeds: [1, 2, 3] beside it",
            "assay.yaml:8:13 defaults.results[0]: a result has one format, but this has json and csv; make it a list of results",
            "assay.yaml:8:53 defaults.results[1].stdout: '(' is not a regular expression: InsufficientClosingParentheses at character 2",
            "assay.yaml:8:70 defaults.results[2].stdout: the expression names no group, so no metric; write (?<auc>…) around the number",
            "assay.yaml:8:95 defaults.results[3].row: 'row' means nothing for this format; remove it",
            "assay.yaml:10:41 phases[0].items[1]: 'L-P9' is not a priority of this plan; did you mean 'L-P1'?",
            "assay.yaml:11:11 phases[1].id: 'P0' is already the id of a phase (line 10); choose another id",
            "assay.yaml:11:35 phases[1].items[0]: 'L-P1' is already an item of the phase P0; an item is in one phase",
            "assay.yaml:12:5 phases[2]: the key 'id' is missing; write id: P0",
            "assay.yaml:12:21 phases[2].gaol: 'gaol' is not a key of phase; did you mean 'goal'?",
            "assay.yaml:15:21 metrics.auc.direction: expected one of maximize, minimize, but this is 'up'",
            "assay.yaml:16:18 logs[0].format: expected one of actions, runs, tracker, context, training, but this is 'tracke'",
            "assay.yaml:17:10 claims[0]: the claim says nothing of its evidence; add treatment and control, effect, or gate",
            "assay.yaml:17:30 claims[1]: the claim says nothing of its evidence; add treatment and control, effect, or gate",
            "assay.yaml:17:36 claims[1].id: 'c' is already the id of a claim (line 17); choose another id",
            "assay.yaml:17:50 claims[2]: the key 'id' is missing; write id: tuned-beats-baseline",
            "assay.yaml:20:10 priorities.L-P1.ids: 'L-01..L-05' names 5 experiments, but matrix gives 6 (2 × 3); write L-01..L-06",
            "assay.yaml:22:12 priorities.L-P1.stage: 'trainig' is not a stage of this plan; did you mean 'training'?",
            "assay.yaml:25:32 priorities.L-P2.zip.loss: 'loss' is 1 long, but 'tier' is 2; lists of a zip advance together; give them equal lengths, or make one an axis of matrix",
            "assay.yaml:26:19 priorities.L-P2.needs[1]: 'L-P8' is not a priority, phase or experiment of this plan; did you mean 'L-P1'?",
            "assay.yaml:28:12 priorities.L-P3.needs: these need each other: L-P2 → L-P3 → L-P2; remove one of the needs",
            "assay.yaml:30:10 priorities.L-P3.out: L-03-s1 and L-03-s2 would both write to 'same'; put ${seed} into out",
            "assay.yaml:31:19 priorities.L-P3.seeds[2]: the seed 2 is listed twice; remove one",
            "assay.yaml:33:15 priorities.L-P3.experiments[0].id: 'L-03' is already the id of an experiment (line 24); choose another id",
            "assay.yaml:33:21 priorities.L-P3.experiments[0].lr: 'lr' is not a key of experiment; a variable of your own goes under params; known keys are id, title, phase, needs, command, params, env, working_directory, out, results, outputs, inputs, code, timeout, retries, backoff, cpus, gpus, seeds, stage, source, reason, tags",
            "assay.yaml:34:15 priorities.L-P3.experiments[1].id: 'a/b' cannot be an id: it names folders, so '/', '\\', control characters, '.' and '..' are not allowed",
            "assay.yaml:35:29 priorities.L-P3.experiments[2].command: expected a list of words, but the list is empty",
            "assay.yaml:36:15 priorities.L-P3.experiments[3].id: 'one' is already the id of an experiment (line 35); choose another id",
            "assay.yaml:36:29 priorities.L-P3.experiments[3].command: the command is empty",
            "assay.yaml:37:21 priorities.L-P3.matrix.tier: expected a list of values, but the list is empty",
            "assay.yaml:38:5 priorities.L-P3.command: the key 'command' is written twice in one map (first in line 29); keep one of them",
            "assay.yaml:39:16 priorities.L-P4.ids: 'L-9..K-12' starts with 'L-' and ends with 'K-'; a range keeps its prefix",
            "assay.yaml:39:33 priorities.L-P4.gpus: expected a whole number from 0 to 4096, but this is 'many'",
            "assay.yaml:39:47 priorities.L-P4.matrix: expected a map of names to lists of values, but this is a list",
            "assay.yaml:41:5 experiments[0]: an experiment outside priorities needs an id; write id: followed by a name",
            "assay.yaml:43:12 experiments[1].phase: 'P7' is not a phase of this plan; did you mean 'P0'?",
            "assay.yaml:44:10 experiments[1].env: expected a map of names to texts, but this is a list",
        ];
        Assert.Equal(string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', problems.Order(StringComparer.Ordinal)));
        var places = SomePlan.Problems(Broken).Select(p => (p.Line, p.Column)).ToList();
        Assert.Equal(places.Order(), places);
    }

    [Theory]
    [InlineData("", "assay.yaml:1:1: the plan is empty; add priorities: or experiments:")]
    [InlineData("# nothing\n", "assay.yaml:1:1: the plan is empty; add priorities: or experiments:")]
    [InlineData("null", "assay.yaml:1:1: the plan is empty; add priorities: or experiments:")]
    [InlineData("- a", "assay.yaml:1:1: expected a plan, a map such as {name: …, priorities: …}, but this is a list")]
    [InlineData("name: x", "assay.yaml:1:1: the plan names no experiment; add priorities: or experiments:")]
    [InlineData("priorities: { P: { experiments: [] } }", "assay.yaml:1:1: the plan names no experiment; add priorities: or experiments:")]
    [InlineData("experiments:\n  - id: a", "assay.yaml:2:5 experiments[0]: a has no command; give it one, or put one in defaults")]
    [InlineData("experiments: [{ id: a, command: x }]\n---\nname: y", "assay.yaml:2:1: a second document starts here; a plan is one document")]
    [InlineData("experiments: [{ id: a, command: *c }]", "assay.yaml:1:33: '*c' refers to an anchor that is not written before it, or to itself")]
    [InlineData("experiments: [{ id: a, command: !!python/x y }]", "assay.yaml:1:33 experiments[0].command: the tag 'tag:yaml.org,2002:python/x' means nothing in a plan; remove it")]
    [InlineData("experiments: [{ id: a, command: }]", "assay.yaml:1:33 experiments[0].command: expected a command: text for the shell, or a list of words, but this is nothing")]
    [InlineData("experiments: [{ id: a, command: x, seeds: 0 }]", "assay.yaml:1:43 experiments[0].seeds: expected the number of seeds, at least 1, but this is 0")]
    [InlineData("experiments: [{ id: a, command: x, out: ' ' }]", "assay.yaml:1:41 experiments[0].out: out is empty for a; name a folder, such as outputs/${id}")]
    [InlineData("experiments: [{ id: a, command: x, out: o }, { id: b, command: x, out: ./p/../o/ }]", "assay.yaml:1:72 experiments[1].out: a and b would both write to './p/../o/'; put ${id} into out")]
    [InlineData("experiments: [{ id: a, command: x, inputs: [[]] }]", "assay.yaml:1:45 experiments[0].inputs[0]: expected text, but this is a list")]
    [InlineData("priorities: { P: { command: x, matrix: { a: [1] }, zip: { a: [1] } } }", "assay.yaml:1:59 priorities.P.zip.a: the axis 'a' is given twice (first in line 1); keep it in matrix or in zip")]
    [InlineData("priorities: { P: { command: x, matrix: { seed: [1] } } }", "assay.yaml:1:42 priorities.P.matrix.seed: 'seed' is the seed of each run, not a variable; write seeds: [1, 2, 3] beside it")]
    [InlineData("priorities: { P: { command: x, ids: [a, b], matrix: { t: [1] } } }", "assay.yaml:1:37 priorities.P.ids: ids names 2 experiments, but matrix gives 1; write 1 ids")]
    [InlineData("priorities: { P: { command: x, ids: a..b } }", "assay.yaml:1:37 priorities.P.ids: 'a..b' is not a range of ids: both ends need a number, as in LF-55..LF-60")]
    [InlineData("priorities: { P: { command: x, ids: a5..a4 } }", "assay.yaml:1:37 priorities.P.ids: 'a5..a4' runs backwards")]
    [InlineData("priorities: { P: { command: x, ids: a08..a010 } }", "assay.yaml:1:37 priorities.P.ids: 'a08..a010' pads its ends to different widths")]
    [InlineData("priorities: { P: { command: x, ids: P } }", "assay.yaml:1:37 priorities.P.ids: 'P' is already the id of a priority (line 1); choose another id")]
    [InlineData("priorities: { P: { command: x, experiments: [{ phase: Q }] } }", "assay.yaml:1:48 priorities.P.experiments[0].phase: an experiment of a priority is in its priority's phase; remove it")]
    [InlineData("name: [unclosed", "assay.yaml:2:1: this is not YAML: while parsing a flow sequence, did not find expected ',' or ']'")]
    public void Each_mistake_is_told_in_one_line(string text, string expected) => Assert.Equal(expected, SomePlan.Problem(text).ToString());

    [Fact]
    public void A_tab_or_an_unquoted_template_gets_a_hint()
    {
        Assert.Contains("indent with spaces", SomePlan.Problem("experiments:\n\t- id: a").ToString(), StringComparison.Ordinal);
        Assert.Contains("in quotes", SomePlan.Problem("experiments: [{ id: a, command: run ${id} x }]").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("priorities: { P: { command: x, needs: P } }", "P needs itself")]
    [InlineData("priorities: { P: { command: x, experiments: [{ id: a, needs: P }] } }", "these need each other: P → a → P")]
    [InlineData("experiments: [{ id: a, command: x, needs: b }, { id: b, command: x, needs: [a] }]", "these need each other: a → b → a")]
    [InlineData("priorities: { P: { command: x, phase: F, needs: F } }\nphases: [{ id: F, items: [P] }]", "these need each other: P → F → P")]
    public void Circles_of_needs_are_found(string text, string expected) => Assert.Equal(expected, SomePlan.Problem(text).Message);

    [Fact]
    public void A_chain_of_needs_as_long_as_the_plan_is_no_circle()
    {
        var lines = Enumerable.Range(1, 20_000).Select(i => $"  - {{ id: e{i}, needs: e{i - 1} }}\n");
        var plan = SomePlan.Read("defaults: { command: x }\nexperiments:\n  - { id: e0 }\n" + string.Concat(lines));
        Assert.Equal(20_001, plan.Experiments.Count);
    }
}
