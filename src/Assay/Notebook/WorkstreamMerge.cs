using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>Takes the workstreams and work periods of a book into the store, and says which notes belong to them.</summary>
internal sealed class WorkstreamMerge(IRunStore records, LogBook book, LogBook stored, LogImportOptions options)
{
    /// <summary>What log and store say differently.</summary>
    public List<LogRemark> Conflicts { get; } = [];

    /// <summary>How many workstreams and periods were written.</summary>
    public int Written { get; private set; }

    /// <summary>Writes what is new or was edited.</summary>
    /// <param name="cancellationToken">Ends the import between two writes.</param>
    /// <returns>The notes of each workstream and period: those the file said before, says now, and the store has.</returns>
    public async Task<List<(NoteTarget Target, IReadOnlyList<LogNote>? Before, IReadOnlyList<LogNote> Mine, IReadOnlyList<LogNote> Known)>> WriteAsync(CancellationToken cancellationToken)
    {
        var notes = new List<(NoteTarget, IReadOnlyList<LogNote>?, IReadOnlyList<LogNote>, IReadOnlyList<LogNote>)>();
        if (book.Workstreams.Count == 0)
            return notes;
        var streams = (await records.GetWorkstreamsAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(stream => stream.Id, StringComparer.Ordinal);
        foreach (var mine in book.Workstreams)
        {
            var before = options.Base?.Workstreams.FirstOrDefault(stream => stream.Id == mine.Id);
            var known = stored.Workstreams.FirstOrDefault(stream => stream.Id == mine.Id);
            if (Changed(mine, before, known ?? Of(streams.GetValueOrDefault(mine.Id))) is { } changed)
            {
                await records.SaveWorkstreamAsync(changed, cancellationToken).ConfigureAwait(false);
                Written++;
            }

            notes.Add((new NoteTarget("workstream", mine.Id), before?.Notes, mine.Notes, known?.Notes ?? []));
            notes.AddRange(await PeriodsAsync(mine, before, known, cancellationToken).ConfigureAwait(false));
        }

        return notes;
    }

    private static LogWorkstream? Of(Workstream? stream) => stream is null ? null : new LogWorkstream(stream.Id)
    {
        Name = stream.Name,
        Title = stream.Title,
        Focus = stream.Focus,
        Status = stream.Status,
        CurrentTask = stream.CurrentTask,
        TaskStatus = stream.TaskStatus,
    };

    /// <summary>The workstream with what a person edited; null when nothing was.</summary>
    private Workstream? Changed(LogWorkstream mine, LogWorkstream? before, LogWorkstream? known)
    {
        var changed = known is null;
        string? Part(string name, Func<LogWorkstream, string?> get)
        {
            var (now, there) = (get(mine) ?? "", known is null ? "" : get(known) ?? "");
            if (now == there || (before is not null && now == (get(before) ?? "")) || (before is null && now.Length == 0))
                return null;
            if (there.Length > 0 && there != (before is null ? null : get(before) ?? ""))
            {
                Conflicts.Add(new LogRemark(mine.Line, LogCertainty.Left, $"workstream {mine.Id}: its {name} reads '{now}' here and '{there}' in the store; the store's stays"));
                return null;
            }

            changed = true;
            return now;
        }

        var stream = new Workstream(mine.Id, Part("name", part => part.Name) is { Length: > 0 } name ? name : known?.Name ?? mine.Name ?? mine.Id)
        {
            Title = Part("title", part => part.Title),
            Focus = Part("focus", part => part.Focus),
            Status = Part("status", part => part.Status),
            CurrentTask = Part("current task", part => part.CurrentTask),
            TaskStatus = Part("task status", part => part.TaskStatus),
        };
        return changed ? stream : null;
    }

    private async Task<List<(NoteTarget, IReadOnlyList<LogNote>?, IReadOnlyList<LogNote>, IReadOnlyList<LogNote>)>> PeriodsAsync(
        LogWorkstream mine, LogWorkstream? before, LogWorkstream? known, CancellationToken cancellationToken)
    {
        var notes = new List<(NoteTarget, IReadOnlyList<LogNote>?, IReadOnlyList<LogNote>, IReadOnlyList<LogNote>)>();
        var (old, there) = (before?.Periods.ToList() ?? [], known?.Periods.ToList() ?? []);
        // The log has the newest first, the store the oldest: periods of one moment keep the log's order that way.
        foreach (var period in mine.Periods.Reverse())
        {
            var was = TakeLast(old, period);
            var has = TakeLast(there, period);
            var id = has?.Id ?? 0;
            if (has is null || (Facts(period) != Facts(has) && (was is null ? Facts(has).Length == 0 : Facts(period) != Facts(was))))
            {
                id = (await records.SaveWorkPeriodAsync(Period(mine.Id, period, id), cancellationToken).ConfigureAwait(false)).Id;
                Written++;
            }

            notes.Add((
                new NoteTarget("work-period", id.ToString(CultureInfo.InvariantCulture)), was is null ? null : [.. was.Notes, .. History(was)], [.. period.Notes, .. History(period)],
                has is null ? [] : [.. has.Notes, .. History(has)]));
        }

        return notes;
    }

    private static LogPeriod? TakeLast(List<LogPeriod> periods, LogPeriod like)
    {
        var at = periods.FindLastIndex(period => period.Date == like.Date);
        if (at < 0)
            return null;
        var found = periods[at];
        periods.RemoveAt(at);
        return found;
    }

    private static IEnumerable<LogNote> History(LogPeriod period) => period.History.Select(note => note with { Section = StoreWorkstreams.History });

    private static string Facts(LogPeriod period) => string.Join('\n', new[]
    {
        period.Title, period.HistoryTitle, period.Branch, period.Commit, period.CommitTitle, period.Clean, period.Outputs, period.FilesModified is null ? null : "-" + string.Join('\n', period.FilesModified),
    }.OfType<string>());

    private WorkPeriod Period(string workstream, LogPeriod period, long id) => new(id, workstream, period.Date.Start)
    {
        Ended = period.Ended?.Start ?? period.Date.Start,
        Author = options.Who,
        Title = period.Title,
        HistoryTitle = period.HistoryTitle,
        Dated = period.Date.ToString(),
        EndCommit = period.Commit,
        Branch = period.Branch,
        CommitTitle = period.CommitTitle,
        Clean = period.Clean,
        Outputs = period.Outputs,
        FilesModified = period.FilesModified is null ? null : string.Join('\n', period.FilesModified),
    };
}
