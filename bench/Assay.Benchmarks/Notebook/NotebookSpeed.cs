using System.Diagnostics;
using System.Globalization;
using System.Text;
using Assay.Notebook;
using Assay.Planning;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Benchmarks.Notebook;

/// <summary>Import of a large log, export of a large store, and regeneration of the log of 1,000 runs.</summary>
internal static class NotebookSpeed
{
    private const int Entries = 10_000;
    private const int Bytes = 10_000_000;
    private const int Shortest = 40;
    private const int Runs = 1_000;
    private const int Repeats = 7;

    /// <summary>Measures and prints.</summary>
    /// <param name="parent">A folder on the disk to be measured.</param>
    public static async Task RunAsync(string parent)
    {
        var folder = Path.Combine(parent, "assay-notebook-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            foreach (var format in LogFormats.All)
                await ImportAsync(folder, format);
            await RegenerateAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes a log of 10,000 entries and exactly 10 MB where the format keeps what entries say, for measuring the import as a whole process.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">The format's name.</param>
    public static void WriteLog(string path, string format) => File.WriteAllText(path, Log(LogFormats.Named(format)));

    // As long as the sentences of the entries make it: all have the same number of characters of them, the first ones one more.
    private static string Log(ILogFormat format)
    {
        var least = format.Write(Book(Enumerable.Repeat(Shortest, Entries)));
        var more = Math.Max(0, Bytes - least.Length);
        return format.Write(Book(Enumerable.Range(0, Entries).Select(i => Shortest + (more / Entries) + (i < more % Entries ? 1 : 0))));
    }

    private static async Task ImportAsync(string folder, ILogFormat format)
    {
        var path = Path.Combine(folder, format.Name + ".md");
        WriteLog(path, format.Name);
        var store = Path.Combine(folder, format.Name, ".assay");
        await using var records = await SqliteRunStore.OpenAsync(store, new StoreOpenOptions { Create = true });
        var options = new LogFileOptions("bench") { Format = format.Name };
        var watch = Stopwatch.StartNew();
        var reading = LogFile.Read(path, options);
        var read = watch.Elapsed;
        await LogFile.ImportAsync(records, reading, options);
        var imported = watch.Elapsed;
        await LogFile.ImportAsync(records, LogFile.Read(path, options), options);
        var again = watch.Elapsed - imported;
        watch.Restart();
        var text = format.Write(ValueHarvest.Refreshed(await StoreBook.ReadAsync(records, format.Name)));
        Print($"{format.Name}: import of {new FileInfo(path).Length / 1e6:0.0} MB, {reading.Book.Entries.Count} entries: read {read.TotalMilliseconds:0} ms, in the store {imported.TotalMilliseconds:0} ms");
        Print($"{format.Name}: again {again.TotalMilliseconds:0} ms; export {watch.Elapsed.TotalMilliseconds:0} ms, {text.Length / 1e6:0.0} MB");
    }

    private static async Task RegenerateAsync(string parent)
    {
        var folder = Path.Combine(parent, "plan");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "assay.yaml"), """
            name: large
            defaults: { command: "true", results: "${out}/results.json" }
            metrics: { auc: { direction: maximize } }
            top: { by: auc }
            priorities: { P: { ids: T-0001..T-1000, matrix: { a: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], b: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], c: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } } }
            logs: [{ format: tracker, path: tracker.md }]
            """);
        var plan = PlanReader.Read(Path.Combine(folder, "assay.yaml"), new PlanReaderOptions());
        await using var records = await SqliteRunStore.OpenAsync(Path.Combine(folder, ".assay"), new StoreOpenOptions { Create = true });
        var fingerprints = new Fingerprinter(plan.Folder);
        await records.CreateRunsAsync([.. plan.Experiments.Select((experiment, i) => new RunDraft(plan.Name)
        {
            Status = RunStatus.Completed,
            Place = new PlanPlace(plan.Name) { Experiment = experiment.Id, Priority = "P" },
            Fingerprint = fingerprints.Of(experiment),
            Params = [.. experiment.Config.Select(pair => new Param(pair.Key, pair.Value.GetRawText()))],
            Metrics = [.. Enumerable.Range(0, 5).Select(m => new MetricSeries(new MetricIdentity(m == 0 ? "auc" : $"m{m}"), [new MetricPoint(0, DateTimeOffset.UnixEpoch, (((i * 7919) + m) % 1000) / 1000.0)]))],
        })]);
        foreach (var format in LogFormats.All)
        {
            var times = new List<double>();
            var length = 0;
            for (var i = 0; i < Repeats; i++)
            {
                var watch = Stopwatch.StartNew();
                length = format.Write(ValueHarvest.Refreshed(await PlanBook.ReadAsync(plan, records, TimeProvider.System))).Length;
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            Print($"{format.Name}: regeneration of the log of {Runs} runs, {length / 1000.0:0} kB: first {times[0]:0} ms, median after {times.Skip(1).Order().ElementAt(Repeats / 2):0} ms");
        }
    }

    private static LogBook Book(IEnumerable<int> lengths) => new("log")
    {
        Title = "A long log",
        Entries = [.. lengths.Select((length, i) => Entry(i + 1, length))],
    };

    private static LogEntry Entry(int number, int length)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Run {number}");
        var value = (number * 7919 % 10007 / 10007.0).ToString("0.0000", CultureInfo.InvariantCulture);
        var words = new StringBuilder();
        while (words.Length < length)
            words.Append("The wider window was tried because the narrower one lost the weekly rhythm of the shop next door. ");
        return new LogEntry(name)
        {
            Name = name,
            Title = string.Create(CultureInfo.InvariantCulture, $"window sweep, part {number}"),
            Date = new LogDate(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number / 50), DatePrecision.Day),
            Group = string.Create(CultureInfo.InvariantCulture, $"Sweep {number / 50}"),
            Status = number % 10 == 0 ? RunStatus.Failed : RunStatus.Completed,
            Command = string.Create(CultureInfo.InvariantCulture, $"python train.py \\\n  --window {number} \\\n  --out out/{number}"),
            Shell = "bash",
            Outputs = [string.Create(CultureInfo.InvariantCulture, $"out/{number}/results.json")],
            Result = $"- auc = `{value}`, loss `0.{number}`\n- best at epoch {number % 50}",
            Params = [new LogParam("window", number.ToString(CultureInfo.InvariantCulture))],
            Notes = [new LogNote(NoteKind.Note, Sentences(words, length))],
        };
    }

    // Cut to the length; what a cut leaves at the end is a letter, because a reader drops blanks.
    private static string Sentences(StringBuilder words, int length)
    {
        words.Length = length;
        words[^1] = 'x';
        return words.ToString();
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
