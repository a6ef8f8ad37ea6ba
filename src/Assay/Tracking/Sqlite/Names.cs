namespace Assay.Tracking.Sqlite;

/// <summary>The stored names of enumerations: lower case, words joined by "-".</summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal static class Names<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Texts = [.. Values.Select(v => Hyphenate(v.ToString()))];

    /// <summary>A value's name.</summary>
    public static string Of(T value) => Texts[Array.IndexOf(Values, value)];

    /// <summary>A name's value.</summary>
    /// <exception cref="StoreException">The store holds a name that this program does not know.</exception>
    public static T Parse(string text)
    {
        var index = Array.IndexOf(Texts, text);
        return index >= 0 ? Values[index] : throw new StoreException($"The store holds '{text}', which is no {typeof(T).Name}: it was changed by another program.");
    }

    private static string Hyphenate(string name) => string.Concat(name.Select((c, i) => (i > 0 && char.IsUpper(c) ? "-" : "") + char.ToLowerInvariant(c)));
}
