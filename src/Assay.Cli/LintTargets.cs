using System.CommandLine;

namespace Assay.Cli;

/// <summary>The targets of a lint: files, folders, plans, studies and runs. Completion offers the runs and studies of the store; the shell offers files.</summary>
internal sealed class LintTargets : Argument<string[]>
{
    /// <summary>Describes the argument.</summary>
    public LintTargets()
        : base("target")
    {
        Arity = ArgumentArity.ZeroOrMore;
        Description = "a file or folder, a plan, a study, or a run (default: the whole store)";
    }
}
