using System.CommandLine;

namespace Assay.Cli;

/// <summary>Options that every verb takes.</summary>
internal static class CommonOptions
{
    /// <summary>Which store.</summary>
    public static Option<string?> Store { get; } = new("--store")
    {
        Description = "the store: a folder (default: $ASSAY_STORE, else the nearest .assay upwards)",
        HelpName = "folder",
        Recursive = true,
    };

    /// <summary>Show traces.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose")
    {
        Description = "show the trace of an error",
        Arity = ArgumentArity.Zero,
        Recursive = true,
    };

    /// <summary>Show help.</summary>
    public static Option<bool> Help { get; } = new("--help", "-h", "-?")
    {
        Description = "show this help",
        Arity = ArgumentArity.Zero,
        Recursive = true,
    };
}
