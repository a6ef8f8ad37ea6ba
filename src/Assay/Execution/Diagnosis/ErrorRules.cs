using System.Text.RegularExpressions;

namespace Assay.Execution.Diagnosis;

/// <summary>The table of rules.</summary>
internal static partial class ErrorRules
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
    private const int Milliseconds = 5_000;

    // Exceptions are looked for at most this many lines below their heading.
    private const int BlockLimit = 2_000;

    internal static IReadOnlyList<ErrorRule> All { get; } =
    [
        new("python", ErrorRank.Exception, "Traceback", TracebackHeading(), AfterTraceback),
        new("python", ErrorRank.Exception, null, PythonException(), PythonLine),
        new("pytest", ErrorRank.Exception, "E ", PytestError(), (_, _, match) => match.Groups["line"].Value),
        new("dotnet", ErrorRank.Exception, "nhandled ", DotnetUnhandled(), DotnetCause),
        new("dotnet", ErrorRank.Exception, "Exception", PythonException(), (lines, i, match) => HasFrame(lines, i, "   at ") || HasFrame(lines, i, " ---> ") ? DotnetCause(lines, i, match) : null),
        new("dotnet test", ErrorRank.Exception, null, DotnetTestHeading(), (lines, i, _) => Next(lines, i)?.Trim()),
        new("rust", ErrorRank.Exception, "panicked at", RustPanic(), RustMessage),
        new("java", ErrorRank.Exception, "xception", JavaException(), JavaCause),
        new("node", ErrorRank.Exception, "Error", NodeException(), NodeLine),
        new("go", ErrorRank.Exception, "panic: ", GoPanic(), (_, _, match) => match.Value),
        new("out of memory", ErrorRank.Memory, null, OutOfMemory(), (lines, i, _) => lines[i].Trim()),
        new("build", ErrorRank.Build, "error ", DotnetBuild(), (_, _, match) => match.Groups["line"].Value),
        new("build", ErrorRank.Build, "error", RustBuild(), RustBuildLine),
        new("build", ErrorRank.Build, "error: ", CompilerBuild(), (_, _, match) => match.Value),
        new("shell", ErrorRank.Shell, null, ShellMessage(), (lines, i, _) => lines[i].Trim()),
        new("message", ErrorRank.Message, null, Message(), (lines, i, _) => lines[i].Trim()),
    ];

    internal static bool IsOutOfMemory(string line) => OutOfMemory().IsMatch(line);

    private static string? Next(IReadOnlyList<string> lines, int index)
    {
        for (var i = index + 1; i < lines.Count && i <= index + BlockLimit; i++)
        {
            if (lines[i].AsSpan().Trim().Length > 0)
                return lines[i];
        }

        return null;
    }

    // Below the heading, frames are indented deeper; the first line that is not is the exception, whatever its class is called.
    private static string? AfterTraceback(IReadOnlyList<string> lines, int heading, Match match)
    {
        var prefix = match.Groups["prefix"].Value;
        for (var i = heading + 1; i < lines.Count && i <= heading + BlockLimit; i++)
        {
            var line = lines[i];
            if (!line.StartsWith(prefix, StringComparison.Ordinal) || line.Length == prefix.Length || line[prefix.Length] == ' ')
                continue;
            var exception = line[prefix.Length..];
            return DottedName().IsMatch(exception) ? WithMessage(lines, i, exception, prefix) : null;
        }

        return null;
    }

    // Outside a traceback (a syntax error has none) the name must say that it is an exception.
    private static string? PythonLine(IReadOnlyList<string> lines, int index, Match match) =>
        HasFrame(lines, index, "    at ") || HasFrame(lines, index, "   at ") || HasFrame(lines, index, " ---> ") ? null : WithMessage(lines, index, match.Value, "");

    private static bool HasFrame(IReadOnlyList<string> lines, int index, string beginning) =>
        index + 1 < lines.Count && lines[index + 1].StartsWith(beginning, StringComparison.Ordinal);

    private static string WithMessage(IReadOnlyList<string> lines, int index, string exception, string prefix)
    {
        if (!exception.EndsWith(':') || index + 1 >= lines.Count)
            return exception;
        var next = lines[index + 1];
        return exception + " " + (next.StartsWith(prefix, StringComparison.Ordinal) ? next[prefix.Length..] : next).Trim();
    }

    // "A: what ---> B: why", on lines of their own or on one: the innermost is the cause.
    private static string DotnetCause(IReadOnlyList<string> lines, int index, Match match)
    {
        var cause = match.Groups["line"] is { Success: true } named ? named.Value : match.Value;
        for (var i = index + 1; i < lines.Count && i <= index + BlockLimit; i++)
        {
            var line = lines[i].TrimStart();
            if (line.StartsWith("---> ", StringComparison.Ordinal))
                cause = line;
            else if (line.StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("--- End of inner", StringComparison.Ordinal))
                break;
        }

        var arrow = cause.LastIndexOf("---> ", StringComparison.Ordinal);
        cause = arrow < 0 ? cause : cause[(arrow + 5)..];
        var number = cause.StartsWith("(Inner Exception #", StringComparison.Ordinal) ? cause.IndexOf(") ", StringComparison.Ordinal) : -1;
        return (number < 0 ? cause : cause[(number + 2)..]).Replace("<---", "", StringComparison.Ordinal).Trim();
    }

    // Before 1.73 the message stood on the line itself: panicked at 'message', file:line:column.
    private static string RustMessage(IReadOnlyList<string> lines, int index, Match match)
    {
        var line = match.Value.Trim();
        return line.EndsWith(':') && Next(lines, index) is { } message ? line + " " + message.Trim() : line;
    }

    private static string? RustBuildLine(IReadOnlyList<string> lines, int index, Match match) =>
        match.Groups["code"].Success || (Next(lines, index)?.TrimStart().StartsWith("-->", StringComparison.Ordinal) ?? false) ? match.Value : null;

    private static string JavaCause(IReadOnlyList<string> lines, int index, Match match)
    {
        var cause = match.Groups["line"].Value;
        for (var i = index + 1; i < lines.Count && i <= index + BlockLimit; i++)
        {
            if (lines[i].StartsWith("Caused by: ", StringComparison.Ordinal))
                cause = lines[i]["Caused by: ".Length..];
        }

        return cause;
    }

    private static string? NodeLine(IReadOnlyList<string> lines, int index, Match match) =>
        HasFrame(lines, index, "    at ") ? match.Groups["line"].Value : null;

    // A prefix as of torchrun ("[rank0]: ") or of an indented report is taken off the lines that follow.
    [GeneratedRegex(@"^(?<prefix>(\[[^\]]{1,40}\]:?)? *)Traceback \(most recent call last\):$", Options, Milliseconds)]
    private static partial Regex TracebackHeading();

    [GeneratedRegex(@"^[A-Za-z_][\w.]*(:|$)", Options, Milliseconds)]
    private static partial Regex DottedName();

    [GeneratedRegex(@"^([A-Za-z_]\w*\.)*[A-Z]\w*(Error|Exception|Interrupt|ExceptionGroup)(: .*|:)$", Options, Milliseconds)]
    private static partial Regex PythonException();

    [GeneratedRegex(@"^E {1,20}(?<line>([\w.]*(Error|Exception|Interrupt|Exit)\b|Failed: |assert ).*)$", Options, Milliseconds)]
    private static partial Regex PytestError();

    [GeneratedRegex(@"^(.{0,40}: )?[Uu]nhandled [Ee]xception[.:] (?<line>[\w.+`]+(: .*)?)$", Options, Milliseconds)]
    private static partial Regex DotnetUnhandled();

    [GeneratedRegex(@"^ *Error Message:$|^ +\S.* \[FAIL\]$", Options, Milliseconds)]
    private static partial Regex DotnetTestHeading();

    [GeneratedRegex(@"^ *thread '[^']*'( \(\d+\))? panicked at .+$", Options, Milliseconds)]
    private static partial Regex RustPanic();

    [GeneratedRegex(@"^Exception in thread ""[^""]*"" (?<line>[\w.$]+(: .*)?)$", Options, Milliseconds)]
    private static partial Regex JavaException();

    [GeneratedRegex(@"^(Uncaught )?(?<line>[A-Z]\w*Error( \[\w+\])?: .+|Error: .+)$", Options, Milliseconds)]
    private static partial Regex NodeException();

    [GeneratedRegex(@"^panic: .+$", Options, Milliseconds)]
    private static partial Regex GoPanic();

    [GeneratedRegex(@"CUDA out of memory|CUDA error: out of memory|CUDA_ERROR_OUT_OF_MEMORY|OutOfMemoryError|OutOfMemoryException|\bMemoryError\b|std::bad_alloc|oom[_-]kill event|Out of memory: Killed process|memory allocation of \d+ bytes failed|JavaScript heap out of memory|: (line )?\d+: +\d+ Killed\b|^Killed$", Options, Milliseconds)]
    private static partial Regex OutOfMemory();

    [GeneratedRegex(@"^ *(?<line>(\S.{0,400}?: |)error [A-Z]{2,10}\d{1,6}: .+?)( \[[^\[\]]+\])?$", Options, Milliseconds)]
    private static partial Regex DotnetBuild();

    [GeneratedRegex(@"^error(?<code>\[E\d{4}\])?: .+$", Options, Milliseconds)]
    private static partial Regex RustBuild();

    [GeneratedRegex(@"^[^\s:]+:\d+(:\d+)?: (fatal )?error: .+$", Options, Milliseconds)]
    private static partial Regex CompilerBuild();

    [GeneratedRegex(@"^[^\s:][^:]{0,200}: .*(command not found|: not found|No such file or directory|Permission denied|Is a directory|Not a directory|Exec format error|cannot execute binary file|cannot execute: required file not found|No space left on device|Argument list too long|[Ss]yntax error.*|unbound variable|parameter not set|Segmentation fault.*)$|^zsh:(\d+:)? command not found: .+$|^Segmentation fault( \(core dumped\))?$", Options, Milliseconds)]
    private static partial Regex ShellMessage();

    [GeneratedRegex(@"^([\w./-]{1,80}: )?(error|Error|ERROR|fatal|Fatal|FATAL|fatal error)( in [^:]{1,80})? ?: .+$", Options, Milliseconds)]
    private static partial Regex Message();
}
