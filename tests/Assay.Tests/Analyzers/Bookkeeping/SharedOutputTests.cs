using Assay.Analyzers;
using Assay.Analyzers.Bookkeeping;
using Assay.Analyzers.Subjects;
using Assay.Testing;
using Assay.Tracking;

namespace Assay.Tests.Analyzers.Bookkeeping;

public sealed class SharedOutputTests : AnalyzerConformance
{
    protected override IAnalyzer Analyzer { get; } = new SharedOutput();

    protected override IEnumerable<Subject> Bad =>
    [
        SomeRuns.Books(Writes("FE-06", "outputs/a100_dembed_32"), Writes("LF-51", "outputs/a100_dembed_32/")),
        new LogSubject(Place.OfFile("tracker.md"), "tracker") { Entries = [new LogEntry("a", 3) { Experiment = "FE-11", Outputs = ["outputs/a100"] }, new LogEntry("b", 4) { Experiment = "FE-26", Outputs = ["outputs/a100"] }] },
    ];

    protected override IEnumerable<Subject> Good =>
    [
        SomeRuns.Books(Writes("FE-06", "outputs/FE-06"), Writes("LF-51", "outputs/LF-51")),
        // A repetition of one experiment may take its place.
        SomeRuns.Books(Writes("FE-06", "outputs/FE-06"), Writes("FE-06", "outputs/FE-06")),
        // An analysis names what it read.
        new LogSubject(Place.OfFile("log.md"), "actions") { Entries = [new LogEntry("search", 3) { Outputs = ["outputs/study"] }, new LogEntry("summary", 9) { Outputs = ["outputs/study"] }] },
    ];

    [Fact]
    public void Where_the_tracker_has_one_result_the_folder_holds_that_of_another_experiment()
    {
        // The path is made of tier and d_embed alone: of two experiments of one folder the second is left.
        var folder = LoggedData.Find("financial/feature_embedding");
        var told = Logged.Subjects(Logged.Seed("003")).OfType<LogSubject>().Single().Entries.Single(entry => entry.Name == "LF-51" || entry.Experiment == "LF-51");
        var left = Logged.Subjects(Path.Combine(folder, "a100_dembed_32", "results.json")).OfType<RunSubject>().Single();
        var books = SomeRuns.Books(Writes(told.Experiment ?? told.Name!, "outputs/feature_embedding/a100_dembed_32"), Writes(left.Tags["name"], "outputs/feature_embedding/a100_dembed_32"));
        Assert.Contains("(AE-14, LF-51)", Only(books).Message, StringComparison.Ordinal);
    }

    private static RunRow Writes(string experiment, string path) => SomeRuns.Row(experiment, ("auc", 0.7)) with { Details = new RunDetails { Outputs = [path] } };
}
