using System.CommandLine;

namespace Assay.Cli;

/// <summary>An option that names a run; completion offers the store's runs.</summary>
internal sealed class RunOption : Option<string?>
{
    /// <summary>Describes the option.</summary>
    public RunOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "run";
    }
}
