using Assay.Execution.Diagnosis;
using Assay.Tracking;

namespace Assay.Tests.Execution.Diagnosis;

public sealed class CommandStepsTests
{
    [Theory]
    [InlineData("python -m pytest tests/unit", "pytest")]
    [InlineData("uv run pytest -q", "pytest")]
    [InlineData("uv run --with numpy python -u fit.py", "python fit.py")]
    [InlineData("dotnet test x", "dotnet test")]
    [InlineData("cargo test --release", "cargo test")]
    [InlineData("cargo +nightly build", "cargo build")]
    [InlineData("/usr/bin/python3.11 -W ignore scripts/fit.py --lr 1", "python fit.py")]
    [InlineData("CUDA_VISIBLE_DEVICES=0 A=\"x y\" ./train --fast", "train")]
    [InlineData("env A=1 timeout -k 5 60 nice -n 3 make all", "make all")]
    [InlineData("A=1", "A")]
    [InlineData("! grep -q x y", "grep")]
    [InlineData("(cd src && python -m pytest)", "pytest")]
    [InlineData("cat a | sort | uniq", "cat")]
    [InlineData("'./my tool' x", "my tool")]
    [InlineData("bin\\tool.exe x", "tool")]
    [InlineData("$PYTHON -m coverage run x", "coverage")]
    [InlineData("python -c 'print(1)'", "python")]
    [InlineData("git --version", "git")]
    [InlineData("dotnet \"$DLL\"", "dotnet")]
    [InlineData("conda run -n lab python fit.py", "python fit.py")]
    public void A_step_is_called_after_its_program(string text, string name) => Assert.Equal(name, Assert.Single(CommandSteps.Split(text)).Name);

    [Fact]
    public void Names_are_unique_and_texts_are_kept()
    {
        var steps = CommandSteps.Split("cd \"a && b\" && A=1 pytest x && pytest 'y && z' | tee log && (cd c && ls) 2>&1 &&\n  echo $(true && echo \")\") >&2");
        Assert.Equal(["cd", "pytest", "pytest-2", "ls", "echo"], steps.Select(s => s.Name));
        Assert.Equal(["cd \"a && b\"", "A=1 pytest x", "pytest 'y && z' | tee log", "(cd c && ls) 2>&1", "echo $(true && echo \")\") >&2"], steps.Select(s => s.Text));
    }

    [Fact]
    public void Continued_lines_belong_to_their_steps_and_not_to_their_edges() =>
        Assert.Equal(["a", "b \\\n  --x", "c"], CommandSteps.Split("\n a \\\n && \\\n b \\\n  --x \\\n &&\n\nc\n").Select(s => s.Text));

    [Theory]
    [InlineData("a && b \\\n  --x 1 \\\n && c", 3)]
    [InlineData("a && ${X:-b} && c#d && echo $# \"$?\" `x && y`", 4)]
    [InlineData("a && $((1 + (2 * 3))) && ((1 && 2))", 3)]
    [InlineData("[ -f x ] && ! a | b && >out && 2>err c", 4)]
    public void Chains_are_cut_at_their_top_level(string text, int count)
    {
        Assert.Equal(count, CommandSteps.Split(text).Count);
        Assert.NotNull(CommandSteps.Instrument(text, "S"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a; b && c")]
    [InlineData("a || b && c")]
    [InlineData("a & b && c")]
    [InlineData("a &> x && b")]
    [InlineData("a && b &")]
    [InlineData("a && b # && c")]
    [InlineData("a\nb && c")]
    [InlineData("a && && b")]
    [InlineData("a &&")]
    [InlineData("a | && b")]
    [InlineData("if a && b; then c; fi")]
    [InlineData("{ a && b; } && c")]
    [InlineData("! { a && b; }")]
    [InlineData("[[ a && b ]] && c")]
    [InlineData("f() { a && b; } && f")]
    [InlineData("cat <<X && b\nX")]
    [InlineData("a && cat <(b)")]
    [InlineData("a $'\\'' && b")]
    [InlineData("a \"unclosed && b")]
    [InlineData("a 'unclosed && b")]
    [InlineData("(a && b")]
    [InlineData("a && b)")]
    [InlineData("(a) b && c")]
    [InlineData("a && \"$(case x in y) echo \"1 && 2\";; esac)\"")]
    [InlineData("(a # )\n) && b")]
    [InlineData("a && b \\")]
    [InlineData("a \\ && b")]
    [InlineData("${x:-'}'} && a")]
    [InlineData("a |& b && c")]
    [InlineData("a\r\n&& b")]
    public void What_is_not_surely_a_chain_is_one_step_and_left_alone(string text)
    {
        Assert.Single(CommandSteps.Split(text));
        Assert.Null(CommandSteps.Instrument(text, "S"));
    }

    [Fact]
    public void A_status_file_is_read_with_the_step_that_ended_the_shell()
    {
        var steps = CommandSteps.Split("cd x && exit 3 && echo never");
        var outcomes = CommandSteps.ReadStatus(steps, "0 0 100.25 101.75\n1 9 10", 3);
        Assert.Equal([new("cd", "cd x", 0, 1.5), new("exit", "exit 3", 3, null), new StepOutcome("echo", "echo never", null, null)], outcomes);
    }

    [Theory]
    [InlineData("1700000000.N", 1.0)]
    [InlineData("0", null)]
    [InlineData("x", null)]
    [InlineData("1700000002.5", null)]
    public void A_clock_without_fractions_or_without_a_date_is_understood(string start, double? expected) =>
        Assert.Equal(expected, CommandSteps.ReadStatus(CommandSteps.Split("a"), $"0 1 {start} 1700000001\n", 1)[0].Seconds);

    [Theory]
    [InlineData("garbage\n7 0 1 2\n-1 0 1 2\n0 x 1 2\n")]
    [InlineData("")]
    public void A_status_file_with_other_things_says_nothing(string text) =>
        Assert.Equal([new("a", "a", null, null), new StepOutcome("b", "b", null, null)], CommandSteps.ReadStatus(CommandSteps.Split("a && b"), text, null));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("1x")]
    [InlineData("x;y")]
    public void A_variable_that_is_no_shell_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => CommandSteps.Instrument("a && b", name));
}
