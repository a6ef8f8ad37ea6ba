using System.CommandLine;

namespace Assay.Cli;

/// <summary>An option whose value is one of a few words.</summary>
internal sealed class ChoiceOption : Option<string?>
{
    /// <summary>Describes the option.</summary>
    public ChoiceOption(string name, string description, IReadOnlyList<string> choices)
        : base(name)
    {
        Description = $"{description}: {string.Join(", ", choices)}";
        HelpName = "word";
        Choices = choices;
    }

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Choices { get; }
}
