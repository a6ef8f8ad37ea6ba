namespace Assay.Cli;

/// <summary>The command line cannot be understood.</summary>
/// <param name="message">One sentence, with a suggestion when there is one.</param>
internal sealed class UsageException(string message) : Exception(message);
