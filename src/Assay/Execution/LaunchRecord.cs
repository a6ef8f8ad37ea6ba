using System.Text.Json;
using System.Text.Json.Serialization;
using Assay.Foundation.Files;
using Assay.Tracking;
using Assay.Tracking.Results;

namespace Assay.Execution;

/// <summary>What whoever finishes a run must know, kept as <c>launch.json</c> in the run's folder from before its command starts.</summary>
internal sealed record LaunchRecord
{
    private const int SizeLimit = 64 << 20;

    /// <summary>The working directory.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The chain of commands when its steps are recorded; null otherwise.</summary>
    public string? Chain { get; init; }

    /// <summary>How long the command may take.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Declared results.</summary>
    public IReadOnlyList<ResultSource> Results { get; init; } = [];

    /// <summary>Result files that were there before the command started.</summary>
    public IReadOnlyList<FileState> Before { get; init; } = [];

    /// <summary>Declared outputs.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Declared metric identities.</summary>
    public IReadOnlyDictionary<string, MetricIdentity> Metrics { get; init; } = new Dictionary<string, MetricIdentity>();

    /// <summary>How long the command has to end when it is stopped.</summary>
    public StopGraces Stop { get; init; } = StopGraces.Default;

    /// <summary>The facts recorded when the run starts.</summary>
    public required RunDetails Details { get; init; }

    /// <summary>Writes the record into a run's folder.</summary>
    internal void Write(string folder) =>
        File.WriteAllBytes(Path.Combine(folder, RunFolder.Launch), JsonSerializer.SerializeToUtf8Bytes(this, LaunchRecordJson.Default.LaunchRecord));

    /// <summary>Reads the record of a run's folder; null when there is none, or only a part: then no command was started.</summary>
    internal static LaunchRecord? TryRead(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(BoundedFile.ReadBytes(Path.Combine(folder, RunFolder.Launch), SizeLimit), LaunchRecordJson.Default.LaunchRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A file as it was: whoever rewrites it changes its time or length.</summary>
    /// <param name="Path">As declared.</param>
    /// <param name="Length">Bytes.</param>
    /// <param name="Ticks">Time of its last change.</param>
    internal sealed record FileState(string Path, long Length, long Ticks)
    {
        /// <summary>The state of a file now; null when there is none.</summary>
        internal static FileState? Of(string workingDirectory, string path)
        {
            var file = new FileInfo(System.IO.Path.Combine(workingDirectory, path));
            return file.Exists ? new(path, file.Length, file.LastWriteTimeUtc.Ticks) : null;
        }
    }
}

/// <summary>Serialization without reflection, which start-up would pay for.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LaunchRecord))]
internal sealed partial class LaunchRecordJson : JsonSerializerContext;
