namespace Assay.Cli;

/// <summary>What the command says to the shell; <c>exec</c> returns its child's code instead.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>An experiment failed, a check found something broken, an import left files out.</summary>
    public const int Found = 1;

    /// <summary>Bad usage or bad input; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>A bug of ours (EX_SOFTWARE of sysexits.h).</summary>
    public const int Bug = 70;

    /// <summary>Interrupted by Ctrl-C; what was going on can be resumed.</summary>
    public const int Interrupted = 130;
}
