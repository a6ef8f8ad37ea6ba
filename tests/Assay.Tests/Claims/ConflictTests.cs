using Assay.Claims;

namespace Assay.Tests.Claims;

public sealed class ConflictTests
{
    private const string Forth = "metric: auc, treatment: { tags: { role: new } }, control: { tags: { role: old } }";
    private const string Back = "metric: auc, treatment: { tags: { role: old } }, control: { tags: { role: new } }";

    [Theory]
    [InlineData(Forth + ", test: { alternative: greater }", Back + ", test: { alternative: greater }", true)]
    [InlineData(Forth + ", test: { alternative: greater }", Forth + ", test: { alternative: less }", true)]
    [InlineData(Forth + ", test: { alternative: greater, at_least: 0.1 }", Forth + ", test: { alternative: equivalent, within: 0.05 }", true)]
    [InlineData(Forth + ", test: { alternative: different }", Forth + ", test: { alternative: greater }", false)]
    [InlineData(Forth + ", test: { alternative: greater }", Forth + ", test: { alternative: greater, at_least: 0.1 }", false)]
    [InlineData(Forth + ", test: { alternative: greater, at_least: -0.1 }", Back + ", test: { alternative: greater, at_least: -0.1 }", false)]
    [InlineData(Forth + ", test: { alternative: greater }", Back + ", test: { alternative: less }", false)]
    [InlineData(Forth + ", at: best", Back, false)]
    public async Task Claims_whose_effects_exclude_each_other_are_reported(string first, string second, bool conflict)
    {
        await using var lab = await ClaimLab.OpenAsync();
        var report = await lab.CheckAsync($"- {{ id: a, says: s, {first} }}\n- {{ id: b, says: s, {second} }}");
        Assert.Equal(conflict ? [("a", "b")] : [], report.Conflicts.Select(one => (one.First, one.Second)));
    }

    [Fact]
    public async Task Claims_that_say_so_cannot_both_hold()
    {
        await using var lab = await ClaimLab.OpenAsync();
        var report = await lab.CheckAsync($"- {{ id: a, says: s, {Forth} }}\n- {{ id: b, says: s, gate: [ {{ exists: {{ stage: x }} }} ], contradicts: a }}");
        Assert.Equal(new ClaimConflict("a", "b", "the plan says so"), Assert.Single(report.Conflicts));
    }
}
