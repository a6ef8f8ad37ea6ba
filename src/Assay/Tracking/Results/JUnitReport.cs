using System.Xml;

namespace Assay.Tracking.Results;

/// <summary>
/// JUnit XML: the test cases are counted; a report without cases is believed on its outermost totals. Seconds are the outermost
/// <c>time</c> that is stated, else the sum over the cases.
/// </summary>
internal static class JUnitReport
{
    private enum Outcome
    {
        Passed,
        Failed,
        Skipped,
    }

    internal static TestCounts Read(XmlReader xml, string name)
    {
        if (xml.LocalName is not ("testsuites" or "testsuite"))
            throw new ResultRefusedException($"{name}: the root element is <{xml.LocalName}>, expected <testsuites> or <testsuite> of a JUnit report.");
        int passed = 0, failed = 0, skipped = 0;
        double caseSeconds = 0;
        double? suiteSeconds = null;
        TestCounts? stated = null;
        int timedAt = int.MaxValue, statedAt = int.MaxValue; // Depths: inner suites are part of the outer ones.
        do
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName is "testsuites" or "testsuite")
            {
                if (TestReport.Number(xml, "time") is { } time && xml.Depth <= timedAt)
                {
                    timedAt = xml.Depth;
                    suiteSeconds = (suiteSeconds ?? 0) + time;
                }

                if (xml.GetAttribute("tests") is not null && xml.Depth <= statedAt)
                {
                    statedAt = xml.Depth;
                    stated = TestCounts.Sum("junit", stated is null ? [Stated(xml)] : [stated, Stated(xml)]);
                }
            }
            else if (xml.LocalName == "testcase")
            {
                caseSeconds += TestReport.Number(xml, "time") ?? 0;
                switch (Case(xml))
                {
                    case Outcome.Failed: failed++; break;
                    case Outcome.Skipped: skipped++; break;
                    default: passed++; break;
                }
            }
        }
        while (xml.Read());

        if (passed + failed + skipped == 0 && stated is not null)
            return stated with { Seconds = suiteSeconds };
        return new TestCounts("junit", passed, failed, skipped, suiteSeconds ?? caseSeconds);
    }

    private static TestCounts Stated(XmlReader xml)
    {
        var failed = TestReport.Count(xml, "failures") + TestReport.Count(xml, "errors");
        var skipped = TestReport.Count(xml, "skipped") + TestReport.Count(xml, "disabled");
        return new TestCounts("junit", Math.Max(0, TestReport.Count(xml, "tests") - failed - skipped), failed, skipped, null);
    }

    // Leaves the reader on the end of the case, or on the case itself when it is empty.
    private static Outcome Case(XmlReader xml)
    {
        var outcome = xml.GetAttribute("status") is "notrun" or "disabled" ? Outcome.Skipped : Outcome.Passed;
        if (xml.IsEmptyElement)
            return outcome;
        var depth = xml.Depth;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1)
                continue;
            if (xml.LocalName is "failure" or "error")
                outcome = Outcome.Failed;
            else if (xml.LocalName == "skipped" && outcome == Outcome.Passed)
                outcome = Outcome.Skipped;
        }

        return outcome;
    }
}
