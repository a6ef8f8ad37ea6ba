namespace Assay.Planning;

/// <summary>The shell that reads a command given as text.</summary>
public enum CommandShell
{
    /// <summary>POSIX <c>/bin/sh</c>.</summary>
    Posix,

    /// <summary>Windows <c>cmd.exe /c</c>.</summary>
    WindowsCmd,
}
