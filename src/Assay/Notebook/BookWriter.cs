using System.Buffers;
using System.Text.Json;

namespace Assay.Notebook;

/// <summary>
/// Writes the document of a book, as the serializer would write a <see cref="BookHead"/>: parts that are null are left out, and so are
/// notes and lines. By hand, because the serializer's first use costs an import more than all else it does at its end.
/// </summary>
internal sealed class BookWriter
{
    private readonly Utf8JsonWriter _json;

    private BookWriter(Utf8JsonWriter json) => _json = json;

    /// <summary>The document of a book.</summary>
    /// <param name="book">The book.</param>
    /// <returns>JSON.</returns>
    public static string Write(LogBook book)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        new BookWriter(json).WriteHead(book);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteHead(LogBook book)
    {
        _json.WriteStartObject();
        Text("title", book.Title);
        Text("description", book.Description);
        Text("updated", book.Updated?.ToString());
        Text("status", book.Status);
        Text("top_metric", book.TopMetric);
        _json.WriteNumber("top_count", book.TopCount);
        List("phases", book.Phases, Write);
        List("workstreams", book.Workstreams, stream => _json.WriteStringValue(stream.Id));
        List("categories", book.Categories, Write);
        List("priorities", book.Priorities, Write);
        List("commands", book.Commands, Write);
        List("locations", book.Locations, Write);
        _json.WriteEndObject();
    }

    private void Write(LogPhase phase)
    {
        _json.WriteStartObject();
        Text("id", phase.Id);
        Text("title", phase.Title);
        Text("goal", phase.Goal);
        Text("status", phase.Status);
        List("items", phase.Items, Write);
        List<LogNote>("notes", [], _ => { });
        _json.WriteNumber("line", 0);
        _json.WriteEndObject();
    }

    private void Write(LogItem item)
    {
        _json.WriteStartObject();
        Text("id", item.Id);
        Text("title", item.Title);
        Text("status", item.Status);
        _json.WriteEndObject();
    }

    private void Write(LogCategory category)
    {
        _json.WriteStartObject();
        Text("name", category.Name);
        _json.WriteNumber("count", category.Count);
        Text("description", category.Description);
        Text("priorities", category.Priorities);
        _json.WriteEndObject();
    }

    private void Write(LogPriority priority)
    {
        _json.WriteStartObject();
        Text("id", priority.Id);
        Text("title", priority.Title);
        Text("category", priority.Category);
        List("experiments", priority.Experiments, experiment => _json.WriteStringValue(experiment));
        Text("status", priority.Status.ToString());
        Text("best", priority.Best);
        Text("best_metric", priority.BestMetric);
        Text("command", priority.Command);
        Text("remark", priority.Remark);
        _json.WriteNumber("line", 0);
        _json.WriteEndObject();
    }

    private void Write(KeyValuePair<string, string> pair)
    {
        _json.WriteStartObject();
        Text("key", pair.Key);
        Text("value", pair.Value);
        _json.WriteEndObject();
    }

    private void Text(string name, string? text)
    {
        if (text is not null)
            _json.WriteString(name, text);
    }

    private void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        _json.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        _json.WriteEndArray();
    }
}
