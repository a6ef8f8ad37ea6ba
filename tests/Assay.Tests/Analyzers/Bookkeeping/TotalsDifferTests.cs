using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class TotalsDifferTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new TotalsDiffer();

    protected override IEnumerable<Subject> Bad => [new LogSubject(Place.OfFile("tracker.md"), "tracker") { Totals = [new LogTotal("the total of the overview", 183, 182, 14)] }];

    protected override IEnumerable<Subject> Good => [new LogSubject(Place.OfFile("tracker.md"), "tracker") { Totals = [new LogTotal("the total of the overview", 183, 183, 14)] }];

    [Fact]
    public void The_totals_of_the_tracker_add_up()
    {
        var log = Logged.Subjects(Logged.Seed("003")).OfType<LogSubject>().Single();
        Assert.Equal([183, 92, 70, 21, 37], log.Totals.Select(total => total.Stated));
        Assert.Empty(Look(log));
    }

    [Fact]
    public void A_changed_tracker_does_not()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("tracker.md", File.ReadAllText(Logged.Seed("003")).Replace("| LF (LF-P1 to LF-P11) | 70 |", "| LF (LF-P1 to LF-P11) | 71 |", StringComparison.Ordinal));
        var found = Logged.Subjects(file).SelectMany(Look).Select(observation => observation.Message).ToList();
        Assert.Equal(["the total of the overview is stated as 183, and the rows of the log add up to 184 (-1)", "the count of 'LF' is stated as 71, and the rows of the log add up to 70 (+1)"], found);
    }
}
