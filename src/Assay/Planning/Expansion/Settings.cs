using Assay.Planning.Keys;
using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>The settings that an experiment ends up with: defaults, overridden by its priority, overridden by itself.</summary>
internal sealed class Settings
{
    private static readonly string[] MergedKeys = [PlanKeys.Params.Name, PlanKeys.Environment.Name, PlanKeys.Tags.Name];

    private readonly Settings? _below;
    private readonly Dictionary<string, Setting> _own = new(StringComparer.Ordinal);
    private readonly MergedSettings[] _merged;

    /// <summary>No settings at all.</summary>
    public Settings() => _merged = [.. MergedKeys.Select(_ => new MergedSettings(new(StringComparer.Ordinal)))];

    private Settings(Settings below, YamlMap map, KeyPath path)
    {
        _below = below;
        _merged = [.. below._merged];
        foreach (var entry in map.Entries)
        {
            var merged = Array.IndexOf(MergedKeys, entry.Key);
            if (merged < 0)
                _own[entry.Key] = new Setting(entry.Value, path.Key(entry.Key));
            else if (entry.Value is YamlMap values)
                _merged[merged] = _merged[merged].With(values, path.Key(entry.Key));
        }
    }

    public Setting? this[PlanKey key]
    {
        get
        {
            for (var layer = this; layer is not null; layer = layer._below)
            {
                if (layer._own.TryGetValue(key.Name, out var setting))
                    return setting;
            }

            return null;
        }
    }

    /// <summary>Params, env or tags of all layers.</summary>
    public MergedSettings Merged(PlanKey key) => _merged[Array.IndexOf(MergedKeys, key.Name)];

    /// <summary>These settings, overridden by what a map says.</summary>
    public Settings With(YamlNode? node, KeyPath path) => node is YamlMap map ? new Settings(this, map, path) : this;
}
