using Assay.Tracking.Changes;

namespace Assay.Tracking.Sqlite;

/// <summary>Moves runs from status to status and writes the journal. Writer's thread only, inside a transaction.</summary>
internal sealed class StatusWriter(Database database, TimeProvider clock)
{
    // Whoever worked on a run that ended, or that goes back to planned, works on it no longer; the epoch stays and only ever rises.
    private const string MoveSql = "UPDATE runs SET status = ?2, started_at = ?3, ended_at = ?4 WHERE seq = ?1";

    private const string MoveAndReleaseSql =
        "UPDATE runs SET status = ?2, started_at = ?3, ended_at = ?4, lease_host = NULL, lease_boot = NULL, lease_pid = NULL, lease_start = NULL, lease_expires = NULL WHERE seq = ?1";

    /// <summary>Start and end of a run that is being made: those stated, else the clock's where the status implies them; never an end before the start.</summary>
    /// <param name="draft">The run.</param>
    /// <param name="now">The clock's time.</param>
    public static (DateTimeOffset? Started, DateTimeOffset? Ended) FirstTimes(RunDraft draft, DateTimeOffset now)
    {
        if (draft.Status < RunStatus.Running)
            return (null, null);
        if (!draft.Status.HasEnded())
            return (draft.Started ?? now, null);
        var ended = draft.Ended ?? Later(now, draft.Started);
        // A run may be cancelled or lost before it ever started.
        var started = draft.Started ?? (draft.Status is RunStatus.Cancelled or RunStatus.Lost ? null : ended);
        return (started, Later(ended, started));
    }

    /// <summary>Moves a run.</summary>
    /// <param name="head">The run as it is.</param>
    /// <param name="move">The change.</param>
    /// <exception cref="StoreException">The move is impossible.</exception>
    public void Move(RunHead head, SetStatus move)
    {
        if (!RunStatusRules.CanMove(head.Status, move.To))
            throw new ChangeRefusedException($"Run {head.Id} is {head.Status.Name()}; it cannot become {move.To.Name()}.");
        var at = move.At ?? clock.GetUtcNow();
        var time = Microseconds.Of(at);
        var started = head.Started;
        long? ended = null;
        if (move.To == RunStatus.Running)
        {
            started = time;
        }
        else if (move.To.HasEnded())
        {
            // The true end of a lost run is only known when somebody states it.
            ended = head.Status == RunStatus.Lost && move.At is null ? head.Ended : time;
            // Completed says that it ran, even when nobody saw the start.
            started ??= move.To == RunStatus.Completed ? ended : null;
            // Clocks go backwards; a run does not.
            ended = Math.Max(ended ?? time, started ?? long.MinValue);
        }

        var released = move.To.HasEnded() || move.To == RunStatus.Planned;
        using var update = database.Prepare(released ? MoveAndReleaseSql : MoveSql);
        update.Bind(head.Seq).Bind(move.To.Name()).Bind(started).Bind(ended).Run();
        Journal(head.Seq, at, move.Who, head.Status, move.To, move.Why);
        StudyTables.Stamp(database, head.Seq);
    }

    /// <summary>Writes an entry of the journal.</summary>
    public void Journal(long seq, DateTimeOffset time, string who, RunStatus? from, RunStatus to, string? why)
    {
        using var insert = database.Prepare("INSERT INTO events(run, time, who, from_status, to_status, why) VALUES (?, ?, ?, ?, ?, ?)");
        insert.Bind(seq).Bind(Microseconds.Of(time)).Bind(who).Bind(from?.Name()).Bind(to.Name()).Bind(why).Run();
    }

    private static DateTimeOffset Later(DateTimeOffset time, DateTimeOffset? other) => other > time ? other.Value : time;
}
