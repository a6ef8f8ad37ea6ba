using Assay.Evaluation;
using Assay.Statistics;
using Assay.Tracking;

namespace Assay.Budgets.Judging;

/// <summary>Works out what predictions are worth, each value beside its floor and with an interval over the cases.</summary>
public static class PredictionJudge
{
    /// <summary>Judges predictions.</summary>
    /// <param name="predictions">The predictions.</param>
    /// <param name="options">How; the usual way when null.</param>
    /// <returns>The judgement.</returns>
    /// <exception cref="AssayException">Thresholds do not fit, or there are none to be had for this task.</exception>
    public static Judgement Judge(Predictions predictions, JudgeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        options ??= new JudgeOptions();
        if (options.Thresholds is { } thresholds && thresholds.Count != predictions.Names.Count)
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{predictions.Path}: {thresholds.Count} thresholds for {predictions.Names.Count} labels; one for each is expected."));
        var bootstrap = new RowBootstrap(predictions, options);
        var (overall, parts) = predictions.Task switch
        {
            PredictionTask.Binary => ([BinaryJudge.Judge("all", predictions.Scores, predictions.Labels, Threshold(options, 0), predictions.AreProbabilities, bootstrap)], []),
            PredictionTask.MultiLabel => MultiLabel(predictions, options, bootstrap),
            PredictionTask.MultiClass => MultiClass(predictions, bootstrap),
            _ => ((IReadOnlyList<JudgedScope>)[Regression(predictions, bootstrap)], (IReadOnlyList<JudgedScope>)[]),
        };
        var notes = new List<string>();
        if (bootstrap.Units > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Intervals: percentile bootstrap over {bootstrap.Units} {(predictions.Groups is null ? "cases" : "groups")}, {options.Resamples} resamples, {options.Confidence * 100:0.#} %."));
        if (bootstrap.Skipped > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{bootstrap.Skipped} intervals were left out: so many cases would have taken too long (--resamples lowers the work)."));
        if (predictions.Task != PredictionTask.Regression && !predictions.AreProbabilities)
            notes.Add("The scores are not probabilities: log loss, Brier score and calibration errors are left out.");
        return new Judgement(predictions, overall, parts, notes);
    }

    private static double Threshold(JudgeOptions options, int label) => options.Thresholds?[label] ?? options.Threshold;

    private static (IReadOnlyList<JudgedScope>, IReadOnlyList<JudgedScope>) MultiLabel(Predictions of, JudgeOptions options, RowBootstrap bootstrap)
    {
        var (rows, labels) = (of.Rows, of.Names.Count);
        JudgedScope[] parts = [.. Enumerable.Range(0, labels).Select(label =>
            BinaryJudge.Judge(of.Names[label], of.ScoresOf(label), of.LabelsOf(label), Threshold(options, label), of.AreProbabilities, bootstrap))];
        var pooledLabels = of.Labels;
        var pooled = BinaryReport.Of<double>(of.Scores, pooledLabels.AsSpan(), new EvaluationOptions { AreProbabilities = of.AreProbabilities });
        var counts = Enumerable.Range(0, labels).Select(label =>
            BinaryCounts.Of<double>(of.ScoresOf(label), of.LabelsOf(label).AsSpan(), Threshold(options, label))).Aggregate((a, b) => a + b);
        var micro = new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            ["auroc"] = pooled.Auroc,
            ["average_precision"] = pooled.AveragePrecision,
            ["accuracy"] = counts.Accuracy,
            ["balanced_accuracy"] = counts.BalancedAccuracy,
            ["precision"] = counts.Precision,
            ["recall"] = counts.Recall,
            ["f1"] = counts.F1,
            ["mcc"] = counts.Mcc,
            ["log_loss"] = pooled.LogLoss,
            ["brier"] = pooled.Brier,
            ["ece"] = pooled.Ece,
            ["mce"] = pooled.Mce,
        };
        long[] weights = [.. parts.Select(part => (long)part.Positives!.Value)];
        LabelAverages Average(Func<JudgedMetric, Quantity> value, string key) => LabelAverages.Of([.. parts.Select(part => value(part[key]!))], weights, micro.GetValueOrDefault(key, Quantity.Undefined("there is no pooled value")));
        var keys = parts[0].Metrics.Select(metric => metric.Key).ToArray();
        JudgedScope Scope(string name, Func<LabelAverages, Quantity> pick, bool withIntervals) => new(name, rows, null, [.. keys.Select(key =>
        {
            var direction = parts[0][key]!.Direction;
            var floor = name == "micro" ? Quantity.Undefined("floors are those of labels") : pick(Average(metric => metric.Floor, key));
            var value = pick(Average(metric => metric.Value, key));
            return new JudgedMetric(key, value, floor, withIntervals ? MacroInterval(of, options, bootstrap, key, value) : null, direction);
        })]);
        return ([Scope("macro", averages => averages.Macro, true), Scope("weighted", averages => averages.Weighted, false), Scope("micro", averages => averages.Micro, false)], parts);
    }

    // Cases are drawn once for all labels: labels of one case go together.
    private static Interval? MacroInterval(Predictions of, JudgeOptions options, RowBootstrap bootstrap, string key, Quantity value)
    {
        var labels = of.Names.Count;
        double Macro(ReadOnlySpan<int> rows, Func<double[], byte[], int, Quantity> metric)
        {
            var (sum, defined) = (0.0, 0);
            var (scores, truth) = (new double[rows.Length], new byte[rows.Length]);
            for (var label = 0; label < labels; label++)
            {
                for (var i = 0; i < rows.Length; i++)
                    (scores[i], truth[i]) = (of.Scores[(rows[i] * labels) + label], of.Labels[(rows[i] * labels) + label]);
                if (metric(scores, truth, label).ValueOrNull is not { } one)
                    continue;
                sum += one;
                defined++;
            }

            return defined == 0 ? double.NaN : sum / defined;
        }

        Interval? Ranked(Func<double[], byte[], Quantity> metric) => bootstrap.Of(key, value, rows => Macro(rows, (s, l, _) => metric(s, l)), BinaryJudge.SortCost * labels);
        Interval? Counted(Func<BinaryCounts, Quantity> metric) => bootstrap.Of(key, value, rows => Macro(rows, (s, l, label) => metric(BinaryCounts.Of<double>(s, l.AsSpan(), Threshold(options, label)))), 2 * labels);
        return key switch
        {
            "auroc" => Ranked((s, l) => BinaryMetrics.Auroc<double>(s, l.AsSpan())),
            "average_precision" => Ranked((s, l) => BinaryMetrics.AveragePrecision<double>(s, l.AsSpan())),
            "balanced_accuracy" => Counted(counts => counts.BalancedAccuracy),
            "f1" => Counted(counts => counts.F1),
            _ => null,
        };
    }

    private static (IReadOnlyList<JudgedScope>, IReadOnlyList<JudgedScope>) MultiClass(Predictions of, RowBootstrap bootstrap)
    {
        var scores = new RowMajor<double>(of.Scores, of.Rows, of.Names.Count);
        var predicted = MultiClassMetrics.Decisions(scores);
        var matrix = ConfusionMatrix.Of(of.Classes, predicted, of.Names.Count);
        long[] supports = [.. Enumerable.Range(0, of.Names.Count).Select(matrix.Support)];
        var shares = Array.ConvertAll(supports, support => (double)support / of.Rows);
        var (auroc, precision) = (MultiClassMetrics.Auroc(scores, of.Classes), MultiClassMetrics.AveragePrecision(scores, of.Classes));
        var metrics = new List<JudgedMetric>
        {
            Counted("accuracy", Floors.Accuracy(supports), m => m.Accuracy),
            Counted("balanced_accuracy", Floors.BalancedAccuracy(supports), m => m.BalancedAccuracy),
            Counted("f1_macro", Quantity.Undefined("it depends on the class that is always called"), m => m.F1.Macro),
            Counted("mcc", 0, m => m.Mcc),
            new("auroc_macro", auroc.Macro, 0.5, null, Direction.Maximize),
            new("average_precision_macro", precision.Macro, shares.Where(share => share > 0).Average(), null, Direction.Maximize),
        };
        if (of.AreProbabilities)
        {
            metrics.Add(new("log_loss", MultiClassMetrics.LogLoss(scores, of.Classes), Floors.LogLoss(supports), null, Direction.Minimize));
            metrics.Add(new("ece", MultiClassMetrics.Confidence(scores, of.Classes).Ece, Quantity.Undefined("a constant at the classes' shares reaches 0"), null, Direction.Minimize));
        }

        JudgedScope[] parts = [.. of.Names.Select((name, one) => new JudgedScope(name, of.Rows, (int)matrix.Support(one),
        [
            new("auroc", auroc.PerLabel[one], 0.5, null, Direction.Maximize),
            new("average_precision", precision.PerLabel[one], shares[one], null, Direction.Maximize),
            new("precision", matrix.Against(one).Precision, shares[one], null, Direction.Maximize),
            new("recall", matrix.Against(one).Recall, Quantity.Undefined("calling everything positive reaches 1"), null, Direction.Maximize),
            new("f1", matrix.Against(one).F1, Floors.F1(supports[one], of.Rows), null, Direction.Maximize),
        ]))];
        return ([new JudgedScope("all", of.Rows, null, metrics)], parts);

        JudgedMetric Counted(string key, Quantity floor, Func<ConfusionMatrix, Quantity> metric)
        {
            var value = metric(matrix);
            return new(key, value, floor, bootstrap.Of(key, value, rows =>
            {
                var (actual, called) = (new int[rows.Length], new int[rows.Length]);
                for (var i = 0; i < rows.Length; i++)
                    (actual[i], called[i]) = (of.Classes[rows[i]], predicted[rows[i]]);
                return metric(ConfusionMatrix.Of(actual, called, of.Names.Count)).ValueOrNull ?? double.NaN;
            }, 2), Direction.Maximize);
        }
    }

    private static JudgedScope Regression(Predictions of, RowBootstrap bootstrap)
    {
        var (actual, predicted) = (of.Targets, of.Scores);
        var mean = Enumerable.Repeat(actual.Average(), of.Rows).ToArray();
        var median = Enumerable.Repeat(Descriptive.Median(actual).Value, of.Rows).ToArray();
        return new JudgedScope("all", of.Rows, null,
        [
            Metric("mae", median, (a, p) => RegressionMetrics.MeanAbsoluteError(a, p), Direction.Minimize),
            Metric("rmse", mean, (a, p) => RegressionMetrics.RootMeanSquaredError(a, p), Direction.Minimize),
            Metric("r2", mean, (a, p) => RegressionMetrics.R2(a, p), Direction.Maximize),
            Metric("explained_variance", mean, (a, p) => RegressionMetrics.ExplainedVariance(a, p), Direction.Maximize),
        ]);

        JudgedMetric Metric(string key, double[] constant, Func<double[], double[], Quantity> metric, Direction direction)
        {
            var value = metric(actual, predicted);
            return new(key, value, metric(actual, constant), bootstrap.Of(key, value, rows =>
            {
                var (a, p) = (new double[rows.Length], new double[rows.Length]);
                for (var i = 0; i < rows.Length; i++)
                    (a[i], p[i]) = (actual[rows[i]], predicted[rows[i]]);
                return metric(a, p).ValueOrNull ?? double.NaN;
            }, 3), direction);
        }
    }
}
