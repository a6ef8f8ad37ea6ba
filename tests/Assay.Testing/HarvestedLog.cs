using Assay.Notebook;
using Assay.Notebook.Text;
using Xunit;

namespace Assay.Testing;

/// <summary>What holds of the numbers that a log's sentences say.</summary>
public static class HarvestedLog
{
    /// <summary>
    /// A log whose sentences' numbers became records is written as if they had not: each sentence carries its numbers, no list or column says
    /// them again. What is written gives the same records.
    /// </summary>
    public static void Verify(ILogFormat format, LogBook read)
    {
        var harvested = ValueHarvest.Harvest(read, new LogReport());
        var written = format.Write(harvested);
        Assert.Equal(format.Write(read), written);
        Assert.Null(BookText.Difference(harvested, ValueHarvest.Harvest(format.Read(LogDocument.Parse(read.Name, written), new LogReport()), new LogReport())));
    }
}
