using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>What of a book is neither run nor note nor workstream, as the JSON document the store keeps.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(LogDateConverter)])]
[JsonSerializable(typeof(BookHead))]
internal sealed partial class BookDocument : JsonSerializerContext
{
    /// <summary>The document of a book; lines of files are left out, so that equal books give equal documents.</summary>
    /// <param name="book">The book.</param>
    /// <returns>JSON.</returns>
    public static string Write(LogBook book) => BookWriter.Write(book);

    /// <summary>A book with what a document says.</summary>
    /// <param name="name">The book's name.</param>
    /// <param name="document">What <see cref="Write"/> made.</param>
    /// <returns>A book without entries and notes, its workstreams but their ids.</returns>
    /// <exception cref="StoreException">Another program wrote something else there.</exception>
    public static LogBook Read(string name, string document)
    {
        try
        {
            var head = JsonSerializer.Deserialize(document, Default.BookHead) ?? new BookHead();
            return new LogBook(name)
            {
                Title = head.Title,
                Description = head.Description,
                Updated = head.Updated,
                Status = head.Status,
                TopMetric = head.TopMetric,
                TopCount = head.TopCount,
                Phases = head.Phases,
                Workstreams = [.. head.Workstreams.Select(id => new LogWorkstream(id))],
                Categories = head.Categories,
                Priorities = head.Priorities,
                Commands = head.Commands,
                Locations = head.Locations,
            };
        }
        catch (JsonException failure)
        {
            throw new StoreException($"What the store keeps of the log '{name}' cannot be read ({failure.Message}): the store was changed by another program.", failure);
        }
    }
}
