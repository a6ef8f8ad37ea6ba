using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>Computes what follows from a book's entries: where its priorities stand, and which result is best.</summary>
internal static class BookProgress
{
    /// <summary>The book with its priorities judged anew.</summary>
    /// <param name="book">A book whose priorities name their experiments.</param>
    /// <returns>The book.</returns>
    public static LogBook Judge(LogBook book)
    {
        if (book.Priorities.Count == 0)
            return book;
        var byExperiment = book.Entries.Where(entry => entry.Experiment is not null && entry.SupersededWhy is null).ToLookup(entry => entry.Experiment!, StringComparer.Ordinal);
        return book with { Priorities = [.. book.Priorities.Select(priority => Judge(priority, [.. priority.Experiments.Select(id => byExperiment[id].ToArray())]))] };
    }

    private static LogPriority Judge(LogPriority priority, LogEntry[][] members)
    {
        if (members.Length == 0)
            return priority;
        var done = members.Count(entries => entries.Any(entry => entry.Status == RunStatus.Completed));
        var started = members.Any(entries => entries.Any(entry => entry.Status is not (null or RunStatus.Planned)));
        var status = done == members.Length ? RunStatus.Completed
            : !started ? priority.Status == RunStatus.Running ? RunStatus.Running : RunStatus.Planned
            // What people called running or interrupted stays so until everything is done.
            : priority.Status is RunStatus.Planned or RunStatus.Completed ? RunStatus.Running : priority.Status;
        return priority with { Status = status, Best = priority.BestMetric is { } metric ? Best(members, metric) ?? priority.Best : priority.Best };
    }

    private static string? Best(LogEntry[][] members, string metric)
    {
        var values = members.SelectMany(entries => entries)
            .Select(entry => (entry.Key, Metric: entry.Metrics.FirstOrDefault(candidate => candidate.Key == metric)))
            .Where(pair => pair.Metric?.Last.Value.NumberOrNull is not null).ToArray();
        if (values.Length == 0)
            return null;
        var minimize = values[0].Metric!.Direction == Direction.Minimize;
        return (minimize ? values.MinBy(pair => pair.Metric!.Last.Value.Number) : values.MaxBy(pair => pair.Metric!.Last.Value.Number)).Key;
    }
}
