using System.Diagnostics;
using Assay.Execution.Diagnosis;
using Assay.Testing;
using FsCheck.Fluent;

namespace Assay.Tests.Execution.Diagnosis;

/// <summary>The instrumented script against the text itself, in the real shell.</summary>
public sealed class InstrumentedShellTests
{
    private const string Variable = "ASSAY_STEPS";

    private static readonly string[] Pieces =
    [
        "true", "false", "echo one", "echo \"two && $A\"", "(exit 3)", "(exit 0)", "cd sub", "cd missing 2>/dev/null", "pwd", "export A=5", "A=7", "test \"$A\" = 5", "echo $?",
        "! false", "! true", "false | true", "true | false", "echo x | (read l; echo \"got $l\")", "(cd sub && pwd && false)", "(cd sub && pwd)", "exit 4", "exit 0", "echo $(cd sub && pwd)",
        "set -e", "set -u", "set -f", "(false; echo after)", "echo err >&2", "(echo both) 2>&1", "trap 'echo bye $?' EXIT", "nosuchprogram 2>/dev/null", "set -- p q",
        "echo \"$# $1\"", "unset A", "PATH=/nowhere", "exec echo last", "echo *", "sh -c 'kill -9 $$'", "return 6 2>/dev/null", "eval 'B=1; false'", ": > made && cat made", "readonly A",
    ];

    [Theory]
    [InlineData("/bin/sh")]
    [InlineData("/bin/bash")]
    public void Exit_code_output_and_effects_are_those_of_the_text(string shell)
    {
        SkipWithout(shell);
        var chains = Gen.NonEmptyListOf(Gen.Elements(Pieces)).Where(pieces => pieces.Count <= 6).Select(pieces => string.Join(" && ", pieces));
        Prop.ForAll(Arb.From(chains), text =>
        {
            using var folder = new TemporaryFolder();
            var plain = Run(shell, text, folder.File("plain", "sub"), folder.File("plain.status"));
            var script = CommandSteps.Instrument(text, Variable);
            Assert.NotNull(script);
            var watched = Run(shell, script, folder.File("watched", "sub"), folder.File("watched.status"));
            Assert.Equal(plain with { Status = "" }, watched with { Status = "" });
            CheckOutcomes(text, watched);
            return true;
        }).Holds();
    }

    [Fact]
    public void The_failed_step_is_known_by_name_with_its_exit_code_and_times()
    {
        SkipWithout("/bin/sh");
        using var folder = new TemporaryFolder();
        const string Text = "cd sub && export A=5 && sh -c 'exit $A' && echo never";
        var ran = Run("/bin/sh", CommandSteps.Instrument(Text, Variable)!, folder.File("w", "sub"), folder.File("s"));
        Assert.Equal(5, ran.ExitCode);
        var outcomes = CommandSteps.ReadStatus(CommandSteps.Split(Text), ran.Status, ran.ExitCode);
        Assert.Equal([("cd", 0), ("export", 0), ("sh", 5), ("echo", (int?)null)], outcomes.Select(o => (o.Name, o.ExitCode)));
        Assert.All(outcomes.Take(3), o => Assert.NotNull(o.Seconds));
    }

    [Fact]
    public void A_status_file_that_cannot_be_written_changes_nothing()
    {
        SkipWithout("/bin/sh");
        using var folder = new TemporaryFolder();
        var ran = Run("/bin/sh", CommandSteps.Instrument("echo a && echo b && false", Variable)!, folder.File("w", "sub"), folder.File("s") + "/no/where");
        Assert.Equal(new Ran(1, "a\nb\n", "", ""), ran);
    }

    // Random texts out of shell syntax: whatever is accepted must parse and behave alike; what is refused is run as it is.
    [Fact]
    public void Whatever_text_is_accepted_behaves_alike()
    {
        SkipWithout("/bin/sh");
        string[] bits = ["true", "false", " && ", " && ", "'", "\"", "(", ")", "$(", "`", "\\", "\n", " ", "echo ", "#", "|", "!", "{", "}", "${A-x}", ">f", "2>&1", "a=1", ";", "&", "$", "x"];
        var texts = Gen.NonEmptyListOf(Gen.Elements(bits)).Where(pieces => pieces.Count <= 12).Select(pieces => string.Concat(pieces))
            .Where(text => !text.Contains("$$", StringComparison.Ordinal)); // The shell's own process id differs.
        var accepted = 0;
        Prop.ForAll(Arb.From(texts), text =>
        {
            if (CommandSteps.Instrument(text, Variable) is not { } script)
                return true;
            accepted++;
            using var folder = new TemporaryFolder();
            var plain = Run("/bin/sh", text, folder.File("plain", "sub"), folder.File("plain.status"));
            var watched = Run("/bin/sh", script, folder.File("watched", "sub"), folder.File("watched.status"));
            // What a syntax error says of the rest of its line differs.
            Assert.Equal((plain.ExitCode, plain.Output), (watched.ExitCode, watched.Output));
            return true;
        }).Holds(1_000);
        Assert.True(accepted > 20, "too few texts were accepted for the check to mean anything");
    }

    private static void CheckOutcomes(string text, Ran watched)
    {
        var steps = CommandSteps.Split(text);
        var outcomes = CommandSteps.ReadStatus(steps, watched.Status, watched.ExitCode);
        var ran = outcomes.TakeWhile(outcome => outcome.ExitCode is not null).ToList();
        Assert.NotEmpty(ran);
        Assert.All(outcomes.Skip(ran.Count), outcome => Assert.Null(outcome.ExitCode));
        Assert.All(ran.SkipLast(1), outcome => Assert.Equal(0, outcome.ExitCode));
        Assert.Equal(watched.ExitCode, ran[^1].ExitCode);
    }

    private static Ran Run(string shell, string script, string sub, string status)
    {
        Directory.CreateDirectory(sub);
        var start = new ProcessStartInfo(shell)
        {
            WorkingDirectory = Path.GetDirectoryName(sub)!,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment[Variable] = status;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        // The two runs work in sibling folders of their own.
        var root = Path.GetDirectoryName(sub)!;
        return new Ran(process.ExitCode, output.Replace(root, "<root>", StringComparison.Ordinal), WithoutKilled(error.Result), File.Exists(status) ? File.ReadAllText(status) : "");
    }

    // bash runs the last command of a text in its own place, and then cannot say that it was killed.
    private static string WithoutKilled(string error) => System.Text.RegularExpressions.Regex.Replace(error, @"(?m)^.*\bKilled\b.*\n", "");

    private static void SkipWithout(string shell) => Assert.SkipUnless(File.Exists(shell), $"{shell} is not on this machine.");

    private sealed record Ran(int ExitCode, string Output, string Error, string Status);
}
