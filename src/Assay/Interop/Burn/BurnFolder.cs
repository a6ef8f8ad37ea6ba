using System.Text.Json;
using Assay.Foundation.Files;

namespace Assay.Interop.Burn;

/// <summary>
/// Reads the folders Burn's learner writes: <c>train/epoch-&lt;n&gt;/&lt;Metric&gt;.log</c>, <c>valid/…</c>, <c>checkpoint/model-&lt;n&gt;.mpk</c>. Links are not followed.
/// </summary>
public static class BurnFolder
{
    private const int MostDepth = 5;
    private const int MostEpochs = 100_000;
    private const int MostRuns = 10_000;
    private const long MostConfigBytes = 16L << 20;
    private const string EpochPrefix = "epoch-";
    private static readonly string[] SplitNames = ["train", "valid", "test"];
    private static readonly EnumerationOptions NoLinks = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <summary>Whether a folder is a run's: it has a split with at least one epoch, or empty split folders beside a checkpoint folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>False also when there is no such folder.</returns>
    public static bool IsRun(string folder) =>
        Directory.Exists(folder) && (SplitNames.Any(split => EpochsOf(Path.Combine(folder, split)).Count > 0)
            || (Directory.Exists(Path.Combine(folder, "checkpoint")) && SplitNames.Any(split => Directory.Exists(Path.Combine(folder, split)))));

    /// <summary>The runs in a folder: the folder itself, or those up to five levels below it, by name.</summary>
    /// <param name="root">The folder.</param>
    /// <returns>Paths of run folders, at least one.</returns>
    /// <exception cref="AssayException">There is no such folder, no run is in it, or more than 10,000 are.</exception>
    public static IReadOnlyList<string> Find(string root)
    {
        if (!Directory.Exists(root))
            throw new AssayException($"{root}: there is no such folder; a run's folder, or a folder of runs, is expected.");
        var found = new List<string>();
        Collect(root, 0, found);
        return found.Count > 0
            ? found
            : throw new AssayException($"{root}: no run of Burn's is in it; train/epoch-1/Loss.log or valid/epoch-1/Loss.log is expected in a run's folder.");
    }

    /// <summary>Reads a run.</summary>
    /// <param name="folder">Its folder.</param>
    /// <returns>The run; what is broken in it is a remark.</returns>
    /// <exception cref="AssayException">The folder is no run's, holds more than 100,000 epochs, or a file of it is too large.</exception>
    public static BurnRun Read(string folder)
    {
        if (!IsRun(folder))
            throw new AssayException($"{folder}: this is no run of Burn's; train/epoch-1 or valid/epoch-1 is expected in it.");
        var remarks = new List<string>();
        var splits = new List<(string, int)>();
        var series = new List<BurnSeries>();
        foreach (var split in SplitNames)
        {
            var path = Path.Combine(folder, split);
            if (!Directory.Exists(path))
                continue;
            var epochs = EpochsOf(path);
            splits.Add((split, epochs.Count));
            series.AddRange(SeriesOf(split, epochs, remarks));
        }

        return new BurnRun(
            folder,
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            splits,
            series,
            CheckpointsOf(Path.Combine(folder, "checkpoint")),
            ConfigOf(Path.Combine(folder, "config.json"), remarks),
            remarks);
    }

    private static void Collect(string folder, int depth, List<string> found)
    {
        if (IsRun(folder))
        {
            found.Add(folder);
            if (found.Count > MostRuns)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{folder}: more than {MostRuns} runs; name a smaller folder."));
            return;
        }

        if (depth == MostDepth)
            return;
        foreach (var sub in Directory.EnumerateDirectories(folder, "*", NoLinks).Order(StringComparer.Ordinal))
            Collect(sub, depth + 1, found);
    }

    private static List<(int Epoch, string Path)> EpochsOf(string split)
    {
        var epochs = new List<(int Epoch, string Path)>();
        if (!Directory.Exists(split))
            return epochs;
        foreach (var path in Directory.EnumerateDirectories(split, EpochPrefix + "*", NoLinks))
        {
            if (int.TryParse(Path.GetFileName(path).AsSpan(EpochPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
                epochs.Add((epoch, path));
            if (epochs.Count > MostEpochs)
                throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{split}: more than {MostEpochs} epochs."));
        }

        epochs.Sort();
        return epochs;
    }

    private static IEnumerable<BurnSeries> SeriesOf(string split, List<(int Epoch, string Path)> epochs, List<string> remarks)
    {
        var logs = new SortedDictionary<string, List<(int Epoch, BurnMetricLog Log)>>(StringComparer.Ordinal);
        foreach (var (epoch, folder) in epochs)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.log", NoLinks))
            {
                var metric = Path.GetFileNameWithoutExtension(file).Replace('_', ' ');
                var place = string.Create(CultureInfo.InvariantCulture, $"{split}/{EpochPrefix}{epoch}/{Path.GetFileName(file)}");
                if (BurnMetricLog.Read(file) is not { } log)
                {
                    remarks.Add($"{place}: no line of it is a number, so it is left out.");
                    continue;
                }

                if (log.BrokenLines > 0)
                    remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{place}: {log.BrokenLines} line{(log.BrokenLines == 1 ? " is" : "s are")} not 'value,count' and left out."));
                if (log.IsTorn)
                    remarks.Add($"{place}: the last line has no line end, may be cut, and is left out.");
                if (!logs.TryGetValue(metric, out var list))
                    logs[metric] = list = [];
                list.Add((epoch, log));
            }
        }

        foreach (var (metric, list) in logs)
        {
            // Burn makes every epoch of one length; a last one that is shorter was not finished.
            var full = list.Max(entry => entry.Log.Batches + entry.Log.BrokenLines);
            var (last, lastLog) = list[^1];
            var isPartial = lastLog.Batches + lastLog.BrokenLines < full;
            if (isPartial)
                remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{split}/{EpochPrefix}{last}: {metric} has {lastLog.Batches} of {full} batches; the epoch was not finished and is no candidate for best or latest."));
            yield return new BurnSeries(split, metric, [.. list.Select(entry => new BurnEpoch(entry.Epoch, entry.Log, isPartial && entry.Epoch == last))]);
        }
    }

    private static int[] CheckpointsOf(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        var epochs = new SortedSet<int>();
        foreach (var file in Directory.EnumerateFiles(folder, "model-*", NoLinks))
        {
            // model-12.mpk, model-12.mpk.gz, model-12.bin: the recorder chooses the ending.
            var digits = Path.GetFileName(file)["model-".Length..].Split('.')[0];
            if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
                epochs.Add(epoch);
        }

        return [.. epochs];
    }

    private static string? ConfigOf(string path, List<string> remarks)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var text = BoundedFile.ReadText(path, MostConfigBytes);
            using var document = JsonDocument.Parse(text);
            return text;
        }
        catch (Exception error) when (error is JsonException or FileTooLargeException)
        {
            remarks.Add($"config.json is left out: {error.Message}");
            return null;
        }
    }
}
