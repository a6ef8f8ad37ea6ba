using Assay.Budgets;
using Assay.Budgets.Judging;
using Assay.Cli.Rendering;
using Assay.Evaluation.Thresholds;
using Assay.Foundation.Files;

namespace Assay.Cli.Commands;

/// <summary><c>assay threshold</c>: thresholds tuned on one file of predictions and reported on another.</summary>
internal static class ThresholdCommand
{
    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                A threshold for each label is chosen on the first file and applied to the second (--report-on). The first may not be a test
                split: a column split, --split, or the file's name says which it is. Without --report-on the numbers are those of the file
                that was tuned on, and are called optimistic. Files are as 'assay evaluate' reads them.
                """,
            Examples =
            [
                new("threshold valid.csv --report-on test.csv", "the highest F1"),
                new("threshold valid.csv --report-on test.csv --goal precision:0.9", "the most recall with a precision of at least 0.9"),
                new("threshold valid.csv --grid 0.01 --write thresholds.json", "only thresholds 0.01, 0.02, …; write them down"),
            ],
        };
        var file = verb.Takes(Opt.One("predictions", "a file of predictions to tune on: .csv or .npz"));
        var reportOn = verb.Has(Opt.Text("--report-on", "file", "the file the thresholds are applied to"));
        var goal = verb.Has(Opt.Text("--goal", "goal", "what is best: f1 (default), f2, f0.5, precision:<floor>, recall:<floor>"));
        var grid = verb.Has(Opt.Text("--grid", "step", "only consider thresholds at this distance between 0 and 1 (default: every score)"));
        var usual = verb.Has(Opt.Text("--usual", "number", "the threshold to compare with (default 0.5)"));
        var allowTest = verb.Has(Opt.Flag("--allow-test", "tune on a test split nevertheless"));
        var write = verb.Has(Opt.Text("--write", "file", "write the thresholds as JSON"));
        var reading = PredictionOptionSet.AddTo(verb);
        var json = verb.Has(Opt.Json());
        return verb.Does(call =>
        {
            var best = GoalText.Parse(call.Get(goal) ?? "f1");
            var step = call.Get(grid) is { } text ? Numbers.Share("--grid", text) : (double?)null;
            if (step > 0.5)
                throw new AssayException($"--grid '{call.Get(grid)}' leaves no threshold between 0 and 1: 0.5 or less is expected.");
            var options = reading.Read(call);
            var tune = PredictionReader.Read(call.FullPath(call.Get(file)!), options);
            // The second file says itself which split it is, and has its truth with it.
            var other = call.Get(reportOn) is { } path ? PredictionReader.Read(call.FullPath(path), options with { Split = null, Labels = null }) : tune;
            var report = ThresholdReport.Of(
                tune, other, best, call.Get(usual) is { } number ? Numbers.Number("--usual", number) : 0.5,
                step is { } distance ? OperatingPoints.Grid(distance, 1 - distance, distance) : null, call.Get(allowTest));
            if (call.Get(write) is { } target)
                AtomicFile.WriteText(call.FullPath(target), report.ToJson());
            if (call.Get(json))
                ThresholdText.PrintJson(call.Host.Out, report);
            else
                ThresholdText.Print(call.Screen, report);
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
