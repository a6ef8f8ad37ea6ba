using Assay.Evaluation;

namespace Assay.Numerics.Tests.Evaluation;

public sealed class MultiLabelTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Metrics_and_averages_are_scikit_learn_s(int number)
    {
        var expected = Reference.Cases("labels").ElementAt(number);
        var (name, columns) = (expected.Name(), expected.GetProperty("columns").GetInt32());
        var (values, truth) = (expected.Scores(), expected.Labels());
        var scores = new RowMajor<double>(values, values.Length / columns, columns);
        LabelMatrix labels = new RowMajor<bool>(truth, scores.Rows, columns);
        var report = MultiLabelReport.Of(scores, labels);

        foreach (var (key, actual) in new[] { ("auroc", report.Auroc), ("averagePrecision", report.AveragePrecision) })
        {
            MultiClassTests.SameAverages(expected.GetProperty(key), actual, $"{name}: {key}");
            for (var label = 0; label < columns; label++)
                Reference.Same(expected.GetProperty(key).GetProperty("perLabel")[label], actual.PerLabel[label], $"{name}: {key} of label {label}");
        }

        foreach (var (key, actual) in new[] { ("precision", report.Precision), ("recall", report.Recall), ("f1", report.F1) })
            MultiClassTests.SameAverages(expected.GetProperty(key), actual, $"{name}: {key}");
        for (var label = 0; label < columns; label++)
            BinaryReferenceTests.SameCounts(expected.GetProperty("perLabel")[label], report.Labels[label].Counts, $"{name}, label {label}");

        LabelMatrix calls = new RowMajor<int>(values.Select(value => value >= 0.5 ? 1 : 0).ToArray(), scores.Rows, columns);
        Reference.Same(expected.GetProperty("hamming"), MultiLabelMetrics.HammingLoss(calls, labels), $"{name}: Hamming loss");
        Reference.Same(expected.GetProperty("exactMatch"), MultiLabelMetrics.ExactMatch(calls, labels), $"{name}: exact match");
    }

    [Fact]
    public void An_undefined_label_is_left_out_of_the_mean_and_counted()
    {
        var scores = new RowMajor<float>(new[] { 0.9f, 0.2f, 0.1f, 0.3f }, 2, 2);
        var auroc = MultiLabelMetrics.Auroc(scores, new RowMajor<byte>(new byte[] { 1, 0, 0, 0 }, 2, 2));
        Assert.Equal((1.0, 1, 1), (auroc.Macro.Value, auroc.Defined, auroc.Undefined));
        Assert.Equal("no sample is positive", auroc.PerLabel[1].Reason);
        var nothing = MultiLabelMetrics.Auroc(scores, new RowMajor<byte>(new byte[4], 2, 2));
        Assert.Equal("it is undefined for every label", nothing.Macro.Reason);
    }

    [Fact]
    public void No_result_depends_on_the_number_of_threads()
    {
        const int Rows = 5000;
        var values = Enumerable.Range(0, Rows * 7).Select(i => (float)((i * 7919L % 1013) / 1013.0)).ToArray();
        LabelMatrix labels = new RowMajor<bool>(values.Select((value, i) => (i * 31 % 97) < value * 97).ToArray(), Rows, 7);
        var scores = new RowMajor<float>(values, Rows, 7);
        var one = MultiLabelReport.Of(scores, labels, new() { Parallelism = 1 });
        var many = MultiLabelReport.Of(scores, labels, new() { Parallelism = 5 });
        Assert.Equal(one.Auroc.PerLabel, many.Auroc.PerLabel);
        Assert.Equal(one.LogLoss.Macro, many.LogLoss.Macro);
        Assert.Equal(one.Ece.Micro, many.Ece.Micro);
        for (var label = 0; label < 7; label++)
        {
            var column = Enumerable.Range(0, Rows).Select(row => values[(row * 7) + label]).ToArray();
            var truth = Enumerable.Range(0, Rows).Select(row => labels.Values.Span[(row * 7) + label]).ToArray();
            Assert.Equal(BinaryMetrics.Auroc<float>(column, truth), one.Auroc.PerLabel[label]);
        }
    }

    [Fact]
    public void Each_label_has_its_own_threshold_when_they_are_given()
    {
        var scores = new RowMajor<double>(new[] { 0.4, 0.4, 0.2, 0.2 }, 2, 2);
        LabelMatrix labels = new RowMajor<int>(new[] { 1, 1, 0, 0 }, 2, 2);
        var report = MultiLabelReport.Of(scores, labels, new() { Thresholds = [0.3, 0.5] });
        Assert.Equal(1, report.Recall.PerLabel[0].Value);
        Assert.Equal(0, report.Recall.PerLabel[1].Value);
        Assert.Equal(report.Counts, report.Micro!.Counts);
        Assert.Contains("3 thresholds and 2 labels", Assert.Throws<ArgumentException>(() => MultiLabelReport.Of(scores, labels, new() { Thresholds = [1, 2, 3] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_the_label_and_the_sample()
    {
        var values = new double[40];
        values[(13 * 2) + 1] = double.NaN;
        var refusal = Assert.Throws<ArgumentException>(() => MultiLabelMetrics.Auroc(new RowMajor<double>(values, 20, 2), new RowMajor<byte>(new byte[40], 20, 2)));
        Assert.Contains("Label 1: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("scores[13] is NaN", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RowMajor<double>(new double[5], 2, 3));
        Assert.Throws<ArgumentException>(() => new RowMajor<double>(new double[0], 65536, 65536)); // the product is 0 in 32 bits
        Assert.Throws<ArgumentException>(() => MultiLabelMetrics.Auroc(new RowMajor<double>(new double[6], 2, 3), new RowMajor<byte>(new byte[6], 3, 2)));
        Assert.Throws<ArgumentException>(() => (LabelMatrix)new RowMajor<int>(new[] { 0, 2 }, 2, 1));
    }

    [Fact]
    public void Logits_have_no_calibration_error_but_all_else()
    {
        var report = BinaryReport.Of<double>([-3.0, 2.0, 5.0], new[] { false, true, true }, new() { AreProbabilities = false, Threshold = 0 });
        Assert.Equal((1.0, 1.0), (report.Auroc.Value, report.Counts.F1.Value));
        Assert.Equal("the scores are not probabilities", report.LogLoss.Reason);
        Assert.Equal("the scores are not probabilities", report.Ece.Reason);
    }
}
