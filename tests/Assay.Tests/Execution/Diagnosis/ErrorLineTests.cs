using Assay.Execution.Diagnosis;
using Assay.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Assay.Tests.Execution.Diagnosis;

public sealed class ErrorLineTests
{
    private const string Traceback = "Traceback (most recent call last):\n  File \"fit.py\", line 3, in <module>\n    main()\n";

    [Theory]
    [InlineData(Traceback + "ValueError: 3 rows, expected 4\n", "ValueError: 3 rows, expected 4")]
    [InlineData(Traceback + "KeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\n" + Traceback + "lab.NoColumn: a is missing\n", "lab.NoColumn: a is missing")]
    [InlineData(Traceback + "    ~~~~^^\nModuleNotFoundError: No module named 'fancy'\nsome farewell\n", "ModuleNotFoundError: No module named 'fancy'")]
    [InlineData(Traceback + "RuntimeError: first line\nsecond line\nthird line", "RuntimeError: first line")]
    [InlineData(Traceback + "RuntimeError:\n  the message below\n", "RuntimeError: the message below")]
    [InlineData(Traceback + "KeyboardInterrupt\n", "KeyboardInterrupt")]
    [InlineData("  File \"fit.py\", line 1\n    foo(\n       ^\nSyntaxError: '(' was never closed\n", "SyntaxError: '(' was never closed")]
    [InlineData("\u001b[31mTraceback (most recent call last):\u001b[0m\n  File \"a.py\"\n\u001b[1;31mTypeError\u001b[0m: bad", "TypeError: bad")]
    [InlineData("[rank0]: Traceback (most recent call last):\n[rank0]:   File \"a.py\"\n[rank0]:     go()\n[rank0]: lab.Boom: split\n", "lab.Boom: split")]
    [InlineData("  Traceback (most recent call last):\n    File \"a.py\"\n  lab.Boom: indented\n", "lab.Boom: indented")]
    public void Python_ends_with_the_exception_raised_last(string stderr, string line) => Check(new KeyError(line, "python"), stderr);

    [Theory]
    [InlineData("E       AssertionError: assert 1 == 2\nE        +  where 1 = f()\n\ntests/test_a.py:5: AssertionError", "AssertionError: assert 1 == 2")]
    [InlineData(">       assert f() == 2\nE       assert 1 == 2\n", "assert 1 == 2")]
    [InlineData("E   ModuleNotFoundError: No module named 'x'\n", "ModuleNotFoundError: No module named 'x'")]
    public void Pytest_shows_its_errors_on_standard_output(string stdout, string line) => Check(new KeyError(line, "pytest"), "", stdout);

    [Theory]
    [InlineData("Unhandled exception. System.InvalidOperationException: no rows\n   at Program.Main() in a.cs:line 3\n", "System.InvalidOperationException: no rows")]
    [InlineData(
        "Unhandled exception. System.AggregateException: One or more errors occurred. (disk)\n ---> System.IO.IOException: disk is full\n   at A.B()\n   --- End of inner exception stack trace ---\n   at C.D()",
        "System.IO.IOException: disk is full")]
    [InlineData("Unhandled exception. Lab.OuterException: a\n ---> Lab.MiddleException: b\n ---> Lab.InnerException: c\n   at X()", "Lab.InnerException: c")]
    [InlineData("Unhandled Exception: System.Exception: outer ---> System.FormatException: inner", "System.FormatException: inner")]
    [InlineData("fail: worker\nSystem.FormatException: not a number\n   at System.Number.Parse()", "System.FormatException: not a number")]
    public void Dotnet_ends_with_the_innermost_cause(string stderr, string line) => Check(new KeyError(line, "dotnet"), stderr);

    [Theory]
    [InlineData("  Failed A.Adds [3 ms]\n  Error Message:\n   Assert.Equal() Failure: Values differ\nExpected: 1\n")]
    [InlineData("    A.Adds [FAIL]\n      Assert.Equal() Failure: Values differ\n      Expected: 1\n")]
    public void A_failed_dotnet_test_gives_its_message(string stdout) => Check(new KeyError("Assert.Equal() Failure: Values differ", "dotnet test"), "", stdout);

    [Theory]
    [InlineData("thread 'main' panicked at src/main.rs:3:5:\nindex out of bounds: the len is 1\nnote: run with", "thread 'main' panicked at src/main.rs:3:5: index out of bounds: the len is 1")]
    [InlineData("thread 'main' (4711) panicked at src/main.rs:3:5:\nno seed\n", "thread 'main' (4711) panicked at src/main.rs:3:5: no seed")]
    [InlineData("thread 'w-1' panicked at 'no seed', src/main.rs:3:5\nnote: run", "thread 'w-1' panicked at 'no seed', src/main.rs:3:5")]
    public void Rust_panics_of_both_forms(string stderr, string line) => Check(new KeyError(line, "rust"), stderr);

    [Theory]
    [InlineData("Program.cs(3,5): error CS1002: ; expected [/src/a.csproj]\nProgram.cs(9,1): error CS0103: no x [/src/a.csproj]\n", "Program.cs(3,5): error CS1002: ; expected")]
    [InlineData("MSBUILD : error MSB1009: Project file does not exist.\n", "MSBUILD : error MSB1009: Project file does not exist.")]
    [InlineData("   Compiling a v0.1.0\nerror[E0382]: borrow of moved value: `x`\n --> src/main.rs:3:5\n\nerror[E0425]: no y\n --> src/main.rs:4:5\nerror: could not compile `a`", "error[E0382]: borrow of moved value: `x`")]
    [InlineData("error: expected one of `!`\n --> src/main.rs:3:5\n", "error: expected one of `!`")]
    [InlineData("a.c: In function 'main':\na.c:3:5: error: expected ';'\na.c:9:5: error: other\n", "a.c:3:5: error: expected ';'")]
    public void Of_build_errors_the_first_counts(string output, string line)
    {
        Check(new KeyError(line, "build"), output);
        Check(new KeyError(line, "build"), "", output);
    }

    [Theory]
    [InlineData("bash: line 1: foo: command not found", 127)]
    [InlineData("sh: 1: foo: not found", 127)]
    [InlineData("./a.sh: line 3: ./b.sh: Permission denied", 126)]
    [InlineData("cat: rows.csv: No such file or directory", 1)]
    [InlineData("sh: 1: Syntax error: \"(\" unexpected", 2)]
    [InlineData("zsh:1: command not found: foo", 127)]
    [InlineData("cp: error writing 'x': No space left on device", 1)]
    public void The_shell_s_own_words(string line, int exitCode) => Check(new KeyError(line, "shell"), "starting\n" + line + "\nbye\n", exitCode: exitCode);

    [Fact]
    public void An_exit_code_of_the_shell_puts_the_shell_s_word_first()
    {
        const string Text = "ValueError: handled and told\nsh: 1: foo: not found\n";
        Check(new KeyError("sh: 1: foo: not found", "shell"), Text, exitCode: 127);
        Check(new KeyError("ValueError: handled and told", "python"), Text, exitCode: 1);
    }

    [Theory]
    [InlineData(Traceback + "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB\n", "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB")]
    [InlineData(Traceback + "MemoryError\n", "MemoryError")]
    [InlineData("terminate called after throwing an instance of 'std::bad_alloc'\n", "terminate called after throwing an instance of 'std::bad_alloc'")]
    [InlineData("bash: line 1: 12345 Killed                  python fit.py\n", "bash: line 1: 12345 Killed                  python fit.py")]
    [InlineData("slurmstepd: error: Detected 1 oom_kill event in StepId=1.batch\n", "slurmstepd: error: Detected 1 oom_kill event in StepId=1.batch")]
    public void Memory_that_ran_out_is_told_apart(string stderr, string line) => Check(new KeyError(line, "out of memory"), stderr);

    [Theory]
    [InlineData(null, "SIGKILL", "killed by SIGKILL: probably out of memory, unless someone killed it", "out of memory")]
    [InlineData(137, null, "killed by SIGKILL: probably out of memory, unless someone killed it", "out of memory")]
    [InlineData(null, "segv", "killed by SIGSEGV: invalid memory access", "signal")]
    [InlineData(143, null, "killed by SIGTERM", "signal")]
    [InlineData(255, null, "epoch 3 of 9", "last line")]
    public void A_signal_speaks_when_nothing_else_does(int? exitCode, string? signal, string line, string kind) =>
        Assert.Equal(new KeyError(line, kind), ErrorLine.Find("epoch 3 of 9\n", "", exitCode, signal));

    [Fact]
    public void An_exception_speaks_louder_than_a_signal() =>
        Assert.Equal("python", ErrorLine.Find(Traceback + "ValueError: x\n", "", 137, "SIGKILL")?.Kind);

    [Theory]
    [InlineData("usage: fit [-h]\nfit.py: error: unrecognized arguments: --lrr 3\n", "fit.py: error: unrecognized arguments: --lrr 3", "message")]
    [InlineData("fatal: not a git repository\n", "fatal: not a git repository", "message")]
    [InlineData("Error: Os { code: 2, kind: NotFound }\n", "Error: Os { code: 2, kind: NotFound }", "message")]
    [InlineData("loading\nthe folder holds no rows\n\n", "the folder holds no rows", "last line")] // sys.exit("…") says no more.
    public void A_message_and_at_last_the_last_line(string stderr, string line, string kind) => Check(new KeyError(line, kind), stderr);

    [Theory]
    [InlineData("Exception in thread \"main\" java.lang.RuntimeException: a\n\tat A.main(A.java:3)\nCaused by: java.io.IOException: b\n\t... 1 more", "java.io.IOException: b", "java")]
    [InlineData("/a.js:1\nx()\n^\n\nReferenceError: x is not defined\n    at Object.<anonymous> (/a.js:1:1)\n", "ReferenceError: x is not defined", "node")]
    [InlineData("panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:", "panic: runtime error: index out of range [5] with length 3", "go")]
    public void Other_languages(string stderr, string line, string kind) => Check(new KeyError(line, kind), stderr);

    [Theory]
    [InlineData("INFO retrying after ValueError: busy\nall is well")]
    [InlineData("errors: 0\nError rate: low")]
    [InlineData("0 Error(s)\nBuild succeeded.")]
    [InlineData("fit.py:3: UserWarning: lr is high")]
    [InlineData("no exception in thread pool, panic: none of it")]
    [InlineData("404 page not found")]
    [InlineData("MemoryErrorsAvoided = 3")]
    [InlineData("test tests::panicked at noon ... ok")]
    public void Harmless_output_of_a_success_is_no_error(string text) => Assert.Null(ErrorLine.Find(text, text, 0, null));

    [Fact]
    public void Nothing_said_is_nothing_found() => Assert.Null(ErrorLine.Find("", "done\n", 1, null));

    [Fact]
    public void A_recognised_line_on_standard_output_beats_an_unrecognised_one_on_standard_error() =>
        Assert.Equal("build", ErrorLine.Find("make: stopped\n", "a.cs(1,1): error CS1002: ; expected\n", 1, null)?.Kind);

    [Fact]
    public void Long_lines_and_long_texts_are_bounded()
    {
        Assert.Equal(500, ErrorLine.Find("ValueError: " + new string('x', 100_000), "", 1, null)?.Line.Length);
        Assert.Equal("the end", ErrorLine.Find("ValueError: far above\n" + new string('\n', 70_000) + "the end", "", 1, null)?.Line);
    }

    [Fact]
    public void Any_text_is_survived() =>
        Prop.ForAll<NonNull<string>, NonNull<string>, int>((stderr, stdout, exitCode) =>
        {
            var found = ErrorLine.Find("Unhandled exception. A: " + stderr.Get + "\n ---> " + stdout.Get, "Traceback (most recent call last):\n" + stdout.Get, exitCode, null);
            return found is null || found.Line.Length is > 0 and <= 500;
        }).Holds();

    private static void Check(KeyError expected, string stderr, string stdout = "", int exitCode = 1) =>
        Assert.Equal(expected, ErrorLine.Find(stderr, stdout, exitCode, null));
}
