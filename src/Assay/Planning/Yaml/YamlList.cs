namespace Assay.Planning.Yaml;

/// <summary>A sequence.</summary>
internal sealed class YamlList(int line, int column, IReadOnlyList<YamlNode> items)
    : YamlNode(line, column, 1 + items.Sum(item => item.Size))
{
    public IReadOnlyList<YamlNode> Items { get; } = items;

    public override string Word => "a list";

    public override bool HasTemplate { get; } = items.Any(item => item.HasTemplate);
}
