namespace Assay.Cli.Tests;

/// <summary>What a command line gave.</summary>
public sealed record CliResult(int Code, string Out, string Error);
