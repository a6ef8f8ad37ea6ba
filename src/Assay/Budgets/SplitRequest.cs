namespace Assay.Budgets;

/// <summary>A folder of splits that is wished.</summary>
/// <param name="Source">The manifest to draw from.</param>
/// <param name="Labels">Its label columns, at least one.</param>
/// <param name="Folder">Where the files go.</param>
public sealed record SplitRequest(Manifest Source, IReadOnlyList<string> Labels, string Folder)
{
    /// <summary>What is drawn.</summary>
    public SplitOptions Options { get; init; } = new();

    /// <summary>How cases belong together; null when each stands for itself.</summary>
    public GroupRule? Groups { get; init; }

    /// <summary>The column that names a case; null when none does.</summary>
    public string? IdColumn { get; init; }

    /// <summary>The validation manifest to copy beside each draw; null for none.</summary>
    public Manifest? Validation { get; init; }

    /// <summary>Whether cases may be both in the validation manifest and among those that are drawn from.</summary>
    public bool AllowOverlap { get; init; }

    /// <summary>Whether a blank label is a negative one; otherwise it is refused.</summary>
    public bool BlankIsNegative { get; init; }

    /// <summary>How files begin their names; null for the source's name without its ending.</summary>
    public string? Prefix { get; init; }

    /// <summary>The <c>manifest.json</c> of another source, or its folder, whose cases are taken; null to draw.</summary>
    public string? Replay { get; init; }
}
