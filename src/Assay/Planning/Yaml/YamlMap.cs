namespace Assay.Planning.Yaml;

/// <summary>A mapping in file order, merge keys (<c>&lt;&lt;</c>) written out; no key twice.</summary>
internal sealed class YamlMap : YamlNode
{
    private readonly Dictionary<string, YamlEntry> _byKey;

    public YamlMap(int line, int column, IReadOnlyList<YamlEntry> entries)
        : base(line, column, 1 + entries.Sum(entry => 1 + entry.Value.Size))
    {
        Entries = entries;
        HasTemplate = entries.Any(entry => entry.Value.HasTemplate);
        _byKey = entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
    }

    public IReadOnlyList<YamlEntry> Entries { get; }

    public override string Word => "a map";

    public override bool HasTemplate { get; }

    public YamlNode? this[string key] => _byKey.GetValueOrDefault(key)?.Value;

    public YamlEntry? Entry(string key) => _byKey.GetValueOrDefault(key);
}
