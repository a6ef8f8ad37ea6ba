using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Assay.Evaluation;
using Assay.Evaluation.Calibration;
using Assay.Evaluation.Thresholds;

namespace Assay.Benchmarks.Evaluation;

/// <summary>Ranked metrics, thresholds and calibrations of many labels; bench/evaluation.py runs it beside scikit-learn on the same files.</summary>
internal static class EvaluationSpeed
{
    private const int Columns = 18;
    private const int Repeats = 3;

    /// <summary>Prints the median of three after one warm-up, in milliseconds, and numbers that the other side must agree with.</summary>
    /// <param name="folder">Holds p.bin (float32, row-major) and y.bin (bytes 0 and 1).</param>
    /// <param name="part">Which measurement.</param>
    /// <param name="threads">Threads at most.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string folder, string part, int threads)
    {
        var scores = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, "p.bin"))).ToArray();
        var rows = scores.Length / Columns;
        var table = new RowMajor<float>(scores, rows, Columns);
        LabelMatrix labels = new RowMajor<byte>(File.ReadAllBytes(Path.Combine(folder, "y.bin")), rows, Columns);
        Func<double[]>? work = part switch
        {
            "ranked" => () =>
            {
                var both = LabelColumns.Map(table, labels, (_, column, truth) => ScoreRanking.Of(column, truth) is var ranking ? (ranking.Auroc, ranking.AveragePrecision) : default, threads);
                return [both.Average(label => label.Auroc.Value), both.Average(label => label.AveragePrecision.Value)];
            }
            ,
            "threshold" => () => [.. ThresholdTuning.PerLabel(table, labels, ThresholdGoal.F1, "valid", parallelism: threads).Select(label => label.Score.Value)],
            "isotonic" => () => LabelColumns.Map(table, labels, (_, column, truth) => IsotonicCalibrator.Fit(column, truth, "valid").Apply(column)[0], threads),
            "platt" => Platt(scores, labels, rows, threads),
            "f1" => () => [MultiLabelReport.Of(table, labels, new() { MicroRanking = false, Parallelism = threads }).F1.Macro.Value],
            _ => null,
        };
        if (work is null)
        {
            Console.Error.WriteLine("Measurements are: ranked, threshold, isotonic, platt, f1.");
            return 2;
        }

        var values = work();
        var times = new double[Repeats];
        for (var i = 0; i < Repeats; i++)
        {
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            values = work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times[Repeats / 2]:0.00}|{string.Join(' ', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}"));
        return 0;
    }

    // As the other side: logits are there before, the plain maximum of likelihood is sought.
    private static Func<double[]> Platt(float[] scores, LabelMatrix labels, int rows, int threads)
    {
        var logits = new RowMajor<double>(scores.Select(p => Math.Clamp((double)p, 1e-6, 1 - 1e-6)).Select(p => Math.Log(p / (1 - p))).ToArray(), rows, Columns);
        PlattOptions plain = new() { SmoothedTargets = false };
        return () => LabelColumns.Map(
            logits,
            labels,
            (_, column, truth) =>
            {
                var result = new double[column.Length];
                PlattCalibrator.FitLogits(column, truth, "valid", plain).ApplyLogits(column, result);
                return result[0];
            },
            threads);
    }
}
