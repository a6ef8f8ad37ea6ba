using System.CommandLine;
using Assay.Planning;

namespace Assay.Cli;

/// <summary>An option that names parts of a plan and may be given several times; completion offers those of the nearest plan.</summary>
internal sealed class PlanPartOption : Option<string[]>
{
    /// <summary>Describes the option.</summary>
    public PlanPartOption(string name, string description, Func<Plan, IEnumerable<string>> parts)
        : base(name)
    {
        Description = description;
        HelpName = "id";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
        Parts = parts;
    }

    /// <summary>The ids that a plan has.</summary>
    public Func<Plan, IEnumerable<string>> Parts { get; }
}
