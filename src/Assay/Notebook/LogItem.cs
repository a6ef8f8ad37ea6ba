namespace Assay.Notebook;

/// <summary>An item of a phase.</summary>
/// <param name="Id">E.g. <c>1</c>, or a priority's id.</param>
/// <param name="Title">What it is.</param>
/// <param name="Status">Where it stands; null when nobody said.</param>
public sealed record LogItem(string Id, string? Title, string? Status = null);
