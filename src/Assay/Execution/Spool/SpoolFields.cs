using System.Text.Json;

namespace Assay.Execution.Spool;

/// <summary>The fields of one line, collected in whatever order they stand.</summary>
internal struct SpoolFields
{
    private const long TicksPerMicrosecond = 10;

    internal enum Name
    {
        Other,
        Version,
        Time,
        Event,
        Key,
        Value,
        Step,
        Why,
    }

    internal long Version { get; private set; }

    internal DateTimeOffset? Time { get; private set; }

    internal string? Event { get; private set; }

    internal string? Key { get; private set; }

    internal string? Why { get; private set; }

    internal long Step { get; private set; }

    internal bool HasValue { get; private set; }

    internal JsonTokenType ValueKind { get; private set; }

    internal int ValueStart { get; private set; }

    internal int ValueLength { get; private set; }

    internal double Number { get; private set; }

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    internal string? Problem { get; private set; }

    internal static Name NameOf(in Utf8JsonReader reader) => reader.ValueSpan switch
    {
        [(byte)'v'] => Name.Version,
        [(byte)'t'] => Name.Time,
        [(byte)'e'] => Name.Event,
        [(byte)'k'] => Name.Key,
        [(byte)'x'] => Name.Value,
        [(byte)'s'] => Name.Step,
        [(byte)'w', (byte)'h', (byte)'y'] => Name.Why,
        _ => Name.Other,
    };

    internal void Take(Name name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case Name.Version:
                Version = Whole(ref reader, "version \"v\"");
                break;
            case Name.Time:
                Time = Instant(ref reader);
                break;
            case Name.Event:
                Event = Short(ref reader, "event \"e\"");
                break;
            case Name.Key:
                Key = Short(ref reader, "key \"k\"");
                break;
            case Name.Step:
                Step = Whole(ref reader, "step \"s\"");
                break;
            case Name.Why:
                Why = Short(ref reader, "reason \"why\"");
                break;
            case Name.Value:
                TakeValue(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void TakeValue(ref Utf8JsonReader reader)
    {
        HasValue = true;
        ValueKind = reader.TokenType;
        ValueStart = (int)reader.TokenStartIndex;
        if (ValueKind == JsonTokenType.Number)
            Number = reader.GetDouble();
        reader.Skip();
        ValueLength = (int)reader.BytesConsumed - ValueStart;
    }

    private string? Short(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
            return reader.GetString();
        Problem ??= $"has a {what} that is no text";
        reader.Skip();
        return null;
    }

    private long Whole(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return 0;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var whole))
                return whole;
            // 12.0 is a whole number too, and beyond 2^53 a double is none.
            if (reader.TryGetDouble(out var number) && Math.Abs(number) <= 1L << 53 && number == Math.Floor(number))
                return (long)number;
        }

        Problem ??= $"has a {what} that is no whole number";
        reader.Skip();
        return 0;
    }

    private DateTimeOffset? Instant(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var microseconds = Whole(ref reader, "time \"t\"");
        var last = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TicksPerMicrosecond;
        if (microseconds >= 0 && microseconds <= last)
            return DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond);
        Problem ??= "has a time \"t\" that is no number of microseconds since 1970";
        return null;
    }
}
