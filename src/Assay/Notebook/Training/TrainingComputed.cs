using System.Text.RegularExpressions;
using Assay.Notebook.Text;
using Assay.Notebook.Tracker;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>
/// What a training log says of a plan's runs by itself: where a run ranks, which metric had its best epoch behind it, the command of what
/// waits. It is computed anew for every log, so the reader passes over it.
/// </summary>
internal sealed partial class TrainingComputed
{
    private const int MostSettings = 10;
    private readonly LogBook _book;
    private readonly bool _isAssay;
    private readonly Direction _direction;
    private readonly (LogEntry Entry, double Value)[] _ranked = [];

    /// <summary>Ranks a book's completed entries by its metric.</summary>
    /// <param name="book">The book; without a ranking metric nothing is ranked.</param>
    public TrainingComputed(LogBook book)
    {
        _book = book;
        _isAssay = book.Commands.Any(command => command.Value.StartsWith("assay ", StringComparison.Ordinal));
        if (book.TopMetric is not { } top)
            return;
        _direction = book.Entries.SelectMany(entry => entry.Metrics).FirstOrDefault(metric => metric.Key == top && metric.Direction is not null)?.Direction ?? Direction.Maximize;
        _ranked =
        [
            .. book.Entries.Where(entry => entry.Status == RunStatus.Completed && entry.SupersededWhy is null)
                .Select(entry => (Entry: entry, Best: entry.Metrics.FirstOrDefault(metric => metric.Key == top) is { } metric ? Best(metric, _direction)?.Value.Number : null))
                .Where(pair => pair.Best is not null).Select(pair => (pair.Entry, pair.Best!.Value)),
        ];
    }

    /// <summary>Lines for an entry's analysis.</summary>
    public IEnumerable<string> Analysis(LogEntry entry)
    {
        foreach (var (own, value) in _ranked.Where(pair => ReferenceEquals(pair.Entry, entry)))
        {
            var rank = 1 + _ranked.Count(other => _direction == Direction.Minimize ? other.Value < value : other.Value > value);
            var first = _direction == Direction.Minimize ? _ranked.MinBy(pair => pair.Value) : _ranked.MaxBy(pair => pair.Value);
            yield return string.Create(CultureInfo.InvariantCulture, $"Rank {rank} of {_ranked.Length} by best {_book.TopMetric}: {value:R}{(rank == 1 ? "" : $" (first: {first.Entry.Key}, {first.Value:R})")}");
        }

        foreach (var metric in entry.Metrics)
        {
            if (_book.TopMetric is not null && metric.Direction is { } direction && Best(metric, direction) is { } best && best.Step < metric.Last.Step && metric.Last.Value.Kind == MetricKind.Number && metric.Last.Value != best.Value)
                yield return string.Create(CultureInfo.InvariantCulture, $"{metric.Key} was best at epoch {best.Step} ({best.Value}) and ended at epoch {metric.Last.Step} with {metric.Last.Value}");
        }
    }

    /// <summary>Lines for an entry's next steps.</summary>
    public IEnumerable<string> NextSteps(LogEntry entry)
    {
        if (_isAssay && entry.Experiment is { } id && TrackerEntries.IsCurrent(entry) && entry.Status is RunStatus.Planned or RunStatus.Failed or RunStatus.Cancelled or RunStatus.Lost)
            yield return $"Run it{(entry.Status == RunStatus.Planned ? "" : " again")}: {Markdown.Code("assay run --exp-id " + id)}";
    }

    /// <summary>Writes the priorities that wait as planned ablations.</summary>
    /// <param name="text">Where.</param>
    /// <param name="number">How many stand before them.</param>
    /// <returns>How many were written.</returns>
    public int WritePlanned(StringBuilder text, int number)
    {
        var written = 0;
        foreach (var priority in _book.Priorities.Where(priority => priority.Command is not null && priority.Status != RunStatus.Completed))
        {
            LogEntry[] own = [.. _book.Entries.Where(entry => entry.Priority == priority.Id && TrackerEntries.IsCurrent(entry))];
            LogEntry[] left = Array.FindAll(own, entry => entry.Status != RunStatus.Completed);
            text.Append(CultureInfo.InvariantCulture, $"{number + ++written}. **{OneLine(priority.Title ?? priority.Id).Replace("*", "", StringComparison.Ordinal)}** ({priority.Id}), {left.Length} of {own.Length} to run: {Markdown.Code(OneLine(priority.Command!))}\n");
            foreach (var param in own.SelectMany(entry => entry.Params).GroupBy(param => param.Key, StringComparer.Ordinal))
            {
                if (param.Select(setting => setting.Json).Distinct(StringComparer.Ordinal).Skip(1).Any())
                    text.Append("   - Test ").Append(param.Key).Append(": ").Append(Settings(left, param.Key)).Append('\n');
            }

            text.Append('\n');
        }

        return written;
    }

    /// <summary>Whether a text is one of the computed lines.</summary>
    public static bool IsComputed(string text) => Line().IsMatch(text);

    /// <summary>Whether an item is a priority that waits.</summary>
    public static bool IsPlanned(ListItem item) => Planned().IsMatch(item.Text);

    private static string Settings(LogEntry[] left, string key)
    {
        string[] all = [.. left.SelectMany(entry => entry.Params).Where(param => param.Key == key).Select(param => OneLine(CellValue.ShowParam(param.Json))).Distinct(StringComparer.Ordinal)];
        return string.Join(", ", all.Take(MostSettings)) + (all.Length > MostSettings ? ", …" : "");
    }

    private static LogPoint? Best(LogMetric metric, Direction direction)
    {
        LogPoint[] points = [.. metric.Points.Where(point => point.Value.Kind == MetricKind.Number)];
        return points.Length == 0 ? null : direction == Direction.Minimize ? points.MinBy(point => point.Value.Number) : points.MaxBy(point => point.Value.Number);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    [GeneratedRegex(@"^(?:Rank \d+ of \d+ by best [^\n]+: \S+(?: \(first: [^\n]+\))?|[^\n]+ was best at epoch -?\d+ \(\S+\) and ended at epoch -?\d+ with \S+|Run it(?: again)?: `+ ?assay run --exp-id [^\n]+`)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"^\*\*[^\n]+\*\* \([^\n]+\), \d+ of \d+ to run: `[^\n]+`$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Planned();
}
