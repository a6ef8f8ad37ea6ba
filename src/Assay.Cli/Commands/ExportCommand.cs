using Assay.Cli.Rendering;
using Assay.Foundation.Files;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay export</c>: writes what the store holds to files other programs read.</summary>
internal static class ExportCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Examples = [new("export runs --to runs.csv", "all runs, a column for each param, metric and tag"), new("export runs \"status = completed\" --to - --format jsonl", "one JSON object a line, to the next program")],
        };
        verb.Subcommands.Add(Runs());
        return verb;
    }

    private static Verb Runs()
    {
        var verb = new Verb("runs", "write runs with their params, metrics and tags")
        {
            Details = "Numbers keep every digit. Undefined metrics are empty in CSV, and {\"undefined\": why} in JSON. Times are UTC.",
            Examples =
            [
                new("export runs --to runs.csv", "a table"),
                new("export runs \"status = completed\" --to runs.jsonl", "one JSON object a line"),
                new("export runs --to - --format csv", "to the next program"),
            ],
        };
        var query = verb.Takes(Opt.Query());
        var to = verb.Has(Opt.Text("--to", "file", "the file to write: .csv, .json or .jsonl; - for standard output"));
        var format = verb.Has(Opt.Choice("--format", "how to write (default: by the file's ending)", RunExport.Formats));
        return verb.Does(async call =>
        {
            var target = call.Get(to) ?? throw new UsageException("'export runs' needs --to <file>; see 'assay export runs --help'.");
            var ending = Path.GetExtension(target).TrimStart('.');
            var chosen = call.Get(format) ?? (ending.Length == 0
                ? throw new UsageException($"--to {target} does not say how to write: add --format {string.Join(", --format ", RunExport.Formats)}.")
                : Values.Word($"--to {target}: the ending", ending, RunExport.Formats));
            var search = new RunSearch { Query = call.Query(query), Columns = RunColumns.All };
            await using var store = await call.OpenToReadAsync();
            var rows = (await store.SearchAsync(search, call.Cancellation)).Items;
            var text = RunExport.Write(RunExport.Formats[chosen], rows);
            if (target == "-")
            {
                await call.Host.Out.WriteAsync(text);
                return ExitCodes.Done;
            }

            var path = call.FullPath(target);
            if (!Directory.Exists(Path.GetDirectoryName(path)))
                throw new AssayException($"--to {target}: there is no folder {Path.GetDirectoryName(path)}.");
            AtomicFile.WriteText(path, text);
            call.Remark($"Wrote {rows.Count} run{(rows.Count == 1 ? "" : "s")} to {target}.");
            return ExitCodes.Done;
        });
    }
}
