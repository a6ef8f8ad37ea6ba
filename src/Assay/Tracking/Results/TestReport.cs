using System.Xml;

namespace Assay.Tracking.Results;

/// <summary>What JUnit and TRX reports share: safe XML, and counts that become metrics.</summary>
internal static class TestReport
{
    private static readonly string[] Names = ["passed", "failed", "skipped", "seconds"];

    internal static void Read(ResultSource source, byte[] content, Func<XmlReader, string, TestCounts> read, ReadingBuilder reading)
    {
        var counts = ReadCounts(source.Location, content, read);
        foreach (var metric in counts.ToMetrics())
        {
            var name = metric.Key["tests/".Length..];
            if (source.Map is null)
                reading.Add(metric.Key, metric.Value);
            else
                AddMapped(source.Map, name, metric, reading);
        }

        foreach (var (metric, place) in source.Map ?? new Dictionary<string, string>())
        {
            if (!Names.Contains(Bare(place)))
                reading.Problem($"{source.Location}: a test report has no '{place}' (wanted for metric '{metric}'); it has {MetricText.Names(Names)}.");
        }
    }

    /// <summary>An attribute as a number that is not negative; <see langword="null"/> when it is absent or something else.</summary>
    internal static double? Number(XmlReader xml, string attribute) =>
        xml.GetAttribute(attribute) is { } text &&
        double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number : null;

    /// <summary>An attribute as a count; 0 when it is absent or something else.</summary>
    internal static int Count(XmlReader xml, string attribute) => (int)Math.Min(Number(xml, attribute) ?? 0, int.MaxValue);

    private static TestCounts ReadCounts(string name, byte[] content, Func<XmlReader, string, TestCounts> read)
    {
        // A report needs no document type, and one that has it may ask for files or grow without bound.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = ResultReader.SizeLimit,
            IgnoreComments = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(content), settings);
            xml.MoveToContent();
            return read(xml, name);
        }
        catch (XmlException e)
        {
            throw new ResultRefusedException(string.Create(CultureInfo.InvariantCulture, $"{name}:{e.LineNumber}: not a readable XML report: {e.Message}"));
        }
    }

    private static void AddMapped(IReadOnlyDictionary<string, string> map, string name, ResultMetric metric, ReadingBuilder reading)
    {
        foreach (var (key, place) in map)
        {
            if (string.Equals(Bare(place), name, StringComparison.Ordinal))
                reading.Add(key, metric.Value);
        }
    }

    private static string Bare(string place) => place.StartsWith("tests/", StringComparison.Ordinal) ? place["tests/".Length..] : place;
}
