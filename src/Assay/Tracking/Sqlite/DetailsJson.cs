using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Tracking.Sqlite;

/// <summary>Reads the long part of a run's record from the JSON that <see cref="DetailsWriter"/> writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(MetricValueConverter)])]
[JsonSerializable(typeof(RunDetails))]
internal sealed partial class DetailsJson : JsonSerializerContext
{
    /// <summary>Details from JSON.</summary>
    /// <exception cref="StoreException">Another program wrote something else there.</exception>
    public static RunDetails Read(string document)
    {
        try
        {
            return JsonSerializer.Deserialize(document, Default.RunDetails) ?? new RunDetails();
        }
        catch (JsonException failure)
        {
            throw new StoreException($"The details of a run cannot be read ({failure.Message}): the store was changed by another program.", failure);
        }
    }
}
