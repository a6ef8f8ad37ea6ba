using System.CommandLine;

namespace Assay.Cli;

/// <summary>An option that names rules; completion offers those there are.</summary>
internal sealed class RuleOption : Option<string[]>
{
    /// <summary>Describes the option.</summary>
    public RuleOption(string name, string description)
        : base(name)
    {
        Description = description;
        HelpName = "id";
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
    }
}
