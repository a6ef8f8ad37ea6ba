using System.CommandLine;

namespace Assay.Cli;

/// <summary>An argument that is one of a few words.</summary>
internal sealed class WordArgument : Argument<string>
{
    /// <summary>Describes the argument.</summary>
    public WordArgument(string name, string description, IReadOnlyList<string> words)
        : base(name)
    {
        Description = $"{description}: {string.Join(", ", words)}";
        Words = words;
    }

    /// <summary>The words.</summary>
    public IReadOnlyList<string> Words { get; }
}
