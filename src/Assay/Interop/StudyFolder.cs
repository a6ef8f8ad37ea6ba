using System.Security.Cryptography;
using System.Text.Json;
using Assay.Foundation.Files;
using Assay.Foundation.Formats;
using Assay.Tracking;
using Assay.Tracking.Results;
using Assay.Tuning;

namespace Assay.Interop;

/// <summary>
/// Reads a folder that a tuning script left: <c>all_trials.json</c>, and beside it perhaps <c>best_params.json</c> and
/// <c>trial_metrics.csv</c>. What the files say is kept as it is; whether it is right is for the analyzers.
/// </summary>
public static class StudyFolder
{
    /// <summary>Name of the file of trials.</summary>
    public const string TrialsFile = "all_trials.json";

    /// <summary>Name of the file of the reported best.</summary>
    public const string BestFile = "best_params.json";

    /// <summary>Name of the table of further metrics.</summary>
    public const string MetricsFile = "trial_metrics.csv";

    private const long SizeLimit = 256L << 20;
    private const int TrialLimit = 1_000_000;

    /// <summary>Whether a folder holds a study, or a path is the file of its trials.</summary>
    /// <param name="path">The path.</param>
    /// <returns>True when it does.</returns>
    public static bool IsOne(string path) => File.Exists(Path.Combine(path, TrialsFile)) || (Path.GetFileName(path) == TrialsFile && File.Exists(path));

    /// <summary>Reads the folder.</summary>
    /// <param name="path">The folder, or the file of its trials.</param>
    /// <returns>The study, the digest of its files, and a sentence for each file beside the trials that could not be read.</returns>
    /// <exception cref="AssayException">There are no trials, or they are torn, too large or not of this form.</exception>
    public static StudyFolderContent Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = Path.GetFileName(path) == TrialsFile && File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : Path.GetFullPath(path);
        var file = Path.Combine(folder, TrialsFile);
        if (!File.Exists(file))
            throw new AssayException($"{path}: holds no study: {TrialsFile} is expected in it.");
        var problems = new List<string>();
        var bytes = ReadBytes(file);
        IReadOnlyList<Trial> trials = Parse(bytes, file, root => TrialsJson.Read(root, file, TrialLimit));
        var best = Optional(Path.Combine(folder, BestFile), problems, (content, name) => Parse(content, name, root => BestParamsJson.Read(root, name)));
        var metrics = Optional(Path.Combine(folder, MetricsFile), problems, TrialMetricsCsv.Read);
        if (metrics is not null)
            trials = [.. trials.Select(trial => metrics.TryGetValue(trial.Number, out var more) ? trial with { Metrics = TrialMetricsCsv.Join(trial, more) } : trial)];
        var metric = MetricOf(trials);
        var study = new Study(Path.GetFileName(folder))
        {
            Metric = metric,
            Direction = DirectionOf(trials, best?.Reported.Value, metric),
            Space = best?.Space ?? Tuning.Spaces.ParameterSpace.Undeclared,
            Trials = trials,
            Reported = best?.Reported,
            Source = path,
            Created = best?.Time,
        };
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(bytes);
        return new StudyFolderContent(study, Convert.ToHexStringLower(digest.GetHashAndReset()), problems);
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            return BoundedFile.ReadBytes(file, SizeLimit);
        }
        catch (FileTooLargeException e)
        {
            throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"{file}: is larger than the {SizeLimit >> 20} MiB that are read of a study."), e);
        }
    }

    private static T Parse<T>(ReadOnlyMemory<byte> bytes, string file, Func<JsonElement, T> read)
    {
        try
        {
            using var document = TolerantJson.Parse(bytes, file);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is ResultRefusedException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new AssayException(e is ResultRefusedException ? e.Message : $"{file}: {e.Message}", e);
        }
    }

    // A torn file beside the trials does not keep the trials from being judged.
    private static T? Optional<T>(string file, List<string> problems, Func<byte[], string, T> read)
        where T : class
    {
        if (!File.Exists(file))
            return null;
        try
        {
            return read(ReadBytes(file), file);
        }
        catch (Exception e) when (e is AssayException or DataFileException)
        {
            problems.Add(e.Message);
            return null;
        }
    }

    // The attribute that equals the objective in every completed trial names it.
    private static string MetricOf(IReadOnlyList<Trial> trials)
    {
        var counted = trials.Where(trial => trial.Counts).ToList();
        var names = counted.Count == 0 ? [] : counted[0].Metrics.Keys.Where(key => counted.TrueForAll(trial => trial.Metrics.TryGetValue(key, out var value) && value.Number == trial.Value!.Value.Number)).ToList();
        return names.Count > 0 ? names.OrderByDescending(name => name.Contains("val", StringComparison.Ordinal)).ThenBy(name => name, StringComparer.Ordinal).First() : "objective";
    }

    // The reported best tells which end is good; without it, names of losses do.
    private static Direction DirectionOf(IReadOnlyList<Trial> trials, double? reported, string metric)
    {
        var values = trials.Where(trial => trial.Counts).Select(trial => trial.Value!.Value.Number).ToList();
        if (values.Count > 1 && reported is { } best && values.Min() < values.Max())
        {
            if (Math.Abs(best - values.Max()) < Math.Abs(best - values.Min()))
                return Direction.Maximize;
            return Direction.Minimize;
        }

        return metric.Contains("loss", StringComparison.OrdinalIgnoreCase) || metric.Contains("error", StringComparison.OrdinalIgnoreCase) ? Direction.Minimize : Direction.Maximize;
    }
}
