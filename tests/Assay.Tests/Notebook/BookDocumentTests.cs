using System.Text.Json;
using Assay.Notebook;
using Assay.Tracking;

namespace Assay.Tests.Notebook;

public sealed class BookDocumentTests
{
    private static readonly BookHead Full = new()
    {
        Title = "Über \"alles\" <b>",
        Description = "two\nlines",
        Updated = new LogDate(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero), DatePrecision.Month),
        Status = "half way",
        TopMetric = "valid/auc",
        TopCount = 3,
        Phases = [new LogPhase("P0") { Title = "Begin", Goal = "see", Status = "done", Items = [new LogItem("a", "first", "open"), new LogItem("b", null)] }, new LogPhase("P1")],
        Workstreams = ["w1", "w2"],
        Categories = [new LogCategory("labels", 4, "of people", "high"), new LogCategory("windows", 0, null)],
        Priorities = [new LogPriority("LF-P1") { Title = "t", Category = "c", Experiments = ["LF-1", "LF-2"], Status = RunStatus.Failed, Best = "LF-1", BestMetric = "auc", Command = "run", Remark = "r" }, new LogPriority("LF-P2")],
        Commands = [new("train", "python train.py --x \"1\"")],
        Locations = [new("results", "out/")],
    };

    [Fact]
    public void Document_is_what_the_serializer_writes_of_a_head()
    {
        Assert.Equal(JsonSerializer.Serialize(Full, BookDocument.Default.BookHead), BookDocument.Write(Book(Full)));
        Assert.Equal(JsonSerializer.Serialize(new BookHead(), BookDocument.Default.BookHead), BookDocument.Write(new LogBook("log")));
    }

    [Fact]
    public void Document_reads_back_as_the_same_document()
    {
        var document = BookDocument.Write(Book(Full));

        Assert.Equal(document, BookDocument.Write(BookDocument.Read("log", document)));
    }

    private static LogBook Book(BookHead head) => new("log")
    {
        Title = head.Title,
        Description = head.Description,
        Updated = head.Updated,
        Status = head.Status,
        TopMetric = head.TopMetric,
        TopCount = head.TopCount,
        Phases = [.. head.Phases.Select(phase => phase with { Line = 7 })],
        Workstreams = [.. head.Workstreams.Select(id => new LogWorkstream(id))],
        Categories = head.Categories,
        Priorities = [.. head.Priorities.Select(priority => priority with { Line = 9 })],
        Commands = head.Commands,
        Locations = head.Locations,
    };
}
