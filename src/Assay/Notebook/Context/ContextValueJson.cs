using System.Text.Json.Serialization;

namespace Assay.Notebook.Context;

/// <summary>JSON of single values.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class ContextValueJson : JsonSerializerContext;
