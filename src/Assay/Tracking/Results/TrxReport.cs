using System.Xml;

namespace Assay.Tracking.Results;

/// <summary>
/// TRX, the report of Visual Studio and <c>dotnet test</c>: the counters of its summary, else its results one by one. Skipped is what is
/// neither passed nor failed, since the counters of many adapters leave skipped tests out. Seconds are from start to finish.
/// </summary>
internal static class TrxReport
{
    internal static TestCounts Read(XmlReader xml, string name)
    {
        if (xml.LocalName != "TestRun")
            throw new ResultRefusedException($"{name}: the root element is <{xml.LocalName}>, expected <TestRun> of a TRX report.");
        int passed = 0, failed = 0, other = 0;
        double? seconds = null;
        TestCounts? counters = null;
        var outerResult = -1; // Depth of the results that count; the rows of a data-driven test are inside one of them.
        do
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "Times":
                    seconds = Between(xml.GetAttribute("start"), xml.GetAttribute("finish"));
                    break;
                case "Counters":
                    counters = Counters(xml);
                    break;
                case "UnitTestResult" when outerResult < 0 || xml.Depth == outerResult:
                    outerResult = xml.Depth;
                    switch (xml.GetAttribute("outcome"))
                    {
                        case "Passed" or "PassedButRunAborted" or "Warning": passed++; break;
                        case "Failed" or "Error" or "Timeout" or "Aborted": failed++; break;
                        default: other++; break;
                    }

                    break;
            }
        }
        while (xml.Read());

        if (counters is null && outerResult < 0)
            throw new ResultRefusedException($"{name}: holds neither counters nor results, expected those of a TRX report.");
        return (counters ?? new TestCounts("trx", passed, failed, other, null)) with { Seconds = seconds };
    }

    private static TestCounts Counters(XmlReader xml)
    {
        var passed = Sum(xml, "passed", "passedButRunAborted", "warning");
        var failed = Sum(xml, "failed", "error", "timeout", "aborted");
        return new TestCounts("trx", passed, failed, Math.Max(0, TestReport.Count(xml, "total") - passed - failed), null);
    }

    private static int Sum(XmlReader xml, params ReadOnlySpan<string> attributes)
    {
        long sum = 0;
        foreach (var attribute in attributes)
            sum += TestReport.Count(xml, attribute);
        return (int)Math.Min(sum, int.MaxValue);
    }

    private static double? Between(string? start, string? finish) =>
        DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from) &&
        DateTimeOffset.TryParse(finish, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var to) && to >= from
            ? (to - from).TotalSeconds
            : null;
}
