namespace Assay.Notebook;

/// <summary>Makes keys unique within one book: the second of a kind gets " #2", in order.</summary>
internal sealed class LogKeys
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Begins with keys that are taken.</summary>
    /// <param name="taken">The keys; null for none.</param>
    public LogKeys(IEnumerable<string>? taken = null)
    {
        foreach (var key in taken ?? [])
            _seen.TryAdd(key, 1);
    }

    /// <summary>A key no earlier call returned.</summary>
    /// <param name="key">The key wished.</param>
    /// <returns>The key, with its number when it is not the first.</returns>
    public string Unique(string key)
    {
        for (var unique = key; ;)
        {
            if (_seen.TryAdd(unique, 1))
                return unique;
            unique = string.Create(CultureInfo.InvariantCulture, $"{key} #{++_seen[key]}");
        }
    }
}
