namespace Assay.Tracking.Results;

/// <summary>What a folder of result files holds.</summary>
/// <param name="Results">The files that were read, in the order of their paths.</param>
/// <param name="Broken">The files that were left out.</param>
/// <param name="Ambiguities">A sentence for each id that more than one file has.</param>
public sealed record ResultFolderScan(IReadOnlyList<ImportedResult> Results, IReadOnlyList<BrokenResult> Broken, IReadOnlyList<string> Ambiguities);
