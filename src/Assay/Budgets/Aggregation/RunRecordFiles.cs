namespace Assay.Budgets.Aggregation;

/// <summary>The files in which a run says what it is: <c>run.json</c>, and the configuration its program left. The first that has a key is believed.</summary>
internal sealed class RunRecordFiles
{
    /// <summary>The files, the most explicit first.</summary>
    public static readonly IReadOnlyList<string> Names = ["run.json", ".hydra/config.yaml", "config.json", "config.yaml"];

    private static readonly string[] MetricNames = ["best_metrics.json", "metrics.json"];
    private readonly List<StudyConfig> _records;
    private readonly List<StudyConfig> _metrics;

    private RunRecordFiles(List<StudyConfig> records, List<StudyConfig> metrics) => (_records, _metrics) = (records, metrics);

    /// <summary>Whether a folder is a run's: it says what it is, and has predictions or a record of its own.</summary>
    public static bool IsRun(string folder) =>
        File.Exists(Path.Combine(folder, Names[0])) || File.Exists(Path.Combine(folder, Names[1]))
        || (Directory.Exists(Path.Combine(folder, RunAggregation.PredictionFolder)) && Names.Any(name => File.Exists(Path.Combine(folder, name))));

    /// <summary>Reads a run's files.</summary>
    /// <exception cref="AssayException">One cannot be read.</exception>
    public static RunRecordFiles Read(string folder) => new(
        [.. Names.Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(StudyConfig.Read)],
        [.. MetricNames.Select(name => Path.Combine(folder, name)).Where(File.Exists).Select(StudyConfig.Read)]);

    /// <summary>The first text at any of the keys; null when there is none.</summary>
    public string? Text(params string[] keys) => First(_records, keys);

    /// <summary>The first text at any of the keys of the recorded metrics, else of the record; null when there is none.</summary>
    public string? Metric(params string[] keys) => First(_metrics, keys) ?? First(_records, keys);

    /// <summary>The first list at any of the keys; null when there is none.</summary>
    public IReadOnlyList<string>? List(params string[] keys) =>
        _records.SelectMany(record => keys.Select(record.List)).FirstOrDefault(list => list is not null);

    /// <summary>A whole number; null when no record has it.</summary>
    /// <exception cref="AssayException">What is there is no whole number.</exception>
    public ulong? Whole(params string[] keys) => Text(keys) is not { } text
        ? null
        : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new AssayException($"its record has '{text}' for {keys[0]}; a whole number is expected");

    /// <summary>A whole number that counts or numbers something; null when no record has it.</summary>
    /// <exception cref="AssayException">What is there is no whole number up to 2³¹ − 1.</exception>
    public int? Count(params string[] keys) => Whole(keys) is not { } number
        ? null
        : number <= int.MaxValue ? (int)number : throw new AssayException(string.Create(CultureInfo.InvariantCulture, $"its record has {number} for {keys[0]}; at most {int.MaxValue} is expected"));

    private static string? First(List<StudyConfig> files, string[] keys) =>
        files.SelectMany(file => keys.Select(file.Text)).FirstOrDefault(text => text is not null);
}
