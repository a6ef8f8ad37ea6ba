using System.CommandLine;

namespace Assay.Cli;

/// <summary>An argument that names a study; completion offers those of the store.</summary>
internal sealed class StudyArgument : Argument<string>
{
    /// <summary>Describes the argument.</summary>
    public StudyArgument(string name = "study")
        : base(name)
    {
        Description = "name, id, or path: a folder of all_trials.json, or Optuna's file (with several studies, file#name)";
        Arity = ArgumentArity.ExactlyOne;
    }
}
