using System.CommandLine;

namespace Assay.Cli;

/// <summary>An option that names a plan; completion offers the plans the store has seen.</summary>
internal sealed class PlanOption : Option<string?>
{
    /// <summary>Describes the option.</summary>
    public PlanOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "name";
    }
}
