using Assay.Budgets;
using Assay.Budgets.Judging;
using Assay.Cli.Rendering;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Foundation.Files;

namespace Assay.Cli.Commands;

/// <summary><c>assay calibrate</c>: probabilities mended by a map that was fitted on another split.</summary>
internal static class CalibrateCommand
{
    private static readonly string[] Methods = ["platt", "temperature", "isotonic", "beta"];

    /// <summary>Builds the verb.</summary>
    public static Verb Create(string name, string summary)
    {
        var verb = new Verb(name, summary)
        {
            Details = """
                A calibration for each label is fitted on the first file and used on the second (--report-on); quality before and after is
                shown for that one. The first may not be a test split: a column split, --split, or the file's name says which it is. Files
                are as 'assay evaluate' reads them.
                """,
            Examples =
            [
                new("calibrate valid.csv --report-on test.csv", "Platt's curve of the logit"),
                new("calibrate valid.csv --report-on test.csv --method isotonic --write calibrated.csv", "rising steps; write the new probabilities"),
            ],
        };
        var file = verb.Takes(Opt.One("predictions", "a file of predictions to fit on: .csv or .npz"));
        var reportOn = verb.Has(Opt.Text("--report-on", "file", "the file the calibration is used on"));
        var method = verb.Has(Opt.Choice("--method", "the kind of map (default platt)", Methods));
        var ofProbability = verb.Has(Opt.Flag("--of-probability", "Platt's curve of the probability instead of its logit"));
        var logits = verb.Has(Opt.Flag("--logits", "the scores are logits"));
        var bins = verb.Has(Opt.Text("--bins", "n", $"bins of the calibration errors (default {ReliabilityCurve.UsualBins})"));
        var reliability = verb.Has(Opt.Flag("--reliability", "show the reliability curve of each label as well"));
        var allowTest = verb.Has(Opt.Flag("--allow-test", "fit on a test split nevertheless"));
        var write = verb.Has(Opt.Text("--write", "file", "write the calibrated probabilities as CSV"));
        var reading = PredictionOptionSet.AddTo(verb);
        var json = verb.Has(Opt.Json());
        return verb.Does(call =>
        {
            var kind = (CalibrationMethod)(call.Get(method) ?? 0);
            var options = reading.Read(call);
            Predictions Read(string path, PredictionOptions how) => PredictionReader.Read(call.FullPath(path), how) is var read && call.Get(logits) ? read with { Scores = Array.ConvertAll(read.Scores, score => 1 / (1 + Math.Exp(-score))) } : read;
            var fit = Read(call.Get(file)!, options);
            var other = call.Get(reportOn) is { } path ? Read(path, options with { Split = null, Labels = null }) : fit;
            var calibrated = CalibratedPredictions.Of(fit, other, kind, call.Get(ofProbability), Values.Count("--bins", call.Get(bins), ReliabilityCurve.UsualBins, most: 1000), call.Get(allowTest));
            if (call.Get(write) is { } target)
                AtomicFile.WriteText(call.FullPath(target), calibrated.ToCsv());
            if (call.Get(json))
                CalibrationText.PrintJson(call.Host.Out, calibrated);
            else
                CalibrationText.Print(call.Screen, calibrated, call.Get(reliability));
            return Task.FromResult(ExitCodes.Done);
        });
    }
}
