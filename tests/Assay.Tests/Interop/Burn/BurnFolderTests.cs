using Assay.Interop.Burn;
using Assay.Testing;

namespace Assay.Tests.Interop.Burn;

public sealed class BurnFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_line_is_a_batch_with_its_value_and_its_count()
    {
        var log = BurnMetricLog.Parse("34.375,32\n25,32\n50,4\n")!;
        Assert.Equal((3, 68), (log.Batches, log.Samples));
        Assert.Equal((34.375 + 25 + 50) / 3, log.BatchMean.Value);
        Assert.Equal(((34.375 * 32) + (25 * 32) + (50 * 4)) / 68, log.SampleMean.Value, 12);
    }

    [Theory]
    [InlineData("1,1\nNaN,1\n", "1 of 2 batches is NaN or infinite")]
    [InlineData("inf,1\n-inf,1\n", "2 of 2 batches are NaN or infinite")]
    public void A_mean_over_batches_that_are_no_numbers_is_undefined(string text, string reason) =>
        Assert.Equal((reason, reason), (BurnMetricLog.Parse(text)!.BatchMean.Reason, BurnMetricLog.Parse(text)!.SampleMean.Reason));

    [Fact]
    public void What_is_cut_or_broken_is_counted_and_takes_no_part()
    {
        var log = BurnMetricLog.Parse("0\n2,1\n3,1,1\nabc\n-1,-1\n4,1\n5.")!;
        Assert.Equal((3, 3, true), (log.Batches, log.BrokenLines, log.IsTorn));
        Assert.Equal(2, log.BatchMean.Value);
        Assert.Null(BurnMetricLog.Parse("some text\n"));
        Assert.Null(BurnMetricLog.Parse(""));
        Assert.Null(BurnMetricLog.Parse("1.5,32"));
    }

    [Fact]
    public void The_only_real_log_there_is_reads_as_it_was_written()
    {
        // The first 16 iterations of the first run of the tip-state study, as its repository holds them (losses to three decimals).
        double[] losses = [2.065, 3.475, 2.049, 1.783, 2.319, 2.256, 1.885, 2.119, 1.804, 1.594, 1.702, 1.635, 1.584, 1.575, 1.598, 1.762];
        int[] hits = [2, 11, 12, 4, 7, 11, 13, 7, 13, 11, 4, 7, 9, 11, 8, 9];
        Write("run/train/epoch-1/Loss.log", string.Concat(losses.Select(loss => FormattableString.Invariant($"{loss},1\n"))));
        Write("run/train/epoch-1/Accuracy.log", string.Concat(hits.Select(hit => FormattableString.Invariant($"{hit / 0.32},32\n"))));
        var run = BurnFolder.Read(Path.Combine(_folder.Path, "run"));
        Assert.Equal(["Accuracy", "Loss"], run.Series.Select(series => series.Metric));
        Assert.Equal(hits.Sum() / 5.12, run.Series[0].Epochs[0].Value(bySample: true).Value, 10);
        Assert.Equal(losses.Average(), run.Series[1].Epochs[0].Value(bySample: false).Value, 12);
    }

    [Fact]
    public void Epochs_are_ordered_by_number_and_a_last_one_that_was_cut_is_said()
    {
        foreach (var epoch in new[] { 1, 2, 10 })
            Write($"run/valid/epoch-{epoch}/Loss.log", epoch == 10 ? "1,1\n" : "1,1\n2,1\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "run", "valid", "epoch-11"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "run", "valid", "epoch-last"));
        Write("run/checkpoint/model-2.mpk", "");
        Write("run/checkpoint/model-10.mpk", "");
        Write("run/config.json", "{\"seed\": 42}");
        var run = BurnFolder.Read(Path.Combine(_folder.Path, "run"));
        Assert.Equal(("valid", 4), Assert.Single(run.Splits));
        Assert.Equal([1, 2, 10], run.Series[0].Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal([false, false, true], run.Series[0].Epochs.Select(epoch => epoch.IsPartial));
        Assert.Equal([2, 10], run.Checkpoints);
        Assert.Contains(run.Remarks, remark => remark.Contains("1 of 2 batches", StringComparison.Ordinal));
    }

    [Fact]
    public void Runs_are_found_below_a_folder_and_a_folder_without_any_is_refused()
    {
        Write("sweep_a_job1/20251201_101010_j1_0/valid/epoch-1/Loss.log", "1,1\n");
        Write("sweep_a_job1/20251201_101010_j1_1/valid/epoch-1/Loss.log", "1,1\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));
        Assert.Equal(["20251201_101010_j1_0", "20251201_101010_j1_1"], BurnFolder.Find(_folder.Path).Select(path => Path.GetFileName(path)));
        Assert.Contains("no run of Burn's", Assert.Throws<AssayException>(() => BurnFolder.Find(Path.Combine(_folder.Path, "empty"))).Message, StringComparison.Ordinal);
        Assert.Contains("no such folder", Assert.Throws<AssayException>(() => BurnFolder.Find(Path.Combine(_folder.Path, "nowhere"))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string text) => _folder.Write(name.Replace('/', Path.DirectorySeparatorChar), text);
}
