using Assay.Cli.Rendering;
using Assay.Interop;
using Assay.Tracking;
using Assay.Tuning;

namespace Assay.Cli.Commands;

/// <summary><c>assay import study</c>: takes in a folder that a tuning script left, or studies of an Optuna file.</summary>
internal static class ImportStudyCommand
{
    public static Verb Create()
    {
        var verb = new Verb("study", "take in a tuning study")
        {
            Details = "A folder of all_trials.json (best_params.json and trial_metrics.csv beside it are read when they are there), or a file of Optuna's: its SQLite storage or its journal. " +
                "Every trial becomes a run. What is wrong with the study is said at the end. The same study again changes nothing.",
            Examples =
            [
                new("import study outputs/hpo_2m_h1", "one study"),
                new("import study outputs/hpo_2m_h1 --class-counts 346,76", "with the rows per class its AUC rests on"),
                new("import study outputs/optuna.db#mlp_hidden_dims", "one of the studies in Optuna's database"),
                new("import study outputs/hpo_2m_h1 --dry-run", "only say what was understood"),
            ],
        };
        var folder = verb.Takes(Opt.One("path", "a folder of all_trials.json, or Optuna's file (with several studies, file#name)"));
        var experiment = verb.Has(Opt.Text("--experiment", "name", "the experiment the trials' runs go into (default: the study's name)"));
        var counts = verb.Has(Opt.Text("--class-counts", "n,n", "rows per class that the objective was measured on"));
        var dryRun = verb.Has(Opt.Flag("--dry-run", "say what was understood and write nothing"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var typed = call.Get(folder)!;
            var content = StudySource.TryContent(call, typed) ?? throw new AssayException($"{typed}: there is no such folder or file.");
            var study = content.Study with { ClassCounts = Values.ClassCounts("--class-counts", call.Get(counts)) };
            content = content with { Study = study };
            int? added = null;
            IReadOnlyList<string> said = [];
            if (!call.Get(dryRun))
            {
                await using var records = await call.OpenAsync();
                (study, added) = await StudyImport.WriteAsync(records, content, new ResultImportOptions(call.Get(experiment) ?? study.Name, call.Host.User()) { Clock = call.Host.Clock }, call.Cancellation);
                IStoreListener[] listeners = [LintOnEnd.Of(call)];
                said = await listeners.StudyGrewAsync(records, study.Id!, call.Cancellation);
            }

            Print(call, study, added, call.Get(json));
            foreach (var sentence in said)
                call.Remark(sentence);
            // What the reader of a folder could not read is missing; an Optuna file's remarks are no loss.
            return content.Problems.Count > 0 && StudyFolder.IsOne(call.FullPath(typed)) ? ExitCodes.Found : ExitCodes.Done;
        });
    }

    private static void Print(Invocation call, Study study, int? added, bool json)
    {
        if (json)
        {
            JsonPage.Print(call.Host.Out, "import-study", null, writer =>
            {
                writer.WriteStartObject();
                writer.Text("id", study.Id);
                writer.WriteString("name", study.Name);
                writer.WriteString("metric", study.Metric);
                writer.WriteString("direction", study.Direction.ToString().ToLowerInvariant());
                writer.WriteNumber("trials", study.Trials.Count);
                writer.WriteNumber("counted", study.Counted.Count());
                if (added is { } count)
                    writer.WriteNumber("added", count);
                if (study.Best is { } best)
                {
                    writer.WriteStartObject("best");
                    writer.WriteNumber("trial", best.Number);
                    writer.Metric("value", best.Value!.Value);
                    writer.WriteStartObject("params");
                    foreach (var (name, value) in best.Params)
                        writer.Raw(name, value.Json);
                    writer.WriteEndObject();
                    writer.WriteEndObject();
                }

                writer.WriteEndObject();
            });
            return;
        }

        var screen = call.Screen;
        var states = study.Trials.CountBy(trial => trial.State).OrderBy(state => state.Key).Select(state => string.Create(CultureInfo.InvariantCulture, $"{state.Value} {state.Key.ToString().ToLowerInvariant()}"));
        screen.Fact("study", study.Name, Ink.Bold);
        screen.Fact("objective", $"{study.Metric}, {(study.Direction == Direction.Maximize ? "larger" : "smaller")} is better");
        screen.Fact("trials", string.Join(", ", states));
        screen.Fact("space", study.Space.IsDeclared ? string.Join(", ", study.Space.Parameters.Select(parameter => parameter.Name)) : "not declared");
        if (study.Best is { } leader)
            screen.Fact("best", string.Create(CultureInfo.InvariantCulture, $"#{leader.Number} {Figures.Number(leader.Value!.Value.Number)}: {string.Join(", ", leader.Params.Select(value => $"{value.Key} {value.Value}"))}"));
        screen.Line(added is { } count ? string.Create(CultureInfo.InvariantCulture, $"{count} trials imported, {study.Trials.Count - count} known before") : string.Create(CultureInfo.InvariantCulture, $"{study.Trials.Count} trials would be imported"), Ink.Bold);
    }
}
