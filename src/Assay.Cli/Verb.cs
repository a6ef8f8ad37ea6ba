using System.CommandLine;

namespace Assay.Cli;

/// <summary>A command of the command line with its examples and what it does.</summary>
internal sealed class Verb : Command
{
    /// <summary>Describes a verb.</summary>
    /// <param name="name">The word people type.</param>
    /// <param name="summary">One line, without a full stop.</param>
    public Verb(string name, string summary)
        : base(name, summary)
    {
    }

    /// <summary>Paragraphs between the summary and the options; empty for none.</summary>
    public string Details { get; init; } = "";

    /// <summary>What to type and what it does.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Does the work and returns the exit code; null for a verb that only groups others.</summary>
    public Func<Invocation, Task<int>>? Body { get; private set; }

    /// <summary>Adds an argument.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    /// <param name="argument">The argument.</param>
    /// <returns>The argument.</returns>
    public T Takes<T>(T argument)
        where T : Argument
    {
        Arguments.Add(argument);
        return argument;
    }

    /// <summary>Adds an option.</summary>
    /// <typeparam name="T">Its class.</typeparam>
    /// <param name="option">The option.</param>
    /// <returns>The option.</returns>
    public T Has<T>(T option)
        where T : Option
    {
        Options.Add(option);
        return option;
    }

    /// <summary>States what the verb does.</summary>
    /// <param name="body">Does the work; returns the exit code.</param>
    /// <returns>The verb.</returns>
    public Verb Does(Func<Invocation, Task<int>> body)
    {
        Body = body;
        // The parser takes a verb without an action for one that only groups others; ours is run by Cli.
        SetAction(_ => ExitCodes.Done);
        return this;
    }

    /// <summary>Something to type.</summary>
    /// <param name="Line">The command line without "assay".</param>
    /// <param name="Meaning">What it does.</param>
    internal sealed record Example(string Line, string Meaning);
}
