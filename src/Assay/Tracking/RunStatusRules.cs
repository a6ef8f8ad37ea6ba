namespace Assay.Tracking;

/// <summary>Which changes of status are possible, and the names that are stored.</summary>
public static class RunStatusRules
{
    private static readonly string[] Names = [.. Enum.GetValues<RunStatus>().Select(s => s.ToString().ToLowerInvariant())];

    /// <summary>Whether a run of this status has ended.</summary>
    /// <param name="status">The status.</param>
    /// <returns>True for completed, failed, pruned, cancelled and lost.</returns>
    public static bool HasEnded(this RunStatus status) => status >= RunStatus.Completed;

    /// <summary>The stored name: lower case.</summary>
    /// <param name="status">The status.</param>
    /// <returns>E.g. <c>completed</c>.</returns>
    public static string Name(this RunStatus status) => Names[(int)status];

    /// <summary>Reads a stored or typed name, any case.</summary>
    /// <param name="name">E.g. <c>completed</c>.</param>
    /// <param name="status">The status when known.</param>
    /// <returns>Whether the name is a status.</returns>
    public static bool TryParse(string name, out RunStatus status)
    {
        var index = Array.FindIndex(Names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        status = (RunStatus)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>
    /// Whether a run may move from one status to another. Forward only, with two exceptions: a claimed run that never started
    /// goes back to planned, and a lost run whose end becomes known afterwards takes its true end.
    /// </summary>
    /// <param name="from">The status now.</param>
    /// <param name="to">The status wished.</param>
    /// <returns>Whether the move is possible; a move to the same status is not.</returns>
    public static bool CanMove(RunStatus from, RunStatus to) => from switch
    {
        RunStatus.Planned => to is not (RunStatus.Planned or RunStatus.Pruned or RunStatus.Lost),
        RunStatus.Queued => to is not RunStatus.Queued,
        RunStatus.Running => to is not (RunStatus.Planned or RunStatus.Queued or RunStatus.Running),
        RunStatus.Lost => to is RunStatus.Completed or RunStatus.Failed or RunStatus.Pruned or RunStatus.Cancelled,
        _ => false,
    };
}
