using System.Text.Json;

namespace Assay.Foundation.Formats;

/// <summary>The JSON before the numbers of a safetensors file: names, types, shapes and places.</summary>
/// <param name="Entries">The tensors in the order of their places.</param>
/// <param name="Metadata">Texts by name.</param>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    private const string MetadataKey = "__metadata__";
    private const int MaximumRank = 32;

    private static readonly Dictionary<string, StoredType> Types = new(StringComparer.Ordinal)
    {
        ["F16"] = StoredType.Float16,
        ["BF16"] = StoredType.BFloat16,
        ["F32"] = StoredType.Float32,
        ["F64"] = StoredType.Float64,
        ["I32"] = StoredType.Int32,
        ["I64"] = StoredType.Int64,
        ["U8"] = StoredType.UInt8,
        ["BOOL"] = StoredType.Bool,
    };

    public static SafetensorsHeader Parse(BoundedSource source, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw source.Wrong("its header is no JSON object", "one with a member for each tensor");
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
            List<Entry> entries = [];
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.NameEquals(MetadataKey))
                    ReadMetadata(source, member.Value, metadata);
                else
                    entries.Add(ReadEntry(source, member));
            }

            return new SafetensorsHeader([.. entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.End)], metadata);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            // An InvalidOperationException is a text that is no UTF-16, such as half of a surrogate pair.
            throw source.Wrong("its header is not valid JSON", "a JSON object of at most four levels with no name twice", exception);
        }
    }

    /// <summary>The header of a file that is written, padded to a multiple of eight bytes.</summary>
    public static byte[] Bytes(IEnumerable<(string Name, NumberArray Array)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach (var (name, text) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                    json.WriteString(name, text);
                json.WriteEndObject();
            }

            var place = 0L;
            foreach (var (name, array) in tensors)
            {
                if (name == MetadataKey)
                    throw new ArgumentException($"A tensor cannot be named '{MetadataKey}', where the format keeps its texts.", nameof(tensors));
                json.WriteStartObject(name);
                json.WriteString("dtype", Types.First(pair => NameOf(array.Type) == pair.Key).Key);
                json.WriteStartArray("shape");
                foreach (var size in array.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(place);
                place += (long)array.Count * StoredType.SizeOf(array.Type);
                json.WriteNumberValue(place);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        while (bytes.Length % 8 != 0)
            bytes.WriteByte((byte)' ');
        return bytes.ToArray();
    }

    private static string NameOf(ElementType type) => type switch
    {
        ElementType.F32 => "F32",
        ElementType.F64 => "F64",
        ElementType.I32 => "I32",
        ElementType.I64 => "I64",
        ElementType.U8 => "U8",
        _ => "BOOL",
    };

    private static void ReadMetadata(BoundedSource source, JsonElement element, Dictionary<string, string> metadata)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw source.Wrong($"'{MetadataKey}' is no object", "texts by name");
        foreach (var member in element.EnumerateObject())
        {
            metadata[member.Name] = member.Value.ValueKind == JsonValueKind.String
                ? member.Value.GetString()!
                : throw source.Wrong($"'{MetadataKey}' has a value for '{member.Name}' that is no text", "texts only");
        }
    }

    private static Entry ReadEntry(BoundedSource source, JsonProperty member)
    {
        var name = member.Name;
        var what = $"tensor '{name}'";
        if (member.Value.ValueKind != JsonValueKind.Object ||
            !member.Value.TryGetProperty("dtype", out var dtype) || dtype.ValueKind != JsonValueKind.String ||
            !member.Value.TryGetProperty("shape", out var shape) || Numbers(shape, MaximumRank) is not { } sizes ||
            !member.Value.TryGetProperty("data_offsets", out var offsets) || Numbers(offsets, 2) is not [var start, var end])
            throw source.Wrong($"{what} is not described", "dtype, shape (up to 32 whole numbers) and data_offsets (two)");
        if (!Types.TryGetValue(dtype.GetString()!, out var type))
            throw source.Wrong($"{what} has the type '{dtype.GetString()}'", $"one of {string.Join(", ", Types.Keys)}");
        var count = source.Count(sizes, type.Size, what);
        if (end - start != (long)count * type.Size)
            throw source.Wrong($"{what} of shape {ShapeText.Of(sizes)} lies at {start} to {end}", $"{(long)count * type.Size} bytes");
        return new Entry(name, type, count, Array.ConvertAll(sizes, size => (int)size), start, end);
    }

    private static long[]? Numbers(JsonElement element, int most)
    {
        if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() > most)
            return null;
        var numbers = new long[element.GetArrayLength()];
        var index = 0;
        foreach (var item in element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out numbers[index]) || numbers[index++] < 0)
                return null;
        }

        return numbers;
    }

    /// <summary>One tensor and where its bytes lie, counted from the end of the header.</summary>
    internal sealed record Entry(string Name, StoredType Type, int Count, int[] Shape, long Start, long End);
}
