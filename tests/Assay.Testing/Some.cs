using Assay.Tracking;

namespace Assay.Testing;

/// <summary>Things that tests need some of, and whose details do not matter.</summary>
public static class Some
{
    public static RunDraft Draft(string experiment = "spy") => new(experiment);

    public static LeaseOwner Owner(int process = 4711) => new("lab1", "boot-1", process, "12345");

    public static DateTimeOffset Time { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static MetricPoint Point(double value, long step = 0) => new(step, Time, value);

    public static async Task<Run> CreateRunAsync(this IRunStore store, RunDraft? draft = null) =>
        (await store.CreateRunsAsync([draft ?? Draft()]).ConfigureAwait(false))[0];
}
