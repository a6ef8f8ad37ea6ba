using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class MissingFieldTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new MissingField();

    protected override IEnumerable<Subject> Bad => [new LogSubject(Place.OfFile("log.md"), "actions") { Entries = [new LogEntry("a", 10) { MissingFields = ["Inputs"] }, new LogEntry("b", 20) { MissingFields = ["Inputs", "Config"] }] }];

    protected override IEnumerable<Subject> Good => [new LogSubject(Place.OfFile("log.md"), "actions") { Entries = [new LogEntry("a", 10)] }];

    [Fact]
    public void Fields_are_counted()
    {
        Assert.Equal("of 2 entries 2 leave out 'Inputs', 1 leave out 'Config'; the first is at line 10", Only(Bad.First()).Message);
    }

    [Fact]
    public void Four_of_sixteen_entries_of_the_action_log_name_their_inputs()
    {
        Assert.Equal(12, Assert.Single(Logged.Subjects(Logged.Seed("000")).SelectMany(Look)).Numbers["Inputs"]);
    }
}
