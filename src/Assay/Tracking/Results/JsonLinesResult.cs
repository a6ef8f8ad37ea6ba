using System.Text.Json;

namespace Assay.Tracking.Results;

/// <summary>One JSON object a line, each a step. A last line without its line end may be half written and is passed over.</summary>
internal static class JsonLinesResult
{
    internal static void Read(ResultSource source, ReadOnlyMemory<byte> content, ReadingBuilder reading)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        string? torn = null;
        long row = 0;
        var rest = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Span.Trim(" \t\r\0"u8).IsEmpty)
                continue;
            var place = string.Create(CultureInfo.InvariantCulture, $"{source.Location}:{number}");
            try
            {
                using var document = TolerantJson.Parse(line, place);
                ReadLine(source, document.RootElement, place, row++, found, reading);
            }
            catch (Exception e) when (e is ResultRefusedException or InvalidOperationException && reading.PointsOfSource < ReadingBuilder.PointLimit)
            {
                if (end < 0)
                    torn = e.Message;
                else
                    reading.Problem($"{place}: not a readable JSON object, the line is passed over.");
            }
        }

        if (reading.PointsOfSource == 0)
            reading.Problem(torn ?? $"{source.Location}: holds no line with {(source.Map is null ? "a number" : "a mapped key")}.");
        else if (source.Map is not null)
            ReportUnseen(source, found, reading);
    }

    private static void ReadLine(ResultSource source, JsonElement line, string place, long row, HashSet<string> found, ReadingBuilder reading)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            reading.Problem($"{place}: is {JsonPlace.Describe(line)}, expected an object; the line is passed over.");
            return;
        }

        var step = row;
        if (source.StepKey is { } stepKey)
        {
            if (JsonPlace.Find(line, stepKey) is not { } element || JsonPlace.Whole(element) is not { } whole)
            {
                reading.Problem($"{place}: no whole number at the step key '{stepKey}'; the line is passed over.");
                return;
            }

            step = whole;
        }

        if (source.Map is null)
        {
            foreach (var (key, element) in JsonPlace.Leaves(line, place))
            {
                if (!string.Equals(key, source.StepKey, StringComparison.Ordinal) && JsonPlace.Number(element) is { } value)
                    reading.Add(key, value, step);
            }

            return;
        }

        // A line need not hold every key: many programs write training and validation lines in turn.
        foreach (var (metric, key) in source.Map)
        {
            if (JsonPlace.Find(line, key) is not { } element)
                continue;
            found.Add(metric);
            if (element.ValueKind == JsonValueKind.Null)
                reading.Add(metric, MetricValue.Undefined($"null in {place}"), step);
            else if (JsonPlace.Number(element) is { } value)
                reading.Add(metric, value, step);
            else
                reading.Problem($"{place}: key '{key}' (wanted for metric '{metric}') is {JsonPlace.Describe(element)}, expected a number.");
        }
    }

    private static void ReportUnseen(ResultSource source, HashSet<string> found, ReadingBuilder reading)
    {
        foreach (var (metric, key) in source.Map!)
        {
            if (!found.Contains(metric))
                reading.Problem($"{source.Location}: no line has the key '{key}' (wanted for metric '{metric}').");
        }
    }
}
