using Assay.Planning;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Planning;

public sealed class GarbageTests
{
    private static readonly string[] Pieces =
    [
        "a", "id", "1", "-1", "1e9", " ", "  ", "\n", "\n  ", "\n    ", "\n- ", "- ", ": ", ":", ", ", "{", "}", "[", "]", "\"", "'", "${", "}", "${id}", "${a}", "$${", "&a ", "*a", "<<: ", "!t ", "!!str ", "|\n",
        ">-\n", "#", "%", "%YAML 1.2\n", "@", "`", "---\n", "...\n", "?", "? ", "\t", "\u0001", "\u2028", "\uFEFF", "é", "😀", "\\", "\\u0000", "..", "~", "null", "true", "=", "LF-1..LF-3",
        "name: ", "defaults: ", "priorities: ", "experiments: ", "phases: ", "matrix: ", "zip: ", "ids: ", "needs: ", "seeds: ", "command: ", "params: ", "out: ", "results: ", "claims: ", "metrics: ", "top: ", "logs: ",
        "prepare: ", "timeout: ", "items: ", "env: ", "tags: ", "stdout: ", "csv: ", "P:", "Q:",
    ];

    [Fact]
    public void Text_of_any_kind_gives_a_plan_or_a_plan_exception() => Prop.ForAll(
        Gen.Elements(Pieces).ListOf().Resize(60).Select(pieces => string.Concat(pieces)).ToArbitrary(), IsReadOrRefused)
        .Holds(2000);

    [Fact]
    public void Bytes_of_any_kind_give_a_plan_or_a_plan_exception() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => IsReadOrRefused(text.Get)).Holds(500);

    [Fact]
    public void A_good_plan_cut_or_changed_anywhere_gives_a_plan_or_a_plan_exception() => Prop.ForAll(
        Gen.Choose(0, FullPlan.Text.Length - 1).ToArbitrary(),
        Gen.Choose(0, 12).ToArbitrary(),
        Gen.Elements(Pieces).ToArbitrary(),
        (at, removed, piece) =>
        {
            var end = Math.Min(FullPlan.Text.Length, at + removed);
            return IsReadOrRefused(FullPlan.Text[..at] + piece + FullPlan.Text[end..]) && IsReadOrRefused(FullPlan.Text[..at]);
        }).Holds(1500);

    private static bool IsReadOrRefused(string text)
    {
        try
        {
            return SomePlan.Read(text).Experiments.Count > 0;
        }
        catch (PlanException error)
        {
            return error.Problems.Count > 0 && error.Problems.All(problem => problem.Line > 0 && problem.Column > 0 || problem.Message.EndsWith("not listed", StringComparison.Ordinal));
        }
    }
}
