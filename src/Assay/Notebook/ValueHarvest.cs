using Assay.Notebook.Text;

namespace Assay.Notebook;

/// <summary>
/// Finds the numbers in a book's sentences and makes them metrics and params of the entries they belong to; and the reverse: puts the
/// records' values into the sentences they were found in, so that a log printed from the store never says an old number.
/// </summary>
public static class ValueHarvest
{
    /// <summary>Adds what the sentences of a book say in numbers to its entries. What a table or field has said already stays as it is.</summary>
    /// <param name="book">The book as its format read it.</param>
    /// <param name="report">Told of numbers that belong to no entry.</param>
    /// <param name="isTyped">Whether an entry takes numbers from sentences; null for all. Of executed runs sentences prove nothing.</param>
    /// <returns>The book with the values.</returns>
    public static LogBook Harvest(LogBook book, LogReport report, Func<LogEntry, bool>? isTyped = null)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(report);
        var takers = (isTyped is null ? book.Entries : book.Entries.Where(isTyped)).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        // What is said of an entry elsewhere follows what its own sentences say.
        var elsewhere = new Dictionary<string, List<(IReadOnlyList<FoundValue> Values, bool AsMention)>>(StringComparer.Ordinal);
        foreach (var period in book.Workstreams.SelectMany(stream => stream.Periods))
        {
            if (period.Entry is { } key && takers.Contains(key))
            {
                foreach (var note in period.Notes.Concat(period.History))
                    Keep(elsewhere, key, ValueReader.Read(note.Text, note.Line), asMention: false);
            }
        }

        var mentions = new Mentions(takers);
        foreach (var note in book.Notes.Concat(book.Phases.SelectMany(phase => phase.Notes)).Concat(book.Workstreams.SelectMany(stream => stream.Notes)))
            TakeMentioned(note, mentions, elsewhere, report);
        return book with { Entries = new HarvestedEntries(book.Entries, entry => takers.Contains(entry.Key) ? WithValues(entry, elsewhere.GetValueOrDefault(entry.Key, [])) : entry) };
    }

    /// <summary>The book with the numbers of its sentences as its records say them, where the sentence is what the record came from.</summary>
    /// <param name="book">A book from the store.</param>
    /// <returns>The book to print.</returns>
    public static LogBook Refreshed(LogBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        return book with { Entries = [.. book.Entries.Select(Refreshed)] };
    }

    private static LogEntry WithValues(LogEntry entry, List<(IReadOnlyList<FoundValue> Values, bool AsMention)> elsewhere)
    {
        var taken = new EntryValues(entry);
        foreach (var (text, line) in TextsOf(entry))
            taken.Take(ValueReader.Read(text, line));
        if (entry.Command is not null && entry.CommandKind != "description")
            taken.TakeSettings(CommandValues.Read(entry.Command, entry.Line));
        foreach (var (values, asMention) in elsewhere)
            taken.Take(values, asMention);
        return taken.ToEntry();
    }

    private static void Keep(Dictionary<string, List<(IReadOnlyList<FoundValue> Values, bool AsMention)>> elsewhere, string key, IReadOnlyList<FoundValue> values, bool asMention)
    {
        if (!elsewhere.TryGetValue(key, out var kept))
            elsewhere.Add(key, kept = []);
        kept.Add((values, asMention));
    }

    private static LogEntry Refreshed(LogEntry entry)
    {
        if (!entry.Metrics.Any(metric => metric.IsFromText) && !entry.Params.Any(param => param.IsFromText))
            return entry;
        var records = new EntryRecords(entry);
        return entry with
        {
            Result = entry.Result is null ? null : records.Refresh(entry.Result),
            Conclusion = entry.Conclusion is null ? null : records.Refresh(entry.Conclusion),
            Notes = [.. entry.Notes.Select(note => note.Line == 0 ? note : note with { Text = records.Refresh(note.Text) })],
        };
    }

    private static IEnumerable<(string Text, int Line)> TextsOf(LogEntry entry)
    {
        if (entry.Result is not null)
            yield return (entry.Result, entry.Line);
        if (entry.Conclusion is not null)
            yield return (entry.Conclusion, entry.Line);
        foreach (var note in entry.Notes)
            yield return (note.Text, note.Line == 0 ? entry.Line : note.Line);
    }

    /// <summary>A line that names entries says its numbers of them.</summary>
    private static void TakeMentioned(LogNote note, Mentions mentions, Dictionary<string, List<(IReadOnlyList<FoundValue> Values, bool AsMention)>> elsewhere, LogReport report)
    {
        var left = 0;
        var number = note.Line;
        foreach (var line in note.Text.Split('\n'))
        {
            var values = ValueReader.Read(line, number++);
            if (values.Count == 0)
                continue;
            var named = mentions.In(line);
            if (named.Count == 0)
                left += values.Count;
            foreach (var key in named)
                Keep(elsewhere, key, values, asMention: true);
        }

        if (left > 0)
            report.Left(note.Line, string.Create(CultureInfo.InvariantCulture, $"{left} number{(left == 1 ? "" : "s")} of a sentence about no entry stay{(left == 1 ? "s" : "")} in their note"));
    }

    /// <summary>Finds keys of entries in text, as whole words.</summary>
    private sealed class Mentions(IEnumerable<string> keys)
    {
        private readonly HashSet<string> _keys = [.. keys.Where(key => key.Any(char.IsDigit) && !key.Contains(' ', StringComparison.Ordinal))];

        public List<string> In(string line)
        {
            List<string> found = [];
            if (_keys.Count == 0)
                return found;
            foreach (var word in line.Split([' ', '*', '`', ',', ':', ';', '(', ')', '.', '\t'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (_keys.Contains(word) && !found.Contains(word))
                    found.Add(word);
            }

            return found;
        }
    }

    /// <summary>The values of one entry while they are gathered.</summary>
    private sealed class EntryValues(LogEntry entry)
    {
        private readonly List<LogParam> _params = [.. entry.Params];
        private readonly List<LogMetric> _metrics = [.. entry.Metrics];
        private HashSet<string>? _keys;

        public LogEntry ToEntry() => _keys is null ? entry : entry with { Params = _params, Metrics = _metrics };

        public void Take(IReadOnlyList<FoundValue> values, bool asMention = false)
        {
            foreach (var value in values)
            {
                _keys ??= [.. _params.Select(param => "p" + param.Key), .. _metrics.Select(metric => "m" + metric.Key)];
                if (asMention && IsKnown(value))
                    continue;
                var key = Unique(_keys, value);
                if (value.IsParam)
                    _params.Add(new LogParam(key, value.Json, value.Line) { IsFromText = true });
                else
                    _metrics.Add(LogMetric.Of(key, value.Number, value.Line) with { IsFromText = true });
            }
        }

        /// <summary>What a command says again of a known setting is no second one.</summary>
        public void TakeSettings(IEnumerable<FoundValue> values)
        {
            foreach (var value in values)
            {
                _keys ??= [.. _params.Select(param => "p" + param.Key), .. _metrics.Select(metric => "m" + metric.Key)];
                if (!_params.Exists(param => param.Key == value.Key && param.Json == value.Json))
                    _params.Add(new LogParam(Unique(_keys, value), value.Json, value.Line) { IsFromText = true });
            }
        }

        // "85.7% precision" of an entry whose precision is 0.857.
        private bool IsKnown(FoundValue value) =>
            !value.IsParam && _metrics.Exists(metric => metric.Points.Any(point => point.Value.NumberOrNull == value.Number) && SameName(LastPart(metric.Key), LastPart(value.Key)));

        // "good_auc" is the auc.
        private static bool SameName(string a, string b) => a == b || a.EndsWith("_" + b, StringComparison.Ordinal) || b.EndsWith("_" + a, StringComparison.Ordinal);

        private static string LastPart(string key) => key[(key.LastIndexOf('/') + 1)..];
    }

    /// <summary>The records of one entry, found again in the order in which <see cref="Harvest"/> took them.</summary>
    private sealed class EntryRecords(LogEntry entry)
    {
        private readonly Dictionary<string, LogParam> _params = entry.Params.ToDictionary(param => param.Key, StringComparer.Ordinal);
        private readonly Dictionary<string, LogMetric> _metrics = entry.Metrics.ToDictionary(metric => metric.Key, StringComparer.Ordinal);
        private readonly HashSet<string> _keys =
            [.. entry.Params.Where(param => !param.IsFromText).Select(param => "p" + param.Key), .. entry.Metrics.Where(metric => !metric.IsFromText).Select(metric => "m" + metric.Key)];

        public string Refresh(string text) => RefreshedText.Of(text, value =>
        {
            var key = Unique(_keys, value);
            if (value.IsParam)
                return _params.TryGetValue(key, out var param) && param.IsFromText ? param.Json : null;
            return _metrics.TryGetValue(key, out var metric) && metric.IsFromText && metric.Last.Value.NumberOrNull is { } number ? number.ToString("R", CultureInfo.InvariantCulture) : null;
        });
    }

    // Params and metrics have keys of their own.
    private static string Unique(HashSet<string> keys, FoundValue value)
    {
        var kind = value.IsParam ? "p" : "m";
        var key = value.Key;
        for (var n = 2; !keys.Add(kind + key); n++)
            key = string.Create(CultureInfo.InvariantCulture, $"{value.Key}/{n}");
        return key;
    }
}
