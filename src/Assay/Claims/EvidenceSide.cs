namespace Assay.Claims;

/// <summary>What one selection of a claim found.</summary>
/// <param name="Role">What the side is: treatment, control, effect, over.</param>
/// <param name="Metric">The metric's key; null where only runs are asked for.</param>
public sealed record EvidenceSide(string Role, string? Metric)
{
    /// <summary>Runs whose values are used.</summary>
    public IReadOnlyList<EvidenceRun> Used { get; init; } = [];

    /// <summary>Runs that were selected and are not used, each with its reason.</summary>
    public IReadOnlyList<EvidenceRun> LeftOut { get; init; } = [];

    /// <summary>Independent units of the used runs, by name.</summary>
    public IReadOnlyList<EvidenceUnit> Units { get; init; } = [];

    /// <summary>The summary that was stated; null when the values are measurements.</summary>
    public StatedValue? Stated { get; init; }

    /// <summary>What a reader must know of these runs, sentences.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How many of the runs have a value that is undefined, NaN or infinite.</summary>
    public int Undefined => LeftOut.Count(run => run.LeftOut == EvidenceReader.UndefinedValue);
}
