using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>A map that layers add to name by name: <c>params</c>, <c>env</c> or <c>tags</c>.</summary>
internal sealed class MergedSettings(OrderedDictionary<string, Setting> entries)
{
    private readonly Lazy<IReadOnlyDictionary<string, string>?> _constant = new(() => Constant(entries));

    /// <summary>The names with their values, in the order of first mention.</summary>
    public OrderedDictionary<string, Setting> Entries { get; } = entries;

    /// <summary>The texts when none is interpolated, made once for all experiments; else <see langword="null"/>.</summary>
    public IReadOnlyDictionary<string, string>? ConstantTexts => _constant.Value;

    /// <summary>This map, overridden by what another says.</summary>
    public MergedSettings With(YamlMap map, KeyPath path)
    {
        var result = new OrderedDictionary<string, Setting>(Entries, StringComparer.Ordinal);
        foreach (var entry in map.Entries)
            result[entry.Key] = new Setting(entry.Value, path.Key(entry.Key));
        return new MergedSettings(result);
    }

    private static OrderedDictionary<string, string>? Constant(OrderedDictionary<string, Setting> entries)
    {
        if (entries.Values.Any(setting => setting.Node.HasTemplate))
            return null;
        var texts = new OrderedDictionary<string, string>(entries.Count, StringComparer.Ordinal);
        foreach (var (name, setting) in entries)
            texts.Add(name, (setting.Node as YamlScalar)?.Text ?? "");
        return texts;
    }
}
