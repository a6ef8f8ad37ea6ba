namespace Assay.Tuning.Spaces;

/// <summary>A parameter that is searched.</summary>
/// <param name="Name">Its name, as trials carry it.</param>
/// <param name="Distribution">The values it may take.</param>
public sealed record Parameter(string Name, Distribution Distribution);
