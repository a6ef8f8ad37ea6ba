using Assay.Analyzers;
using Assay.Analyzers.Predictions;
using Assay.Analyzers.Subjects;
using Assay.Notebook.Text;
using Assay.Tracking;
using Book = Assay.Notebook.LogBook;
using BookEntry = Assay.Notebook.LogEntry;

namespace Assay.Linting;

/// <summary>Reads logs that people kept: what the log says of itself, and the numbers of its entries as runs beside each other.</summary>
internal sealed class LogFileReader : ISubjectReader
{
    private static readonly string[] NotLogs = ["readme.md", "changelog.md", "contributing.md", "license.md"];

    public string Reads => "a log (.md)";

    public bool Recognizes(string path)
    {
        if (!path.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || !File.Exists(path) || NotLogs.Contains(Path.GetFileName(path).ToLowerInvariant(), StringComparer.Ordinal))
            return false;
        try
        {
            return Notebook.LogFormats.Best(LogDocument.Parse("log", LogText.Decode(path, LogText.ReadBytes(path)).Text)) is not null;
        }
        catch (AssayException)
        {
            return false;
        }
    }

    public SubjectReading Read(string path, string name, FileSubjectOptions options)
    {
        var reading = Notebook.LogFile.Read(path, new Notebook.LogFileOptions("lint"));
        var book = reading.Book;
        var runs = book.Entries.Where(entry => entry is { Status: null or RunStatus.Completed, SupersededWhy: null } && entry.Metrics.Count > 0).Select(entry => Run(name, entry, options)).ToList();
        var subjects = new List<Subject> { Log(name, reading) };
        subjects.AddRange(runs);
        subjects.AddRange(runs.Select(PredictionFacts.Of).OfType<PredictionsSubject>());
        if (runs.Count > 1)
            subjects.Add(new EvidenceSubject(Place.OfFile(name)) { Runs = runs });
        return new SubjectReading(subjects, []);
    }

    private static LogSubject Log(string name, Notebook.LogReading reading)
    {
        var book = reading.Book;
        var items = book.Phases.SelectMany(phase => phase.Items.Select(item => new LogItem(phase.Id, item.Id, item.Status, phase.Line)).Prepend(new LogItem(phase.Id, null, phase.Status, phase.Line)));
        return new LogSubject(Place.OfFile(name), reading.Format)
        {
            Items = [.. items],
            Entries = [.. book.Entries.Select(entry => Entry(entry, reading.Format))],
            Totals = LogTotals.Of(book, LogText.Decode(reading.Path, LogText.ReadBytes(reading.Path)).Text),
            Statements = [.. Statements(book)],
        };
    }

    private static LogEntry Entry(BookEntry entry, string format) => new(entry.Title ?? entry.Key, entry.Line)
    {
        Name = entry.Name,
        Status = entry.Status,
        Phase = entry.Phase,
        Item = entry.Item,
        Stage = entry.Stage,
        Source = entry.Source,
        Experiment = entry.Experiment,
        Command = entry.Command,
        Result = entry.Result,
        Outputs = entry.Outputs,
        IsSuperseded = entry.SupersededWhy is not null,
        SupersededBy = entry.SupersededBy,
        Metrics = entry.Metrics.Where(metric => metric.Last.Value.NumberOrNull is not null).ToDictionary(metric => metric.Key, metric => metric.Last.Value.Number, StringComparer.Ordinal),
        Params = entry.Params.ToDictionary(param => param.Key, param => new Param(param.Key, param.Json).Text, StringComparer.Ordinal),
        MissingFields = [.. LogTemplate.Missing(entry, format)],
        Texts = [.. new[] { entry.Reason, entry.Result, entry.Conclusion, entry.Caveat, entry.Command }.OfType<string>(), .. entry.Notes.Select(note => note.Text)],
    };

    private static IEnumerable<LogStatement> Statements(Book book)
    {
        foreach (var note in book.Notes)
            yield return new LogStatement(note.Text, Kind(note.Kind), note.Line);
        foreach (var entry in book.Entries)
        {
            if (entry.Result is { } result)
                yield return new LogStatement(result, "result", entry.Line);
            if (entry.Conclusion is { } conclusion)
                yield return new LogStatement(conclusion, "conclusion", entry.Line);
            foreach (var note in entry.Notes)
                yield return new LogStatement(note.Text, Kind(note.Kind), note.Line);
        }
    }

    private static string Kind(NoteKind kind) => kind switch
    {
        NoteKind.NextStep => "next step",
        NoteKind.UserPriority => "user priority",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static RunSubject Run(string file, BookEntry entry, FileSubjectOptions options) => new(Place.OfFile(file, entry.Line))
    {
        Tags = new Dictionary<string, string> { ["name"] = entry.Name ?? entry.Title ?? entry.Key },
        Params = entry.Params.ToDictionary(param => param.Key, param => new Param(param.Key, param.Json), StringComparer.Ordinal),
        Metrics = [.. entry.Metrics.Select(Summary)],
        ClassCounts = options.ClassCounts,
    };

    private static MetricSummary Summary(Notebook.LogMetric metric)
    {
        var numbers = metric.Points.Where(point => point.Value.NumberOrNull is not null).ToList();
        var (low, high) = numbers.Count == 0 ? default : (numbers.MinBy(point => point.Value.Number), numbers.MaxBy(point => point.Value.Number));
        return new MetricSummary(
            new MetricIdentity(metric.Key) { Direction = metric.Direction },
            metric.Points.Count,
            metric.Points.Count - numbers.Count,
            metric.Last.Value,
            metric.Last.Step,
            low.Value.NumberOrNull,
            low.Step,
            high.Value.NumberOrNull,
            high.Step);
    }
}
