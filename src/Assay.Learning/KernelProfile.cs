namespace Assay.Learning;

/// <summary>Where an engine's time goes: time and calls of each kind of kernel, as the driving thread sees them. For benchmarks.</summary>
/// <param name="clock">Nanoseconds since any moment; the thread's own processor time, where others use the machine.</param>
internal sealed class KernelProfile(Func<long> clock)
{
    private readonly Dictionary<string, (long Time, long Calls)> _kinds = [];

    /// <summary>The kinds with their nanoseconds, the costliest first.</summary>
    public IReadOnlyList<(string Kind, long Time, long Calls)> Kinds =>
        [.. _kinds.Select(pair => (pair.Key, pair.Value.Time, pair.Value.Calls)).OrderByDescending(kind => kind.Time)];

    /// <summary>The clock's nanoseconds.</summary>
    public long Now => clock();

    /// <summary>Adds a call that began at a moment of the clock and ends now.</summary>
    public void Add(string kind, long began)
    {
        var (time, calls) = _kinds.GetValueOrDefault(kind);
        _kinds[kind] = (time + Now - began, calls + 1);
    }
}
