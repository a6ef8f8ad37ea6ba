using Assay.Planning;
using Assay.Planning.Expansion;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Tests.Planning;

public sealed class ExpansionTests
{
    [Fact]
    public void Axes_expand_in_file_order_and_a_zip_is_one_axis_at_its_place()
    {
        Assert.Equal(["1xa", "1xb", "1ya", "1yb", "2xa", "2xb", "2ya", "2yb"], Combinations("matrix: { n: [1, 2], l: [x, y], m: [a, b] }"));
        Assert.Equal(["1xa", "1yb", "2xa", "2yb"], Combinations("matrix: { n: [1, 2] }, zip: { l: [x, y], m: [a, b] }"));
        Assert.Equal(["1xa", "2xa", "1yb", "2yb"], Combinations("zip: { l: [x, y], m: [a, b] }, matrix: { n: [1, 2] }"));
    }

    [Fact]
    public void Seeds_are_not_ids_and_get_folders_of_their_own()
    {
        var plan = SomePlan.Read("priorities: { P: { command: \"run ${seed}\", seeds: 2, matrix: { a: [x, y] } }, Q: { command: run, seeds: [7, -1] } }");
        Assert.Equal(["P-001-s0", "P-001-s1", "P-002-s0", "P-002-s1", "Q-001-s7", "Q-001-s-1"], plan.Experiments.Select(e => e.Name));
        Assert.Equal(["outputs/P-001/0", "outputs/P-001/1"], plan.Find("P-001").Select(e => e.Out));
        Assert.DoesNotContain("seed", plan.Experiments[0].Config.Keys);
    }

    [Fact]
    public void Ids_are_a_range_a_list_or_made_from_the_priority()
    {
        Assert.Equal(["L-09", "L-10"], Ids("ids: L-09..L-10, matrix: { a: [1, 2] }"));
        Assert.Equal(["L-9", "L-10"], Ids("ids: L-9..10, matrix: { a: [1, 2] }"));
        Assert.Equal(["a", "7"], Ids("ids: [a, 7], matrix: { a: [1, 2] }"));
        Assert.Equal(["L-1", "L-2", "x"], Ids("ids: [L-1..L-2, x], matrix: { a: [1, 2, 3] }"));
        Assert.Equal(["P-001"], Ids("title: one"));
        Assert.Equal(["L-1", "L-2", "own", "L-3"], Ids("ids: L-1..L-3, matrix: { a: [1, 2] }, experiments: [{ id: own }, {}]"));
        Assert.Equal(["only"], Ids("ids: only"));
    }

    [Fact]
    public void Generated_ids_do_not_change_when_experiments_are_added_at_the_end()
    {
        var few = Ids("matrix: { a: [1, 2] }");
        var many = Ids($"matrix: {{ a: [{string.Join(", ", Enumerable.Range(1, 1200))}] }}");
        Assert.Equal(few, many.Take(2));
        Assert.Equal("P-1200", many[^1]);
    }

    [Fact]
    public void A_range_holds_every_number_once_with_its_padding() => Prop.ForAll(
        Gen.Choose(0, 5000).Two().ToArbitrary(),
        Gen.Choose(1, 6).ToArbitrary(),
        (pair, width) =>
        {
            var (low, high) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var range = IdRange.Parse($"x{low.ToString($"D{width}")}..x{high.ToString($"D{width}")}", out var fault);
            if (fault is not null)
                return low.ToString($"D{width}").Length != high.ToString($"D{width}").Length;
            var ids = range!.Ids().ToList();
            return ids.Count == high - low + 1 && ids.Count == range.Count && ids.Distinct().Count() == ids.Count &&
                ids[0] == $"x{low.ToString($"D{width}")}" && ids[^1] == $"x{high.ToString($"D{width}")}";
        }).Holds();

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("1d", 86400)]
    [InlineData("500ms", 0.5)]
    [InlineData("1s500ms", 1.5)]
    public void Durations_are_read(string text, double seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(seconds, duration.TotalSeconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("30")]
    [InlineData("1m1h")]
    [InlineData("1m1m")]
    [InlineData("-1s")]
    [InlineData("1.5h")]
    [InlineData("9999999999s")]
    [InlineData("367d")]
    [InlineData("1 h")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Fact]
    public void Needs_of_a_priority_come_before_an_experiments_own()
    {
        var plan = SomePlan.Read("""
            defaults: { command: run }
            phases: [{ id: F, items: [A, solo] }]
            priorities:
              A: { matrix: { a: [1, 2] } }
              B: { needs: [A], experiments: [{ id: b1 }, { id: b2, needs: [b1, A] }] }
            experiments: [{ id: solo }, { id: last, needs: F }, { id: in-f, phase: F }]
            """);
        Assert.Equal(["A"], plan.Find("b1")[0].Needs);
        Assert.Equal(["A", "b1"], plan.Find("b2")[0].Needs);
        Assert.Equal(["A-001", "A-002", "solo", "in-f"], plan.Named("F").Select(e => e.Id));
        Assert.Equal(["A", "solo", "in-f"], plan.Phases[0].Items);
        Assert.Equal(["b1"], plan.Named("b1").Select(e => e.Id));
    }

    [Fact]
    public void Experiments_are_selected_by_name_and_wrong_names_are_all_told()
    {
        var plan = SomePlan.Read(
            "phases: [{ id: F, items: [A] }]\npriorities: { A: { command: run, matrix: { a: [1, 2] } }, B: { command: run, seeds: 2 } }");
        Assert.Equal(4, plan.Select(new PlanSelection()).Count);
        Assert.Equal(["B-001-s0", "B-001-s1"], plan.Select(new PlanSelection { Priorities = ["B"] }).Select(e => e.Name));
        Assert.Equal(["A-002", "B-001", "B-001"], plan.Select(new PlanSelection { ExperimentIds = ["B-001", "A-002"] }).Select(e => e.Id));
        Assert.Equal(["A-002"], plan.Select(new PlanSelection { ExperimentIds = ["B-001", "A-002"], Phases = ["F"] }).Select(e => e.Id));
        var error = Assert.Throws<AssayException>(() => plan.Select(new PlanSelection { ExperimentIds = ["A-003"], Priorities = ["C"], Phases = ["A"] }));
        Assert.Equal(
            "assay.yaml: there is no experiment 'A-003'; did you mean 'A-001'?\n" +
            "assay.yaml: there is no priority 'C'; did you mean 'A'?\n" +
            "assay.yaml: there is no phase 'A'; did you mean 'F'?",
            error.Message);
    }

    private static IEnumerable<string> Combinations(string axes) =>
        SomePlan.Read($"priorities: {{ P: {{ {axes}, command: [run, \"${{n}}${{l}}${{m}}\"] }} }}").Experiments.Select(e => e.Command.Arguments![1]);

    private static List<string> Ids(string priority) =>
        [.. SomePlan.Read($"priorities: {{ P: {{ command: run, {priority} }} }}").Experiments.Select(e => e.Id)];
}
