using System.Text.Json;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Execution.Spool;

/// <summary>Reads single lines of a spool; the format is docs/formats/spool.md. A bad line is a <see cref="SpoolEvent.Problem"/>, never an exception.</summary>
internal static class SpoolParser
{
    private const int KeptLength = 16 * 1024;

    /// <summary>Reads one line.</summary>
    /// <param name="line">UTF-8, without the line end; not blank.</param>
    /// <param name="now">The time of values that state none.</param>
    internal static SpoolEvent Parse(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        try
        {
            return ParseStrict(line, now);
        }
        catch (JsonException)
        {
            return ParseTolerantly(line, now);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            // A string that is no valid UTF-8 or UTF-16.
            return Bad(line, "holds text that is not valid: " + e.Message);
        }
    }

    // Python writes bare NaN and Infinity, which are no JSON but mean one thing only.
    private static SpoolEvent ParseTolerantly(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        try
        {
            using var document = TolerantJson.Parse(line.ToArray(), "line");
            return ParseStrict(Encoding.UTF8.GetBytes(document.RootElement.GetRawText()), now);
        }
        catch (Exception e) when (e is ResultRefusedException or JsonException or InvalidOperationException or FormatException)
        {
            return Bad(line, "is not a JSON object");
        }
    }

    private static SpoolEvent ParseStrict(ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return Bad(line, "is not a JSON object");
        var fields = default(SpoolFields);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = SpoolFields.NameOf(reader);
            reader.Read();
            fields.Take(name, ref reader);
        }

        // Nothing but blanks may follow; the reader throws when something does.
        reader.Read();
        return fields.Problem is { } problem ? Bad(line, problem) : Interpret(fields, line, now);
    }

    private static SpoolEvent Interpret(in SpoolFields fields, ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        if (fields.Version > 1)
            return Bad(line, $"has version {fields.Version.ToString(CultureInfo.InvariantCulture)}, which only a newer program can read");
        if (fields.Event is null)
            return Bad(line, "has no event \"e\"");
        if (fields.Event is not "note" && fields.Key is not { Length: > 0 })
            return fields.Event is "metric" or "param" or "series" or "tag" or "artifact" or "dataset" ? Bad(line, $"has no key \"k\", which a {fields.Event} needs") : Unknown(fields.Event, line);
        var value = line.Slice(fields.ValueStart, fields.ValueLength);
        return fields.Event switch
        {
            "metric" => Metric(fields, value, line, now),
            "param" => fields.HasValue ? new SpoolEvent.Parameter(fields.Key!, Encoding.UTF8.GetString(value)) : Bad(line, "has no value \"x\""),
            "series" => Series(fields.Key!, fields, value, line),
            "tag" => new SpoolEvent.Tag(fields.Key!, !fields.HasValue || fields.ValueKind == JsonTokenType.Null ? null : Text(fields, value)),
            "artifact" => Artifact(fields, value),
            "dataset" => Dataset(fields, value),
            "note" => Remark(fields, value, line),
            _ => Unknown(fields.Event, line),
        };
    }

    private static SpoolEvent Metric(in SpoolFields fields, ReadOnlySpan<byte> value, ReadOnlySpan<byte> line, DateTimeOffset now)
    {
        MetricValue? number = fields.ValueKind switch
        {
            JsonTokenType.Number => fields.Number,
            JsonTokenType.Null => MetricValue.Undefined(string.IsNullOrWhiteSpace(fields.Why) ? "no reason was given" : fields.Why),
            JsonTokenType.String when value.SequenceEqual("\"NaN\""u8) => double.NaN,
            JsonTokenType.String when value.SequenceEqual("\"Infinity\""u8) => double.PositiveInfinity,
            JsonTokenType.String when value.SequenceEqual("\"-Infinity\""u8) => double.NegativeInfinity,
            _ => null,
        };
        return number is { } known
            ? new SpoolEvent.Metric(fields.Key!, new MetricPoint(fields.Step, fields.Time ?? now, known))
            : Bad(line, "has a value \"x\" that is no number, \"NaN\", \"Infinity\", \"-Infinity\" or null with \"why\"");
    }

    private static SpoolEvent Series(string key, in SpoolFields fields, ReadOnlySpan<byte> value, ReadOnlySpan<byte> line)
    {
        if (fields.ValueKind != JsonTokenType.StartObject)
            return Bad(line, "has a value \"x\" that is no object of definition, dataset, split, label_schema, context, direction");
        using var document = JsonDocument.Parse(value.ToArray());
        var root = document.RootElement;
        var direction = Member(root, "direction");
        if (direction is not (null or "maximize" or "minimize"))
            return Bad(line, "has a direction that is neither \"maximize\" nor \"minimize\"");
        return new SpoolEvent.Series(key, new MetricIdentity(key)
        {
            Definition = Member(root, "definition"),
            Dataset = Member(root, "dataset"),
            Split = Member(root, "split"),
            LabelSchema = Member(root, "label_schema"),
            Context = root.TryGetProperty("context", out var context) && context.ValueKind == JsonValueKind.Object ? CanonicalJson.Of(context) : null,
            Direction = direction is null ? null : direction == "maximize" ? Direction.Maximize : Direction.Minimize,
        });
    }

    private static SpoolEvent.Artifact Artifact(in SpoolFields fields, ReadOnlySpan<byte> value)
    {
        if (fields.ValueKind != JsonTokenType.StartObject)
            return new(fields.Key!, null, null);
        using var document = JsonDocument.Parse(value.ToArray());
        return new(fields.Key!, Whole(document.RootElement, "size"), Member(document.RootElement, "digest"));
    }

    private static SpoolEvent.Dataset Dataset(in SpoolFields fields, ReadOnlySpan<byte> value)
    {
        if (fields.ValueKind != JsonTokenType.StartObject)
            return new(fields.Key!, fields.ValueKind == JsonTokenType.String ? Text(fields, value) : null, null, null, null);
        using var document = JsonDocument.Parse(value.ToArray());
        var root = document.RootElement;
        return new(fields.Key!, Member(root, "digest"), Member(root, "role"), Whole(root, "rows"), Member(root, "source"));
    }

    private static SpoolEvent Remark(in SpoolFields fields, ReadOnlySpan<byte> value, ReadOnlySpan<byte> line)
    {
        var text = fields.ValueKind == JsonTokenType.String ? Text(fields, value) : null;
        if (string.IsNullOrWhiteSpace(text))
            return Bad(line, "has no text \"x\"");
        var kind = fields.Key?.Replace("-", "", StringComparison.Ordinal);
        return new SpoolEvent.Remark(Enum.TryParse<NoteKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : NoteKind.Note, text);
    }

    private static SpoolEvent.Problem Unknown(string name, ReadOnlySpan<byte> line) => new($"is an event '{name}' that is not known: {Kept(line)}");

    private static SpoolEvent.Problem Bad(ReadOnlySpan<byte> line, string what) => new($"{what}: {Kept(line)}");

    private static string Kept(ReadOnlySpan<byte> line) =>
        line.Length <= KeptLength ? Encoding.UTF8.GetString(line) : Encoding.UTF8.GetString(line[..KeptLength]) + "…";

    private static string Text(in SpoolFields fields, ReadOnlySpan<byte> value)
    {
        if (fields.ValueKind != JsonTokenType.String)
            return Encoding.UTF8.GetString(value);
        var reader = new Utf8JsonReader(value);
        reader.Read();
        return reader.GetString()!;
    }

    private static string? Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member.ValueKind == JsonValueKind.String ? member.GetString() : member.GetRawText() : null;

    private static long? Whole(JsonElement root, string name) =>
        root.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out var number) ? number : null;
}
