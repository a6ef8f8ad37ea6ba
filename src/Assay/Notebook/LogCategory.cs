namespace Assay.Notebook;

/// <summary>A row of the tracker's overview.</summary>
/// <param name="Name">E.g. <c>LF</c>.</param>
/// <param name="Count">How many experiments it has.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Priorities">Its priorities as the row names them, e.g. <c>LF-P1 to LF-P11</c>; null when it does not.</param>
public sealed record LogCategory(string Name, int Count, string? Description, string? Priorities = null);
