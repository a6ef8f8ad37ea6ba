namespace Assay.Foundation.Formats;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">Arrays by name.</param>
/// <param name="Metadata">Texts by name; empty when the file has none.</param>
public sealed record SafetensorsFile(IReadOnlyDictionary<string, NumberArray> Tensors, IReadOnlyDictionary<string, string> Metadata);
