using Assay.Planning;
using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>The entries of a book as a tracker sees them: the current one of each experiment and seed, by priority.</summary>
internal sealed class TrackerEntries
{
    private readonly ILookup<string, LogEntry> _byExperiment;
    private readonly Dictionary<string, LogEntry> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<LogEntry, LogPriority> _priorities = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LogPriority, IReadOnlyList<LogEntry>> _ofPriority = new(ReferenceEqualityComparer.Instance);

    /// <summary>Sorts a book's entries.</summary>
    /// <param name="book">The book.</param>
    public TrackerEntries(LogBook book)
    {
        All = [.. book.Entries.Where(IsCurrent)];
        _byExperiment = All.ToLookup(entry => entry.Experiment ?? entry.Key, StringComparer.Ordinal);
        foreach (var entry in All)
            _byKey.TryAdd(entry.Key, entry);
        Priorities = [.. book.Priorities.OrderBy(priority => TrackerBuilder.PlaceOf(priority.Status))];
        foreach (var priority in Priorities)
        {
            List<LogEntry> own = [.. priority.Experiments.SelectMany(id => _byExperiment[id])];
            _ofPriority[priority] = own;
            foreach (var entry in own)
                _priorities.TryAdd(entry, priority);
        }
    }

    /// <summary>The current entries, in the book's order.</summary>
    public IReadOnlyList<LogEntry> All { get; }

    /// <summary>The priorities: completed, under way, pending.</summary>
    public IReadOnlyList<LogPriority> Priorities { get; }

    /// <summary>Whether an entry stands for its experiment: an older try, told apart by its key, does not.</summary>
    /// <param name="entry">An entry.</param>
    /// <returns>True for the current one, and for entries of no experiment.</returns>
    public static bool IsCurrent(LogEntry entry) => entry.Experiment is null || entry.Key == PlannedExperiment.NameOf(entry.Experiment, entry.Seed);

    /// <summary>The entries of a priority, in its order, seeds together.</summary>
    /// <param name="priority">A priority of the book.</param>
    /// <returns>The entries.</returns>
    public IReadOnlyList<LogEntry> Of(LogPriority priority) => _ofPriority[priority];

    /// <summary>The entries of an experiment, one a seed.</summary>
    /// <param name="experiment">Its id.</param>
    /// <returns>The entries.</returns>
    public IEnumerable<LogEntry> Seeds(string experiment) => _byExperiment[experiment];

    /// <summary>Every experiment with its entries.</summary>
    public IEnumerable<IGrouping<string, LogEntry>> Experiments => _byExperiment;

    /// <summary>An entry by its key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The entry; null when there is none.</returns>
    public LogEntry? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The priority whose row tells an entry's status.</summary>
    /// <param name="entry">An entry.</param>
    /// <returns>The first of the tracker's that names it; null when none does.</returns>
    public LogPriority? PriorityOf(LogEntry entry) => _priorities.GetValueOrDefault(entry);

    /// <summary>How many of a priority are done.</summary>
    /// <param name="priority">A priority of the book.</param>
    /// <returns>The count.</returns>
    public int Done(LogPriority priority) => Of(priority).Count(entry => entry.Status == RunStatus.Completed);
}
