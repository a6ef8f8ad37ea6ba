using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>Statuses as the tracker's tables say them.</summary>
internal static class StatusWords
{
    private static readonly (RunStatus Status, string Shown, string[] Words)[] All =
    [
        (RunStatus.Completed, "✅ Complete", ["complete", "completed", "done", "finished"]),
        (RunStatus.Running, "🔄 Running", ["running", "in progress", "active", "started"]),
        (RunStatus.Queued, "⏳ Queued", ["queued", "waiting"]),
        (RunStatus.Failed, "❌ Failed", ["failed", "error", "crashed"]),
        (RunStatus.Cancelled, "⏸ Interrupted", ["interrupted", "cancelled", "canceled", "paused", "stopped", "aborted"]),
        (RunStatus.Pruned, "✂ Pruned", ["pruned"]),
        (RunStatus.Lost, "❌ Lost", ["lost"]),
        (RunStatus.Planned, "Planned", ["planned", "pending", "todo", "not started", "open"]),
    ];

    /// <summary>The words of a status.</summary>
    /// <param name="status">The status; null when nobody said.</param>
    /// <returns>E.g. <c>✅ Complete</c>.</returns>
    public static string Show(RunStatus? status) => status is null ? "Unknown" : All.First(word => word.Status == status).Shown;

    /// <summary>Reads a cell.</summary>
    /// <param name="text">E.g. <c>✅ Complete</c>, <c>done</c>.</param>
    /// <param name="status">The status; null for "Unknown".</param>
    /// <returns>Whether it is a known word.</returns>
    public static bool TryRead(string text, out RunStatus? status)
    {
        var word = Inline.WithoutMarks(Inline.Plain(text)).TrimStart('✂', ' ').ToLowerInvariant();
        foreach (var known in All)
        {
            if (known.Words.Contains(word, StringComparer.Ordinal))
            {
                status = known.Status;
                return true;
            }
        }

        status = null;
        return word == "unknown";
    }
}
