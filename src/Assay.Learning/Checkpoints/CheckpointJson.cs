using System.Text.Json.Serialization;

namespace Assay.Learning.Checkpoints;

/// <summary>The JSON of checkpoints: names in camel case, numbers exact to the last bit.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, AllowDuplicateProperties = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CheckpointRecord))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
