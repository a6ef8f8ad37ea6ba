using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>A value in the file, and the keys that lead to it.</summary>
internal sealed class Setting(YamlNode node, KeyPath path)
{
    private object? _constant;

    public YamlNode Node { get; } = node;

    public KeyPath Path { get; } = path;

    /// <summary>What <paramref name="make"/> gives, made once when nothing is interpolated: thousands of experiments then share it.</summary>
    public T Once<T>(Func<T> make)
        where T : class =>
        Node.HasTemplate ? make() : (T)(_constant ??= make());
}
