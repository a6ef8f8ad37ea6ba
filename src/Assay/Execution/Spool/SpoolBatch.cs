namespace Assay.Execution.Spool;

/// <summary>Lines that were read together; lines that say nothing (blank ones) are not among them.</summary>
/// <param name="From">Offset where the reading began.</param>
/// <param name="To">Offset after the last line, blank ones included.</param>
/// <param name="LinesTo">Number of lines up to there.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Head">The first bytes of the file, as far as <paramref name="To"/> and at most 4 KiB.</param>
internal sealed record SpoolBatch(long From, long To, long LinesTo, IReadOnlyList<SpoolLine> Lines, byte[] Head);
