using Assay.Foundation.Files;
using Assay.Interop;
using Assay.Interop.Optuna;
using Assay.Tracking;
using Assay.Tracking.Queries;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary><c>assay study export</c>: writes a study for other programs.</summary>
internal static class StudyExportCommand
{
    private static readonly string[] Formats = ["csv", "json", "folder", "optuna-journal"];

    /// <summary>Builds the verb.</summary>
    public static Verb Create()
    {
        var verb = new Verb("export", "write a study for other programs")
        {
            Details = """
                csv: a row a trial. json: everything. folder: all_trials.json and best_params.json. optuna-journal: a journal file that Optuna 3.1 and later
                open with JournalStorage(JournalFileStorage(file)). Without --out csv, json and journals go to the standard output.
                """,
            Examples =
            [
                new("study export hpo_2m_h1 --to csv --out trials.csv", "for a spreadsheet"),
                new("study export hpo_2m_h1 --to optuna-journal --out study.log", "for Optuna and its dashboard"),
                new("study export study.db#mlp --to folder --out outputs/mlp", "from Optuna's database to files"),
            ],
        };
        var study = verb.Takes(new StudyArgument());
        var to = verb.Has(Opt.Choice("--to", "the format", Formats));
        var output = verb.Has(Opt.Text("--out", "path", "the file, or the folder, to write"));
        return verb.Does(async call =>
        {
            var format = call.Get(to) ?? throw new UsageException($"--to says the format: {string.Join(", ", Formats)}.");
            var content = await ContentAsync(call, call.Get(study)!);
            var path = call.Get(output) is { } named ? call.FullPath(named) : null;
            if (Formats[format] == "folder")
            {
                StudyFolderWriter.Write(content.Study, path ?? throw new UsageException("--out names the folder to write."));
                return Written(call, content.Study, call.Get(output)!);
            }

            var text = Formats[format] switch
            {
                "csv" => StudyCsv.Write(content.Study),
                "json" => StudyJson.Write(content.Study),
                _ => OptunaJournalWriter.Write(content, "assay", call.Host.Clock.GetUtcNow()),
            };
            if (path is null)
            {
                call.Host.Out.Write(text);
                return ExitCodes.Done;
            }

            AtomicFile.WriteText(path, text);
            return Written(call, content.Study, call.Get(output)!);
        });
    }

    private static int Written(Invocation call, Study study, string path)
    {
        call.Screen.Line($"{study.Trials.Count} trials of {study.Name} written to {path}");
        return ExitCodes.Done;
    }

    // Of a study of the store also the trials' metrics, times and reports.
    private static async Task<StudyFolderContent> ContentAsync(Invocation call, string reference)
    {
        if (StudySource.TryContent(call, reference) is { } content)
            return content;
        await using var records = await call.OpenToReadAsync();
        var study = await StudySource.LoadAsync(records, reference, call.Cancellation);
        var runs = new Dictionary<RunId, RunRow>();
        for (string? after = null; ;)
        {
            var page = await records.SearchAsync(new RunSearch { Query = RunQuery.Parse($"tags.study = '{study.Name.Replace("'", "''", StringComparison.Ordinal)}'"), Columns = RunColumns.All with { Curves = true }, Limit = 2000, After = after }, call.Cancellation);
            foreach (var row in page.Items)
                runs[row.Run.Id] = row;
            if (page.Next is null)
                break;
            after = page.Next;
        }

        return StudyContents.Of(study, runs);
    }
}
