namespace Assay.Interop;

/// <summary>What an import did.</summary>
/// <param name="Imported">Results that became runs.</param>
/// <param name="KnownBefore">Results that were in the store already, byte for byte.</param>
public sealed record ResultImportReport(int Imported, int KnownBefore);
