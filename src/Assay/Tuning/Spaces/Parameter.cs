namespace Assay.Tuning.Spaces;

/// <summary>A parameter that is searched.</summary>
/// <param name="Name">Its name, as trials carry it.</param>
/// <param name="Distribution">The values it may take.</param>
public sealed record Parameter(string Name, Distribution Distribution)
{
    /// <summary>When it is in play, an expression over parameters declared before it, e.g. <c>depth &gt;= 2</c> or <c>algo == "svm"</c>; null for always.</summary>
    public string? When { get; init; }
}
