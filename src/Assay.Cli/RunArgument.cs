using System.CommandLine;

namespace Assay.Cli;

/// <summary>An argument that names runs; completion offers the store's runs.</summary>
internal sealed class RunArgument : Argument<string[]>
{
    /// <summary>Describes the argument.</summary>
    public RunArgument(string name, ArgumentArity arity)
        : base(name)
    {
        Description = "id, the last digits of one, name, or planned id";
        Arity = arity;
        // A list even of one, so that all verbs read runs alike.
        CustomParser = result => [.. result.Tokens.Select(token => token.Value)];
    }
}
