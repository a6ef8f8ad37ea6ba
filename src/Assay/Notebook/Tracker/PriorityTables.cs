using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>Writes the tables of priorities, and of the experiments that stand otherwise than their priority says.</summary>
internal sealed class PriorityTables(TrackerEntries entries, TrackerResults results, bool isAssay)
{
    /// <summary>Completed priorities with their best result.</summary>
    public void WriteCompleted(StringBuilder text)
    {
        var leader = results.Leader;
        Write(text, 0, ["Priority", "Experiments", "Status", "Best Result"], p =>
            [p.Id, Ids(p), StatusWords.Show(p.Status), Best(p, p.Best is not null && p.Best == leader)], [Type, Remark, Command]);
    }

    /// <summary>Priorities under way: what they are about, what is done.</summary>
    public void WriteInProgress(StringBuilder text) =>
        Write(text, 1, ["Priority", "Experiments", "Status", "Notes"], p => [p.Id, Ids(p), StatusWords.Show(p.Status), Progress(p)], [Type, Command]);

    /// <summary>Priorities that have not begun, with the exact command.</summary>
    public void WritePending(StringBuilder text) =>
        Write(text, 2, ["Priority", "Experiments", "Type", "Command"], p => [p.Id, Ids(p), p.Title ?? "-", p.Command is null ? "-" : Markdown.Code(p.Command)], [Remark, BestIfAny]);

    /// <summary>Experiments that failed, were stopped or are due again, and those of no priority.</summary>
    public void WriteExceptions(StringBuilder text)
    {
        LogEntry[] odd = [.. entries.All.Where(entry => entries.PriorityOf(entry) is { } priority && IsException(entry, priority))];
        LogEntry[] others = [.. entries.All.Where(entry => entries.PriorityOf(entry) is null)];
        foreach (var (title, list) in new[] { (TrackerText.Exceptions, odd), (TrackerText.Others, others) })
        {
            if (list.Length == 0)
                continue;
            text.Append("### ").Append(title).Append("\n\n");
            Markdown.Table(text, ["Experiment", "Status", "What happened", "Command"], list.Select(entry => (IReadOnlyList<string>)
            [
                entry.Key, StatusWords.Show(entry.Status), What(entry) ?? "-",
                isAssay && entry.Experiment is { } id ? Markdown.Code($"assay run --exp-id {id}") : entry.Command is { } command ? Markdown.Code(command) : "-",
            ]));
        }
    }

    private static string? What(LogEntry entry) => entry.Status == RunStatus.Planned ? entry.Caveat : entry.Error;

    private static bool IsException(LogEntry entry, LogPriority priority)
    {
        if (What(entry) is not null)
            return true;
        // Of a priority under way, its own row says what is done, running and queued.
        return TrackerBuilder.PlaceOf(priority.Status) switch
        {
            0 => entry.Status != RunStatus.Completed,
            2 => entry.Status != RunStatus.Planned,
            _ => entry.Status is not (RunStatus.Completed or RunStatus.Running or RunStatus.Queued or RunStatus.Planned),
        };
    }

    private static (string Title, Func<LogPriority, string> Cell) Type => ("Type", priority => priority.Title ?? "-");

    private static (string Title, Func<LogPriority, string> Cell) Remark => ("Notes", priority => priority.Remark ?? "-");

    private static (string Title, Func<LogPriority, string> Cell) Command => ("Command", priority => priority.Command is { } command ? Markdown.Code(command) : "-");

    private (string Title, Func<LogPriority, string> Cell) BestIfAny => ("Best Result", priority => Best(priority, false));

    // Columns beyond the usual ones stand only where a row needs them.
    private void Write(StringBuilder text, int place, string[] header, Func<LogPriority, string[]> row, (string Title, Func<LogPriority, string> Cell)[] more)
    {
        LogPriority[] rows = [.. entries.Priorities.Where(priority => TrackerBuilder.PlaceOf(priority.Status) == place)];
        if (rows.Length == 0)
        {
            text.Append(TrackerText.None).Append("\n\n");
            return;
        }

        var needed = Array.FindAll(more, column => Array.Exists(rows, priority => column.Cell(priority) != "-"));
        Markdown.Table(text, [.. header, .. needed.Select(column => column.Title)], rows.Select(priority => (IReadOnlyList<string>)[.. row(priority), .. needed.Select(column => column.Cell(priority))]));
    }

    private string Ids(LogPriority priority) =>
        ExperimentList.Describe(priority.Experiments.Select(id => (id, (IReadOnlyList<long>)[.. entries.Seeds(id).Select(entry => entry.Seed).OfType<long>()])));

    private string Best(LogPriority priority, bool isLeader)
    {
        if (priority.Best is not { } best)
            return "-";
        var shown = results.ShowBest(best, priority.BestMetric);
        if (shown is null)
            return best;
        var strong = isLeader ? "**" : "";
        return $"{results.NameOf(best)}: {strong}{shown} {ColumnName.Show(priority.BestMetric!)}{strong}";
    }

    private string Progress(LogPriority priority)
    {
        var own = entries.Of(priority);
        List<string> parts = [Part(own, RunStatus.Completed, $"{entries.Done(priority)} of {own.Count} done")];
        foreach (var status in new[] { RunStatus.Running, RunStatus.Queued })
        {
            if (own.Count(entry => entry.Status == status) is > 0 and var count)
                parts.Add(Part(own, status, $"{count} {status.Name()}"));
        }

        if (own.Count(entry => entry.Status == RunStatus.Failed) is > 0 and var failed)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{failed} failed"));
        if (priority.Best is not null)
            parts.Add("best " + Best(priority, false));
        var done = $"({string.Join("; ", parts)})";
        return priority.Remark is { } remark ? $"{remark} {done}" : done;
    }

    private static string Part(IReadOnlyList<LogEntry> own, RunStatus status, string counted)
    {
        string[] keys = [.. own.Where(entry => entry.Status == status).Select(entry => entry.Key)];
        return keys.Length == 0 ? counted : $"{counted}: {IdRange.Describe(keys)}";
    }
}
