using System.CommandLine;
using Assay.Cli.Rendering;
using Assay.Interop.Burn;
using Assay.Notebook.Curves;
using Assay.Tracking;

namespace Assay.Cli.Commands;

/// <summary><c>assay analyze</c>: training curves of runs, from the store or from folders that Burn's learner wrote.</summary>
internal static class AnalyzeCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                A run is one of the store, or a folder. For one run: best and latest value of each metric, how far training and validation
                are apart, what stopping early would have saved and cost, plateaus, divergence. For several: a row each. A folder's value of
                an epoch is the plain mean over its batches; --by-sample weighs batches by their size, as Burn's own display does. No store
                is needed for folders.
                """,
            Examples =
            [
                new("analyze --checkpoints-path checkpoints/20251203_101500", "a folder of one run"),
                new("analyze --checkpoints-path checkpoints", "every run in a folder, a row each"),
                new("analyze LF-55 --patience 5", "a run of the store"),
                new("analyze --checkpoints-path checkpoints/a checkpoints/b --json", "two folders, for a program"),
            ],
        };
        var runs = verb.Takes(new RunArgument("run", ArgumentArity.ZeroOrMore));
        var paths = verb.Has(Opt.Texts("--checkpoints-path", "folder", "a run's folder, or a folder of runs; may be given several times"));
        var patience = verb.Has(Opt.Text("--patience", "n", $"epochs without a better value after which the replay stops (default {CurveReport.UsualPatience})"));
        var watch = verb.Has(Opt.Text("--watch", "metric", "the validation metric that the replay watches (default loss)"));
        var bySample = verb.Has(Opt.Flag("--by-sample", "weigh batches by their size"));
        var full = verb.Has(Opt.Flag("--full", "for several runs, everything of each"));
        var json = verb.Has(Opt.Json());
        return verb.Does(async call =>
        {
            var wait = Values.Count("--patience", call.Get(patience), CurveReport.UsualPatience);
            var analyzed = new List<AnalyzedRun>();
            // A run may be given by its folder too, as a second path after --checkpoints-path is.
            var named = (call.Get(runs) ?? []).ToLookup(run => Directory.Exists(call.FullPath(run)));
            foreach (var folder in (call.Get(paths) ?? []).Concat(named[true]).SelectMany(path => BurnFolder.Find(call.FullPath(path))).Distinct(StringComparer.Ordinal))
            {
                call.Cancellation.ThrowIfCancellationRequested();
                analyzed.Add(AnalyzedRun.Of(BurnFolder.Read(folder), call.Get(bySample), wait, call.Get(watch)));
            }

            if (named[false].ToArray() is { Length: > 0 } references)
            {
                await using var store = await call.OpenToReadAsync();
                foreach (var reference in references)
                {
                    var run = await RunReference.ResolveAsync(store, reference, call.Cancellation);
                    analyzed.Add(AnalyzedRun.Of(run, await StoredCurves.ReadAsync(store, run.Id, call.Cancellation), wait, call.Get(watch)));
                }
            }

            if (analyzed.Count == 0)
                throw new UsageException("'analyze' needs a run, or --checkpoints-path <folder>; see 'assay analyze --help'.");
            if (call.Get(json))
                AnalyzeText.PrintJson(call.Host.Out, analyzed);
            else if (analyzed.Count == 1 || call.Get(full))
                analyzed.ForEach(run => AnalyzeText.Print(call.Screen, run, withName: analyzed.Count > 1));
            else
                AnalyzeText.PrintTable(call.Screen, analyzed);
            return ExitCodes.Done;
        });
    }
}
