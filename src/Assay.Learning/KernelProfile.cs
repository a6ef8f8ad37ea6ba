using System.Diagnostics;

namespace Assay.Learning;

/// <summary>Where an engine's time goes: seconds and calls for each kind of kernel, as the driving thread sees them. For benchmarks.</summary>
internal sealed class KernelProfile
{
    private readonly Dictionary<string, (long Ticks, long Calls)> _kinds = [];

    /// <summary>The kinds, the costliest first.</summary>
    public IReadOnlyList<(string Kind, TimeSpan Time, long Calls)> Kinds =>
        [.. _kinds.Select(pair => (pair.Key, Stopwatch.GetElapsedTime(0, pair.Value.Ticks), pair.Value.Calls)).OrderByDescending(kind => kind.Item2)];

    /// <summary>Adds a call that began at a timestamp and ends now.</summary>
    public void Add(string kind, long began)
    {
        var (ticks, calls) = _kinds.GetValueOrDefault(kind);
        _kinds[kind] = (ticks + Stopwatch.GetTimestamp() - began, calls + 1);
    }

    /// <summary>Forgets what was measured.</summary>
    public void Clear() => _kinds.Clear();
}
