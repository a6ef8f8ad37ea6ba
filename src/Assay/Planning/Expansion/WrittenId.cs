using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>An experiment's id, and where it comes from.</summary>
internal sealed record WrittenId(string Id, YamlNode Node, KeyPath Path);
