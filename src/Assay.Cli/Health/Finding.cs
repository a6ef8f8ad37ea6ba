namespace Assay.Cli.Health;

/// <summary>What a check of the machine or the store found.</summary>
/// <param name="What">What was looked at.</param>
/// <param name="State">How it stands.</param>
/// <param name="Found">What was found, with advice when something is wrong.</param>
internal sealed record Finding(string What, FindingState State, string Found);
