using System.Text;
using Assay.Planning;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Planning;

public sealed class ShellQuotingTests
{
    // Characters that some shell acts on, and ordinary ones; never U+0000.
    private static readonly Gen<string> Words = Gen.Elements(
            ' ', '\t', '\n', '\r', '\'', '"', '\\', '$', '`', '!', '*', '?', '[', ']', '{', '}', '(', ')', '<', '>', '|', '&', ';', '#', '~', '%', '^', '=', ',', '-', 'a', 'B', '0', 'é', '日')
        .ListOf().Select(letters => string.Concat(letters));

    [Fact]
    public void Sh_reads_back_every_word()
    {
        PosixShell.SkipWhenMissing();
        // Many words a call: starting a shell is what costs.
        Prop.ForAll(Words.ListOf().ToArbitrary(), words =>
        {
            var back = PosixShell.Run(ShellQuoting.PosixCommandLine(["printf", @"%s\0", .. words, "end"]));
            return back == string.Concat(words.Append("end").Select(word => word + "\0"));
        }).Holds();
    }

    [Theory]
    [InlineData("", "''")]
    [InlineData("a/b_c-1.0:x@y,z+%", "a/b_c-1.0:x@y,z+%")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", @"'it'\''s'")]
    [InlineData("A=1", "'A=1'")]
    [InlineData("~", "'~'")]
    public void Words_for_sh_are_quoted_only_when_they_need_it(string word, string expected) => Assert.Equal(expected, ShellQuoting.Posix(word));

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData(@"C:\dir\", @"C:\dir\")]
    [InlineData(@"C:\my dir\", "\"C:\\my dir\\\\\"")]
    [InlineData("say \"x\"", "\"say \\\"x\\\"\"")]
    [InlineData("a\\\"b", "\"a\\\\\\\"b\"")]
    public void Windows_arguments_follow_the_c_runtime(string argument, string expected) => Assert.Equal(expected, ShellQuoting.WindowsArgument(argument));

    [Fact]
    public void The_c_runtime_takes_every_windows_command_line_apart_again() =>
        Prop.ForAll(Words.ListOf().ToArbitrary(), words =>
            SplitAsCRuntime(ShellQuoting.WindowsCommandLine([.. words, "end"])).SequenceEqual([.. words, "end"])).Holds();

    [Fact]
    public void Cmd_never_sees_an_open_quote_or_a_bare_special_character() =>
        Prop.ForAll(Words.Where(word => !word.AsSpan().ContainsAny('\n', '\r')).ToArbitrary(), word =>
        {
            var text = new StringBuilder();
            var quoted = ShellQuoting.Cmd(word);
            for (var i = 0; i < quoted.Length; i++)
            {
                if ("()%!\"<>&|".Contains(quoted[i], StringComparison.Ordinal))
                    return false;
                if (quoted[i] == '^')
                    i++;
                text.Append(quoted[i]);
            }

            return SplitAsCRuntime(text.ToString()).SequenceEqual([word]);
        }).Holds();

    [Fact]
    public void What_no_shell_can_take_is_refused()
    {
        Assert.Throws<ArgumentException>(() => ShellQuoting.Posix("a\0b"));
        Assert.Throws<ArgumentException>(() => ShellQuoting.WindowsArgument("a\0b"));
        Assert.Throws<ArgumentException>(() => ShellQuoting.Cmd("a\nb"));
    }

    // The rules of the Microsoft C runtime, written down apart from the code under test: 2n backslashes and a quote are n and a
    // switch; 2n+1 are n and a quote; elsewhere backslashes are themselves.
    private static List<string> SplitAsCRuntime(string line)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var (inQuotes, begun, i) = (false, false, 0);
        while (i < line.Length)
        {
            var backslashes = 0;
            while (i < line.Length && line[i] == '\\')
            {
                backslashes++;
                i++;
            }

            if (i < line.Length && line[i] == '"')
            {
                current.Append('\\', backslashes / 2);
                begun = true;
                if (backslashes % 2 == 1)
                    current.Append('"');
                else
                    inQuotes = !inQuotes;
                i++;
                continue;
            }

            current.Append('\\', backslashes);
            begun |= backslashes > 0;
            if (i == line.Length)
                break;
            if (!inQuotes && line[i] is ' ' or '\t')
            {
                if (begun)
                    arguments.Add(current.ToString());
                current.Clear();
                begun = false;
            }
            else
            {
                current.Append(line[i]);
                begun = true;
            }

            i++;
        }

        if (begun)
            arguments.Add(current.ToString());
        return arguments;
    }
}
