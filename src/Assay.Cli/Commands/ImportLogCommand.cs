using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Notebook;

namespace Assay.Cli.Commands;

/// <summary><c>assay import log</c>, and <c>assay import</c> with a file: takes in a log that people keep by hand.</summary>
internal sealed class ImportLogCommand
{
    private const int ShownRemarks = 30;
    private readonly Argument<string?> _file;
    private readonly ChoiceOption _format;
    private readonly Option<string?> _name;
    private readonly Option<bool> _dryRun;
    private readonly Option<bool> _all;
    private readonly Option<bool> _json;

    private ImportLogCommand(Verb verb)
    {
        _file = verb.Takes(Opt.Maybe("file", "the log, Markdown in any encoding"));
        _format = verb.Has(Opt.Choice("--format", "its format (default: the one that fits)", [.. LogFormats.All.Select(format => format.Name)]));
        _name = verb.Has(Opt.Text("--name", "name", "what the store calls it (default: the file's name)"));
        _dryRun = verb.Has(Opt.Flag("--dry-run", "say what was understood and write nothing"));
        _all = verb.Has(Opt.Flag("--all", "print every remark, those about what was understood too"));
        _json = verb.Has(Opt.Json());
    }

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("log", "take in a log that was kept by hand")
        {
            Details = "Entries become runs, numbers become metrics and params with the line they came from, sentences become notes; nothing is dropped. " +
                "The same file again changes nothing; an edited one changes what was edited.",
            Examples =
            [
                new("import log experiments.md", "guess the format"),
                new("import log experiments.md --format runs --dry-run", "say it, and only look"),
                new("import log experiments.md --all", "with a line for everything that was understood"),
            ],
        };
        return For(verb);
    }

    /// <summary>Gives a verb the options of importing a log, and lets it do so.</summary>
    public static Verb For(Verb verb)
    {
        var command = new ImportLogCommand(verb);
        return verb.Does(command.ImportAsync);
    }

    private async Task<int> ImportAsync(Invocation call)
    {
        if (call.Get(_file) is not { } file)
            throw new AssayException("import: name the log, e.g. 'assay import experiments.md', or what else to take in: 'assay import results <folder>'.");
        if (call.Get(_name) is { } given && string.IsNullOrWhiteSpace(given))
            throw new AssayException("--name is empty; a name for the log is expected (default: the file's name).");
        var path = call.FullPath(file);
        if (Directory.Exists(path))
            throw new AssayException($"{file} is a folder: 'assay import results {file}' takes in result files, a log is one file.");
        if (!File.Exists(path))
            throw new AssayException($"{file}: there is no such file.");
        var options = new LogFileOptions(call.Host.User()) { Format = call.Get(_format) is { } index ? LogFormats.All[index].Name : null, Name = call.Get(_name), Clock = call.Host.Clock };
        var (reading, report) = call.Get(_dryRun) ? (LogFile.Read(path, options), null) : await ImportAsync(call, path, options);

        if (call.Get(_json))
            PrintJson(call, reading, report);
        else
            Print(call, reading, report, call.Get(_all));
        return report?.Conflicts.Count > 0 ? ExitCodes.Found : ExitCodes.Done;
    }

    private static async Task<(LogReading Reading, LogImportReport? Report)> ImportAsync(Invocation call, string path, LogFileOptions options)
    {
        // The store opens while the file is read; what is wrong with the file is said first.
        var opening = Task.Run(call.OpenAsync);
        LogReading reading;
        try
        {
            reading = LogFile.Read(path, options);
        }
        catch
        {
            await opening.ContinueWith(opened => opened.IsCompletedSuccessfully ? opened.Result.DisposeAsync().AsTask() : Task.CompletedTask, TaskScheduler.Default).Unwrap();
            throw;
        }

        await using var store = await opening;
        return (reading, await LogFile.ImportAsync(store, reading, options, call.Cancellation));
    }

    private static void Print(Invocation call, LogReading reading, LogImportReport? report, bool all)
    {
        var screen = call.Screen;
        var book = reading.Book;
        screen.Line($"{book.Name}: format {reading.Format}{(reading.IsFormatGuessed ? " (it fits best)" : "")}", Ink.Bold);
        screen.Line(string.Join(", ", Contents(book)));
        var remarks = reading.Remarks.Where(remark => all || remark.Certainty != LogCertainty.Understood).OrderBy(remark => remark.Line).ToArray();
        if (remarks.Length > 0)
        {
            screen.Line();
            var table = new Table([new("LINE", Right: true), new("HOW"), new("WHAT", Shortest: 30, Rank: 1)]);
            foreach (var remark in all ? remarks : remarks.Take(ShownRemarks))
                table.Add(remark.Line == 0 ? "" : remark.Line.ToString(CultureInfo.InvariantCulture), remark.Certainty.ToString().ToLowerInvariant(), remark.What);
            table.Print(screen);
            if (!all && remarks.Length > ShownRemarks)
                screen.Line(string.Create(CultureInfo.InvariantCulture, $"… and {remarks.Length - ShownRemarks} more; --all prints them."));
        }

        screen.Line();
        if (report is null)
            screen.Line("Nothing was written (--dry-run).", Ink.Bold);
        else if (report.ChangedNothing)
            screen.Line("Nothing changed: the store knew all of it.", Ink.Bold);
        else
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"runs: {report.Added} added, {report.Updated} changed, {report.Unchanged} as before; notes: {report.NotesAdded} added, {report.NotesChanged} changed{(report.WorkChanged > 0 ? $"; workstreams and periods: {report.WorkChanged} written" : "")}"), Ink.Bold);
        foreach (var conflict in report?.Conflicts ?? [])
            call.Remark($"{Path.GetFileName(reading.Path)}:{conflict.Line.ToString(CultureInfo.InvariantCulture)}: {conflict.What}");
    }

    private static IEnumerable<string> Contents(LogBook book)
    {
        yield return Count(book.Entries.Count, "entry", "entries");
        if (book.Phases.Count > 0)
            yield return Count(book.Phases.Count, "phase", "phases");
        if (book.Priorities.Count > 0)
            yield return Count(book.Priorities.Count, "priority", "priorities");
        if (book.Workstreams.Count > 0)
            yield return $"{Count(book.Workstreams.Count, "workstream", "workstreams")} with {Count(book.Workstreams.Sum(stream => stream.Periods.Count), "period", "periods")}";
        yield return Count(book.Entries.Sum(entry => entry.Metrics.Count), "metric", "metrics");
        yield return Count(book.Entries.Sum(entry => entry.Params.Count), "param", "params");
        yield return Count(NoteCount(book), "note", "notes");
    }

    private static int NoteCount(LogBook book) =>
        book.Notes.Count + book.Entries.Sum(entry => entry.Notes.Count) + book.Phases.Sum(phase => phase.Notes.Count) +
        book.Workstreams.Sum(stream => stream.Notes.Count + stream.Periods.Sum(period => period.Notes.Count + period.History.Count));

    private static string Count(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    private static void PrintJson(Invocation call, LogReading reading, LogImportReport? report) =>
        JsonPage.Print(call.Host.Out, "import-log", null, writer =>
        {
            foreach (var remark in reading.Remarks)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", remark.Line);
                writer.WriteString("certainty", remark.Certainty.ToString().ToLowerInvariant());
                writer.WriteString("what", remark.What);
                writer.WriteEndObject();
            }
        }, writer =>
        {
            writer.WriteString("name", reading.Book.Name);
            writer.WriteString("format", reading.Format);
            writer.WriteNumber("entries", reading.Book.Entries.Count);
            writer.WriteNumber("notes", NoteCount(reading.Book));
            if (report is null)
                return;
            writer.WriteNumber("runs_added", report.Added);
            writer.WriteNumber("runs_changed", report.Updated);
            writer.WriteNumber("notes_added", report.NotesAdded);
            writer.WriteNumber("notes_changed", report.NotesChanged);
            writer.WriteNumber("work_changed", report.WorkChanged);
            writer.WriteStartArray("conflicts");
            foreach (var conflict in report.Conflicts)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", conflict.Line);
                writer.WriteString("what", conflict.What);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
}
