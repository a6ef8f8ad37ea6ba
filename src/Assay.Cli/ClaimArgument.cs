using System.CommandLine;

namespace Assay.Cli;

/// <summary>An argument that names claims; completion offers those of the nearest plan.</summary>
internal sealed class ClaimArgument : Argument<string[]>
{
    /// <summary>Describes the argument.</summary>
    public ClaimArgument(string description, ArgumentArity arity)
        : base("id")
    {
        Description = description;
        Arity = arity;
        // A list even of one, so that all verbs read claims alike.
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)];
    }
}
