using Assay.Execution.Capture;

namespace Assay.Cli.Rendering;

/// <summary>Shows what another process writes into a file, as it comes.</summary>
internal static class OutputView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Follows a file until its writer has ended. On a terminal escape sequences are made harmless, in a pipe the text stays as it is.</summary>
    /// <param name="call">The call.</param>
    /// <param name="file">The file; it need not exist yet.</param>
    /// <param name="to">Where to.</param>
    /// <param name="ended">Whether the writer has ended.</param>
    /// <param name="cancellation">Ends the following.</param>
    public static async Task FollowAsync(Invocation call, string file, TextWriter to, Func<bool> ended, CancellationToken cancellation)
    {
        await foreach (var piece in LiveTail.FollowAsync(file, long.MaxValue, ended, Interval, call.Host.Clock, cancellation))
        {
            to.Write(call.Host.IsTerminal ? SafeText.Of(piece, keepLines: true) : piece);
            to.Flush();
        }
    }
}
