using System.Text;
using Assay.Planning;
using Assay.Testing;

namespace Assay.Tests.Planning;

public sealed class PlanBoundsTests
{
    [Fact]
    public void A_bomb_of_aliases_is_refused()
    {
        var text = new StringBuilder("x-0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (var i = 1; i < 20; i++)
            text.Append($"x-{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        Assert.Contains("with its aliases written out", SomePlan.Problem(text.ToString()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_one_long_text_are_a_bomb_too()
    {
        var text = $"x-a: &a {new string('x', 500_000)}\nx-b: [{string.Join(", ", Enumerable.Repeat("*a", 10_000))}]\n";
        Assert.Contains("with its aliases written out", SomePlan.Problem(text).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{ a: ")]
    public void Deep_nesting_is_refused(string open) =>
        Assert.Contains("nested deeper than 64", SomePlan.Problem("x-a: " + string.Concat(Enumerable.Repeat(open, 100_000))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_line_is_refused_with_its_place()
    {
        var problem = SomePlan.Problem("name: x\ndescription: " + new string('y', (1 << 20) + 1));
        Assert.Equal((2, (1 << 20) + 1), (problem.Line, problem.Column));
        Assert.Contains("1,048,590 characters", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_file_is_refused_before_it_is_read()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("assay.yaml");
        using (var file = File.Create(path))
            file.SetLength(1L << 30);
        Assert.Contains("larger than 16,777,216 bytes", Assert.Throws<PlanException>(() => PlanReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("matrix: { a: *l, b: *l, c: *l, d: *l, e: *l, f: *l, g: *l, h: *l, i: *l, j: *l, k: *l, l: *l, m: *l, n: *l, o: *l, p: *l, q: *l, r: *l, s: *l }")]
    [InlineData("matrix: { a: *l, b: *l, c: *l }, seeds: 200000")]
    [InlineData("ids: a1..a999999999999999, matrix: { a: *l, b: *l, c: *l, d: *l, e: *l, f: *l }")]
    public void Too_many_experiments_are_refused_before_they_are_made(string axes)
    {
        var text = $$"""
            x-l: &l [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
            priorities:
              P: { command: x, {{axes}} }
            """;
        Assert.Contains("more than 200,000 experiments", SomePlan.Problem(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_that_double_each_other_are_refused()
    {
        var text = new StringBuilder("experiments:\n  - id: a\n    command: run\n    params:\n      v0: xxxxxxxxxxxxxxxx\n");
        for (var i = 1; i < 40; i++)
            text.Append($"      v{i}: \"${{v{i - 1}}}${{v{i - 1}}}\"\n");
        Assert.Contains("longer than 1,048,576 characters for a", SomePlan.Problem(text.ToString()).Message, StringComparison.Ordinal);
        var tree = text.Replace("}${", "}\", \"${").ToString().Replace(": \"$", ": [\"$", StringComparison.Ordinal).Replace("}\"\n", "}\"]\n", StringComparison.Ordinal);
        Assert.Contains("longer than 1,048,576 characters for a", SomePlan.Problem(tree).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deep_chain_of_variables_is_refused()
    {
        var text = new StringBuilder("experiments:\n  - id: a\n    command: run ${v0}\n    params:\n");
        for (var i = 0; i < 50_000; i++)
            text.Append($"      v{i}: \"${{v{i + 1}}}\"\n");
        text.Append("      v50000: end\n");
        Assert.Contains("more than 64 deep", SomePlan.Problems(text.ToString())[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_mistakes_are_cut_off_and_counted()
    {
        var text = "experiments: [{ id: a, command: x }]\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"wrong{i}: 1\n"));
        var problems = SomePlan.Problems(text);
        Assert.Equal(1001, problems.Count);
        Assert.Equal("4000 more problems are not listed", problems[^1].Message);
    }

    [Fact]
    public void A_matrix_of_ten_thousand_has_its_ids_and_combinations()
    {
        var plan = SomePlan.Read(LargePlan.Text);
        Assert.Equal(10_000, plan.Experiments.Count);
        Assert.Equal(("E-00001", "E-10000"), (plan.Experiments[0].Id, plan.Experiments[^1].Id));
        Assert.Equal(10_000, plan.Experiments.Select(e => e.Command.Shell).Distinct().Count());
        Assert.Equal("train --a 3 --b 4 --c 5 --d 6 --out outputs/E-03457", plan.Find("E-03457")[0].Command.Shell);
    }
}
