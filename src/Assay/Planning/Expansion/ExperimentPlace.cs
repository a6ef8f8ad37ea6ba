using Assay.Planning.Yaml;

namespace Assay.Planning.Expansion;

/// <summary>Who an experiment is, before anything is interpolated.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Seed">Its seed; <see langword="null"/> without seeds.</param>
/// <param name="Node">Where it stands in the file.</param>
/// <param name="Path">The keys that lead there.</param>
internal sealed record ExperimentPlace(string Id, long? Seed, YamlNode Node, KeyPath Path);
