using Assay.Planning;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Tests.Planning;

public sealed class ShellCommandTests
{
    private const string Nasty = "it's \"a\" $HOME `id` \\ $(id) * # & | ; < > ! ~ {a,b}\n日";

    [Theory]
    [InlineData("printf %s ${v}")]
    [InlineData("printf %s \"${v}\"")]
    [InlineData("printf %s '${v}'")]
    [InlineData("printf %s \"$(printf %s ${v})\"")]
    [InlineData("printf %s \"$(printf %s \"${v}\")\"")]
    [InlineData("# a comment isn't a quote\nprintf %s ${v}")]
    [InlineData("x=${v}; printf %s \"$x\"")]
    [InlineData("(printf %s ${v})")]
    [InlineData("echo \\\" \\' > /dev/null; printf %s ${v}")]
    [InlineData("echo $((1 << 2)) > /dev/null\nprintf %s ${v}")]
    [InlineData("echo $# a#b > /dev/null; printf %s ${v}")]
    [InlineData("X=y; echo $${X:-it} > /dev/null; printf %s \"${v}\"")]
    public void The_command_gets_exactly_the_value_wherever_it_stands(string template)
    {
        PosixShell.SkipWhenMissing();
        Assert.Equal(Nasty, PosixShell.Run(SomePlan.Command(template, ("v", Nasty))).TrimEnd('\u0001'));
    }

    [Fact]
    public void Any_value_survives_every_kind_of_quotes()
    {
        PosixShell.SkipWhenMissing();
        var values = Gen.Elements('a', ' ', '\'', '"', '\\', '$', '`', '{', '}', '\n', '!', '#', '*', '(').ListOf().Select(letters => string.Concat(letters));
        Prop.ForAll(values.ToArbitrary(), value =>
        {
            var command = SomePlan.Command("printf '%s\\0' ${v} a${v}b \"${v}\" \"a${v}b\" '${v}' 'a${v}b' \"$(printf '%s.' \"${v}\")\"", ("v", value));
            return PosixShell.Run(command) == string.Join('\0', value, $"a{value}b", value, $"a{value}b", value, $"a{value}b", value + ".", "");
        }).Holds();
    }

    [Fact]
    public void The_literal_text_of_a_command_is_the_users()
    {
        Assert.Equal("a && b | c > $HOME/${X} 'd e'", SomePlan.Command("a && b | c > $HOME/$${X} 'd e'"));
        Assert.Equal("run --lr 1e-4", SomePlan.Command("run ${raw:flags}", ("flags", "--lr 1e-4")));
        Assert.Equal("run '--lr 1e-4'", SomePlan.Command("run ${flags}", ("flags", "--lr 1e-4")));
        Assert.Equal("run # a b\nnext", SomePlan.Command("run # ${v}\nnext", ("v", "a\nb")));
    }

    [Theory]
    [InlineData("run `echo ${v}`", "stands inside backquotes")]
    [InlineData("run \\${v}", "stands after an escape character")]
    [InlineData("run \"$${X:-${v}}\"", "stands inside the shell's own ${…}")]
    [InlineData("run $'a ${v}'", "stands inside $'…'")]
    [InlineData("cat <<EOF\n${v}\nEOF", "stands in a here-document")]
    [InlineData("(cat <<EOF\n${v}\nEOF\n)", "stands in a here-document")]
    [InlineData("cat <<EOF # see\n${v}\nEOF", "stands in a here-document")]
    public void Where_no_quoting_is_dependable_a_value_is_refused(string template, string expected)
    {
        var problem = SomePlan.Problem($"experiments: [{{ id: e, params: {{ v: 1 }}, command: {SomePlan.Quote(template)} }}]");
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Equal("${raw:v} inserts it unquoted", problem.Suggestion);
    }

    [Theory]
    [InlineData("run ${v}", "a b", "run ^\"a b^\"")]
    [InlineData("run \"${v}\"", "a b", "run \"a b\"")]
    [InlineData("run ${v}", "50%", "run ^\"50^%^\"")]
    [InlineData("run ^\" ${v}", "x", "run ^\" x")]
    public void Commands_for_windows_are_quoted_for_cmd(string template, string value, string expected)
    {
        var text = $"experiments: [{{ id: e, params: {{ v: {SomePlan.Quote(value)} }}, command: {SomePlan.Quote(template)} }}]";
        Assert.Equal(expected, SomePlan.Read(text, CommandShell.WindowsCmd).Experiments[0].Command.Shell);
    }

    [Theory]
    [InlineData("run \"${v}\"", "50%")]
    [InlineData("run \"${v}\"", "a\\")]
    [InlineData("run ${v}", "a\nb")]
    [InlineData("run ^${v}", "a")]
    public void What_cmd_cannot_take_is_refused(string template, string value) =>
        Assert.StartsWith("'${v}' ", SomePlan.Problem(
            $"experiments: [{{ id: e, params: {{ v: {SomePlan.Quote(value)} }}, command: {SomePlan.Quote(template)} }}]", CommandShell.WindowsCmd).Message, StringComparison.Ordinal);
}
