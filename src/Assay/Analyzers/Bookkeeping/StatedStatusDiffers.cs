using Assay.Analyzers.Subjects;
using Assay.Tracking;

namespace Assay.Analyzers.Bookkeeping;

/// <summary>AS602. A log's plan map says that a phase or item was not begun, while an entry of it is completed; or that it is done, while none is.</summary>
internal sealed class StatedStatusDiffers() : Analyzer<LogSubject>(new Rule(
    "AS602",
    "Stated status differs from the entries",
    Severity.Warning,
    "Let the plan map be generated ('assay log'), or correct the status by hand."))
{
    /// <inheritdoc/>
    protected override IEnumerable<Observation> Look(LogSubject subject, CancellationToken cancellationToken)
    {
        foreach (var item in subject.Items.Where(item => item.Status is not null))
        {
            var entries = subject.Entries.Where(entry => Same(entry.Phase, item.Phase) && (item.Item is null || Same(entry.Item, item.Item))).ToList();
            var done = entries.Where(entry => entry.Status == RunStatus.Completed).ToList();
            if (IsNotStarted(item.Status!) && done.Count > 0)
            {
                yield return new Observation(Say($"{Name(item)} is said to be '{item.Status}', but {done.Count} of its {entries.Count} entries {(done.Count == 1 ? "is" : "are")} completed, e.g. '{done[0].Title}' (line {done[0].Line})"))
                {
                    Line = item.Line,
                    Numbers = Numbers(("completed", done.Count), ("entries", entries.Count)),
                };
            }
            else if (IsDone(item.Status!) && entries.Count > 0 && done.Count == 0)
            {
                yield return new Observation(Say($"{Name(item)} is said to be '{item.Status}', but none of its {entries.Count} entries is completed")) { Line = item.Line, Numbers = Numbers(("completed", 0), ("entries", entries.Count)) };
            }
        }
    }

    private static string Name(LogItem item) => item.Item is null ? $"'{item.Phase}'" : $"'{item.Item}' of '{item.Phase}'";

    private static bool Same(string? left, string? right) => string.Equals(left?.Trim(), right?.Trim(), StringComparison.OrdinalIgnoreCase);

    // "Item 1 completed; items 2-3 pending" is neither.
    private static bool IsNotStarted(string status) => IsWaiting(status) && !IsFinished(status);

    private static bool IsDone(string status) => IsFinished(status) && !IsWaiting(status);

    private static bool IsWaiting(string status) => Contains(status, "not started", "not begun", "pending", "planned", "todo", "to do");

    private static bool IsFinished(string status) => Contains(status, "completed", "complete", "done", "finished");

    private static bool Contains(string status, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (status.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
