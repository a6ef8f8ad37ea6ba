namespace Assay.Execution.Local;

/// <summary>The launcher between the runner and a command: it makes the command's life known to whoever comes after the runner.</summary>
internal static class LauncherScript
{
    /// <summary>Exit code when the pid file was there already: the run has been taken over.</summary>
    internal const int RevokedCode = 125;

    /// <summary>Name of the file that the exit code goes to.</summary>
    internal const string ExitFile = "exit";

    /// <summary>
    /// Text for <c>sh -c</c>; $1 the run's folder, $2 the pid file's name, $3 the working folder, then program and arguments.
    /// Why each line is as it is:
    /// <list type="bullet">
    /// <item>No variable but one of an unlikely name is assigned: a shell passes every variable on that it got exported itself.</item>
    /// <item>The pid file is made exclusively (set -C). Whoever makes it first decides: the launcher runs the command, another
    /// process has revoked it. Reading it back afterwards sees a file that was moved away, or replaced, while it was still empty.</item>
    /// <item>The traps let the launcher live on to write the exit code; they are reset in the subshell that becomes the command.</item>
    /// <item>The command runs in the foreground, because a shell makes background commands ignore SIGINT.</item>
    /// <item>"exec" in a subshell takes no builtin for a program, and costs no process more than a plain call.</item>
    /// <item>The exit code ends in a newline and is written at once; a reader believes only a line that has ended, which spares a rename.</item>
    /// </list>
    /// </summary>
    internal const string Text = """
        set -C
        { read -r __assay <"/proc/$$/stat" || __assay=$(LC_ALL=C TZ=UTC ps -o lstart= -p $$); } 2>/dev/null
        { printf '%s\n%s\n' "$$" "$__assay" >"$1/$2" && read -r __assay <"$1/$2"; } 2>/dev/null && [ "$__assay" = "$$" ] || exit 125
        set +C
        exec </dev/null >"$1/stdout.log" 2>"$1/stderr.log"
        trap : HUP INT QUIT TERM
        ( cd -- "$3" || exit 126; shift 3; exec "$@" )
        __assay=$?
        printf '%s\n' "$__assay" >"$1/exit"
        exit "$__assay"
        """;
}
