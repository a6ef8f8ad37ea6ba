namespace Assay.Tuning.Spaces;

/// <summary>A derived value that sorts parameters.</summary>
/// <param name="Dimensions">Places of the parameters.</param>
/// <param name="Descending">Whether the largest comes first.</param>
internal sealed record SortedValue(int[] Dimensions, bool Descending)
{
    /// <summary>Reads <c>sort_desc(a, b, …)</c> or <c>sort_asc(a, b, …)</c>.</summary>
    /// <returns>The value; null when the expression is something else.</returns>
    /// <exception cref="AssayException">A name in it is no parameter.</exception>
    public static SortedValue? Read(DerivedValue value, IReadOnlyList<Dimension> dimensions)
    {
        var text = value.Expression.Trim();
        var descending = text.StartsWith("sort_desc(", StringComparison.Ordinal);
        if ((!descending && !text.StartsWith("sort_asc(", StringComparison.Ordinal)) || !text.EndsWith(')'))
            return null;
        var names = text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        return new SortedValue([.. names.Select(name => dimensions.FirstOrDefault(dimension => dimension.Name == name)?.Index
            ?? throw new AssayException($"The derived value '{value.Name}' sorts '{name}', which is no parameter of the space; expected names of parameters, separated by commas."))], descending);
    }
}
