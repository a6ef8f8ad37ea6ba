namespace Assay.Planning.Yaml;

/// <summary>What a scalar is by YAML 1.2's core rules.</summary>
internal enum ScalarKind
{
    Null,
    Boolean,
    Number,
    Text,
}
