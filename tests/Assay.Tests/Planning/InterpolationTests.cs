using System.Text.Json;
using Assay.Planning.Expansion;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Planning;

public sealed class InterpolationTests
{
    [Fact]
    public void Numbers_keep_the_text_they_were_written_with()
    {
        var config = Config("{ a: 1e-5, b: 1.50, c: -0, d: .5, e: +7, f: 5., g: 007, h: 0x1F, i: .inf, j: \"1e-5\", k: 1_000, l: 12345678901234567890, m: 1e5x, n: '' }");
        Assert.Equal(
            ["1e-5", "1.50", "-0", "0.5", "7", "5.0", "\"007\"", "\"0x1F\"", "\".inf\"", "\"1e-5\"", "\"1_000\"", "12345678901234567890", "\"1e5x\"", "\"\""],
            config.Select(pair => pair.Value.GetRawText()));
    }

    [Fact]
    public void A_value_that_is_one_variable_keeps_its_type_and_others_become_text()
    {
        var config = Config("{ lr: 1e-4, same: \"${lr}\", text: \"lr ${lr}\", on: True, off: ~, tree: { lr: \"${lr}\", list: [1, \"${text}\"] }, deep: \"${tree.list}\", leaf: \"${tree.lr}\" }");
        Assert.Equal("1e-4", config["same"].GetRawText());
        Assert.Equal("lr 1e-4", config["text"].GetString());
        Assert.Equal((JsonValueKind.True, JsonValueKind.Null), (config["on"].ValueKind, config["off"].ValueKind));
        Assert.Equal("{\"lr\":1e-4,\"list\":[1,\"lr 1e-4\"]}", config["tree"].GetRawText());
        Assert.Equal("[1,\"lr 1e-4\"]", config["deep"].GetRawText());
        Assert.Equal("1e-4", config["leaf"].GetRawText());
    }

    [Fact]
    public void Builtin_names_stand_for_the_experiment()
    {
        var plan = SomePlan.Read("""
            name: p
            prepare: ["make ${plan}", [cp, "${env:HOME}/a b", "${env:NONE:-x}"]]
            phases: [{ id: F, items: [P] }]
            priorities:
              P: { seeds: [7], command: ["${plan}", "${phase}", "${priority}", "${id}", "${seed}", "${name}", "${out}", "$${id}", "$id", "${env:HOME}"] }
            """);
        Assert.Equal(["p", "F", "P", "P-001", "7", "P-001-s7", "outputs/P-001/7", "${id}", "$id", "/home/ada"], plan.Experiments[0].Command.Arguments!);
        Assert.Equal("make p", plan.Prepare[0].Shell);
        Assert.Equal(["cp", "/home/ada/a b", "x"], plan.Prepare[1].Arguments);
    }

    [Theory]
    [InlineData("${seed}", "give the experiment seeds")]
    [InlineData("${phase}", "list its priority under a phase's items")]
    [InlineData("${lrr}", "did you mean 'lr'?")]
    [InlineData("${PATHS}", "write ${env:PATHS} for the environment's, or $${PATHS} to leave it to the shell")]
    [InlineData("${lr.x}", "declare it under params; known are lr, id, seed, name, out, priority, phase, plan")]
    [InlineData("${}", "write $${} to leave it to the shell")]
    [InlineData("${X:-1}", "write $${X:-1} to leave it to the shell")]
    [InlineData("${study:lr}", "write ${study:name.param}")]
    [InlineData("${a${b}}", "give the inner one a name under params")]
    public void A_name_that_is_not_known_gets_a_suggestion(string template, string suggestion) =>
        Assert.Equal(suggestion, SomePlan.Problems($"experiments: [{{ id: e, params: {{ lr: 1 }}, command: {SomePlan.Quote(template)} }}]")[0].Suggestion);

    [Fact]
    public void Text_without_a_dollar_and_brace_is_itself() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        var plain = text.Get.Replace("${", "", StringComparison.Ordinal);
        return Render(Template.Parse(plain)) == plain;
    }).Holds();

    [Fact]
    public void Escaping_undoes_every_template() => Prop.ForAll(
        Gen.Elements("$", "{", "}", "a", "${", "$$").ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
        text => Render(Template.Parse(Escape(text))) == text).Holds();

    private static string Render(Template template)
    {
        Assert.Empty(template.Faults);
        return string.Concat(template.Parts.Select(part => part.Text));
    }

    private static string Escape(string text) => text.Replace("${", "$${", StringComparison.Ordinal);

    private static IReadOnlyDictionary<string, JsonElement> Config(string parameters) =>
        SomePlan.Read($"experiments: [{{ id: e, command: run, params: {parameters} }}]").Experiments[0].Config;
}
