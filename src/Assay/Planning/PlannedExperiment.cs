using System.Text.Json;
using Assay.Planning.Late;
using Assay.Tracking.Results;

namespace Assay.Planning;

/// <summary>One thing to run: an id, with at most one seed, everything interpolated.</summary>
/// <param name="Id">Unique in the plan, together with <paramref name="Seed"/>.</param>
/// <param name="Seed">The seed; <see langword="null"/> when the plan gives none.</param>
/// <param name="Command">What runs.</param>
public sealed record PlannedExperiment(string Id, long? Seed, LaunchCommand Command)
{
    /// <summary>The id, with a seed <c>id-s7</c>: unique in the plan.</summary>
    public string Name => NameOf(Id, Seed);

    /// <summary>The priority it belongs to; <see langword="null"/> outside priorities.</summary>
    public string? Priority { get; init; }

    /// <summary>The phase it belongs to; <see langword="null"/> when no phase lists it.</summary>
    public string? Phase { get; init; }

    /// <summary>What it is, in a line; <see langword="null"/> when the plan says nothing.</summary>
    public string? Title { get; init; }

    /// <summary>Priorities, phases and experiments that must be done first: its priority's, then its own. <see cref="Plan.Named"/> finds them.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Folder the command runs in, relative to the plan's folder or absolute; <c>.</c> is the plan's folder.</summary>
    public string WorkingDirectory { get; init; } = ".";

    /// <summary>Environment variables of the command, in the order of the plan.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = Empty<string>.Map;

    /// <summary>Every variable of the plan with its value, in the order of the plan; numbers keep the text they were written with.</summary>
    public IReadOnlyDictionary<string, JsonElement> Config { get; init; } = Empty<JsonElement>.Map;

    /// <summary>Folder it writes to, relative to <see cref="WorkingDirectory"/> or absolute; no other experiment of the plan has it.</summary>
    public string Out { get; init; } = "";

    /// <summary>Where the metrics are; paths relative to <see cref="WorkingDirectory"/>.</summary>
    public IReadOnlyList<ResultSource> Results { get; init; } = [];

    /// <summary>Files or globs that the command must have written, relative to <see cref="WorkingDirectory"/>.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Files, folders and globs of data, relative to <see cref="WorkingDirectory"/>; <c>!glob</c> leaves files out.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Files, folders and globs of source code, relative to <see cref="WorkingDirectory"/>; <c>!glob</c> leaves files out.</summary>
    public IReadOnlyList<string> Code { get; init; } = [];

    /// <summary>Longest time of one attempt; <see langword="null"/> is no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Attempts after the first one failed, 0 to 100.</summary>
    public int Retries { get; init; }

    /// <summary>Wait before the first retry; doubles each time.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>CPU slots it takes, at least 1.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>GPU slots it takes, at least 0.</summary>
    public int Gpus { get; init; }

    /// <summary>Stage of the work; <see langword="null"/> when not said.</summary>
    public string? Stage { get; init; }

    /// <summary>Sources of the labels or data.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Why it is run; <see langword="null"/> when not said.</summary>
    public string? Reason { get; init; }

    /// <summary>Tags of its runs, in the order of the plan.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = Empty<string>.Map;

    /// <summary>Late values that it takes and that are not known yet; in the texts they stand as the plan writes them. Empty: it can be run.</summary>
    public IReadOnlyList<LateReference> Awaits { get; init; } = [];

    /// <summary>Late values that it took, with where they come from.</summary>
    public IReadOnlyList<LateValue> Taken { get; init; } = [];

    /// <summary>Line of the plan it comes from, from 1.</summary>
    public int Line { get; init; }

    internal static string NameOf(string id, long? seed) => seed is null ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-s{seed}");

    private static class Empty<T>
    {
        public static readonly IReadOnlyDictionary<string, T> Map = new Dictionary<string, T>(0, StringComparer.Ordinal).AsReadOnly();
    }
}
