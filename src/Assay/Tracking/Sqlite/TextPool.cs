namespace Assay.Tracking.Sqlite;

/// <summary>Holds recurring short texts once. Not safe for concurrent use.</summary>
internal sealed class TextPool
{
    // Enough for the keys and names of one page; cleared when full, so that a store full of different keys costs no memory.
    private const int MostTexts = 4096;
    private const int MostCharacters = 128;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);

    /// <summary>The text of some UTF-8 bytes, the same instance when it was asked for before.</summary>
    /// <param name="bytes">UTF-8.</param>
    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostCharacters)
            return Encoding.UTF8.GetString(bytes);
        Span<char> characters = stackalloc char[MostCharacters];
        characters = characters[..Encoding.UTF8.GetChars(bytes, characters)];
        var lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(characters, out var known))
            return known;
        if (_texts.Count == MostTexts)
            _texts.Clear();
        var text = characters.ToString();
        _texts.Add(text);
        return text;
    }
}
