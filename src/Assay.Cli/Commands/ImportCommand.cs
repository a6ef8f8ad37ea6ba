using Assay.Cli.Rendering;
using Assay.Interop;
using Assay.Tracking.Results;

namespace Assay.Cli.Commands;

/// <summary><c>assay import</c>: takes in what others left.</summary>
internal static class ImportCommand
{
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = "A file is taken for a log, as 'assay import log' does.",
            Examples =
            [
                new("import experiments.md", "a log that was kept by hand"),
                new("import results outputs/ --dry-run", "say what a folder of results holds"),
                new("import study outputs/hpo_2m_h1", "a tuning study"),
            ],
        };
        verb.Subcommands.Add(ImportLogCommand.Create());
        verb.Subcommands.Add(Results());
        verb.Subcommands.Add(ImportStudyCommand.Create());
        return ImportLogCommand.For(verb);
    }

    private static Verb Results()
    {
        var verb = new Verb("results", "take in a folder of results.json files")
        {
            Details = "An id comes from a file's content, never from its folder's name alone. What cannot be read is named and left out, the rest goes in, and the exit code is 1. " +
                "The same file again changes nothing.",
            Examples =
            [
                new("import results outputs/", "guess what is id, metric and param"),
                new("import results outputs/ --map \"id=exp_id,metrics=val_metrics.*,params=architecture.*+tier\"", "say it"),
                new("import results outputs/ --dry-run", "only say what was understood"),
            ],
        };
        var folder = verb.Takes(Opt.One("folder", "where the files are"));
        var map = verb.Has(Opt.Text("--map", "map", "what is what: id=…,title=…,priority=…,time=…,params=…+…,metrics=…+…,pattern=**/results.json"));
        var experiment = verb.Has(Opt.Text("--experiment", "name", "the experiment the runs go into (default: the folder's name)"));
        var plan = verb.Has(Opt.Text("--plan", "name", "the plan their ids belong to"));
        var dryRun = verb.Has(Opt.Flag("--dry-run", "say what was understood and write nothing"));
        var json = verb.Has(Opt.Json());
        return verb.Does(call => ImportAsync(call, call.FullPath(call.Get(folder)!), call.Get(map), call.Get(experiment), call.Get(plan), call.Get(dryRun), call.Get(json)));
    }

    private static async Task<int> ImportAsync(Invocation call, string folder, string? map, string? experiment, string? plan, bool dryRun, bool json)
    {
        var read = map is null ? ResultFolderMap.Default : ResultFolderMap.Parse(map);
        var content = ResultFolder.Scan(folder, read);
        if (content.Results.Count + content.Broken.Count == 0)
            throw new AssayException($"{folder}: no file in it matches {read.Pattern}; --map \"pattern=…\" names others.");
        ResultImportReport? report = null;
        if (!dryRun)
        {
            await using var records = await call.OpenAsync();
            report = await ResultImport.WriteAsync(
                records, content, new ResultImportOptions(experiment ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), call.Host.User()) { Plan = plan, Clock = call.Host.Clock }, call.Cancellation);
        }

        if (json)
        {
            JsonPage.Print(call.Host.Out, "import-results", null, writer =>
            {
                foreach (var result in content.Results)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id", result.Id);
                    writer.WriteString("path", result.Path);
                    writer.WriteNumber("params", result.Params.Count);
                    writer.WriteNumber("metrics", result.Metrics.Count);
                    writer.WriteEndObject();
                }
            }, writer =>
            {
                writer.WriteStartArray("left_out");
                foreach (var broken in content.Broken)
                {
                    writer.WriteStartObject();
                    writer.WriteString("path", broken.Path);
                    writer.WriteString("why", broken.Sentence);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }
        else
        {
            var screen = call.Screen;
            var table = new Table([new("ID"), new("PARAMS", Right: true), new("METRICS", Right: true), new("FILE", Shortest: 24, Rank: 1), new("REMARK", Shortest: 16, Rank: 2)]);
            foreach (var result in content.Results)
                table.Add(result.Id, result.Params.Count.ToString(CultureInfo.InvariantCulture), result.Metrics.Count.ToString(CultureInfo.InvariantCulture), result.Path, result.FolderNameWarning ?? "");
            table.Print(screen);
            screen.Line();
            screen.Line(report is null ? $"{content.Results.Count} would be imported" : $"{report.Imported} imported, {report.KnownBefore} known before", Ink.Bold);
        }

        foreach (var warning in content.Ambiguities)
            call.Remark(warning);
        foreach (var broken in content.Broken)
            call.Remark($"left out: {broken.Sentence}");
        return content.Broken.Count > 0 ? ExitCodes.Found : ExitCodes.Done;
    }
}
