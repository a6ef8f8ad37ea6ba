namespace Assay.Tuning.Spaces;

/// <summary>
/// A value that follows from the parameters. One that only sorts parameters (<c>sort_desc(w1, w2, w3)</c>) makes them interchangeable: configurations
/// that differ by their order are the same.
/// </summary>
/// <param name="Name">Its name; commands may use it like a parameter.</param>
/// <param name="Expression">What it is, over the parameters and derived values before it.</param>
public sealed record DerivedValue(string Name, string Expression);
