namespace Assay.Execution.Local;

/// <summary>Stops a command: SIGINT, then SIGTERM, then SIGKILL, with a grace after each.</summary>
internal static class StopSequence
{
    /// <summary>Runs the sequence; returns when the command has ended.</summary>
    internal static async Task RunAsync(IChild child, StopGraces graces, TimeProvider clock)
    {
        child.Request(StopRequest.Interrupt);
        if (!await EndsWithinAsync(child, graces.Interrupt, clock).ConfigureAwait(false))
            await TerminateAsync(child, graces, clock).ConfigureAwait(false);
    }

    /// <summary>Runs the sequence from SIGTERM on, for a command that nobody waits for any more.</summary>
    internal static async Task TerminateAsync(IChild child, StopGraces graces, TimeProvider clock)
    {
        child.Request(StopRequest.Terminate);
        if (await EndsWithinAsync(child, graces.Terminate, clock).ConfigureAwait(false))
            return;
        child.Request(StopRequest.Kill);
        await child.Exited.ConfigureAwait(false);
    }

    private static async Task<bool> EndsWithinAsync(IChild child, TimeSpan grace, TimeProvider clock)
    {
        using var ended = new CancellationTokenSource();
        var pause = Task.Delay(grace, clock, ended.Token);
        var first = await Task.WhenAny(child.Exited, pause).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        return first == child.Exited;
    }
}
