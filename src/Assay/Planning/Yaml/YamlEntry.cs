namespace Assay.Planning.Yaml;

/// <summary>A key with its place, and its value.</summary>
internal sealed record YamlEntry(YamlScalar KeyNode, YamlNode Value)
{
    public string Key => KeyNode.Text;
}
