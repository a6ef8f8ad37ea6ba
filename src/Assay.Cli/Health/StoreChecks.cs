using Assay.Cli.Rendering;
using Assay.Tracking;
using Assay.Tracking.Sqlite;

namespace Assay.Cli.Health;

/// <summary>Looks at the store: is it there, sound, writable, with room to grow?</summary>
internal static class StoreChecks
{
    // Below this a night of runs may not fit.
    private const long LittleSpace = 1L << 30;

    /// <summary>Checks the store of a call.</summary>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Invocation call)
    {
        var findings = new List<Finding>();
        string folder;
        try
        {
            folder = call.StoreFolder();
        }
        catch (StoreException error)
        {
            return [new Finding("store", FindingState.Missing, error.Message)];
        }

        try
        {
            await using var store = await SqliteRunStore.OpenAsync(folder, new StoreOpenOptions { ReadOnly = true, Clock = call.Host.Clock }, call.Cancellation);
            var counts = await store.CountAsync(new RunSearch(), call.Cancellation);
            findings.Add(new Finding("store", FindingState.Fine, $"{folder}, {counts.Values.Sum()} runs"));
            var problems = await store.CheckAsync(call.Cancellation);
            findings.AddRange(problems.Select(problem => new Finding("records", FindingState.Broken, $"{problem.Message} {problem.Advice}")));
            if (problems.Count == 0)
                findings.Add(new Finding("records", FindingState.Fine, "sound"));
            findings.Add(await ClockAsync(call, store));
        }
        catch (StoreException error)
        {
            findings.Add(new Finding("store", FindingState.Broken, error.Message));
        }

        if (Directory.Exists(folder))
        {
            findings.Add(Writable(folder));
            findings.Add(Space(folder));
        }

        return findings;
    }

    private static async Task<Finding> ClockAsync(Invocation call, SqliteRunStore store)
    {
        var now = call.Host.Clock.GetUtcNow();
        var newest = (await store.SearchAsync(new RunSearch { Limit = 1 }, call.Cancellation)).Items.Select(row => row.Run.Created).FirstOrDefault();
        if (newest > now)
            return new Finding("clock", FindingState.Broken, $"it is {JsonPage.Iso(now)}, but the newest run was made {JsonPage.Iso(newest)}: set the clock, or the order of runs is wrong.");
        // The program is younger than 2026.
        return now.Year < 2026
            ? new Finding("clock", FindingState.Broken, $"it is {JsonPage.Iso(now)}: set the clock.")
            : new Finding("clock", FindingState.Fine, $"{JsonPage.Iso(now)}, zone {call.Screen.Zone.Id}");
    }

    private static Finding Writable(string folder)
    {
        var probe = Path.Combine(folder, $"doctor-{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new Finding("writable", FindingState.Fine, "yes");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Finding("writable", FindingState.Broken, $"no: {error.Message}");
        }
    }

    private static Finding Space(string folder)
    {
        var free = new DriveInfo(folder).AvailableFreeSpace;
        return new Finding("disk", free < LittleSpace ? FindingState.Broken : FindingState.Fine, $"{Figures.Size(free)} free{(free < LittleSpace ? ": make room, or runs will fail when it is full" : "")}");
    }
}
