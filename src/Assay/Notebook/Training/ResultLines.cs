using System.Text.RegularExpressions;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Results as an analyzer prints them: per split the epochs, the best values with their epoch, the latest.</summary>
internal sealed partial class ResultLines
{
    private const string StoppedEpoch = "stopped_epoch";
    private readonly List<(string Key, List<LogPoint> Points, int Line)> _metrics = [];
    private readonly Dictionary<string, Direction> _directions = [];
    private readonly HashSet<string> _remarked = [];
    private string? _split;
    private long? _latest;

    /// <summary>Remarks beside values, and lines that are no values.</summary>
    public List<LogNote> Notes { get; } = [];

    public IReadOnlyList<LogMetric> Metrics =>
        [.. _metrics.Select(metric => new LogMetric(metric.Key, [.. metric.Points.OrderBy(point => point.Step)])
        {
            Direction = _directions.TryGetValue(metric.Key, out var direction) ? direction : null,
            Line = metric.Line,
        }).OrderBy(metric => Order(metric.Key), StringComparer.Ordinal)];

    /// <summary>Begins another block: what a line before said of split and epoch no longer holds.</summary>
    public void Begin() => (_split, _latest) = (null, null);

    /// <summary>Takes a line.</summary>
    /// <returns>What the caller keeps of it: nothing when it is understood; a value of which another is known is marked so that it is not read as one again.</returns>
    public string? Take(string line, int number)
    {
        if (TryTake(line, number))
            return null;
        var left = line.Trim();
        return new ResultLines().TryTake(left, number) ? $"{_split ?? "again"}: {left}" : left;
    }

    /// <summary>Whether a text can stand behind a value.</summary>
    public static bool IsRemark(string text) => Beside().IsMatch(text);

    private bool TryTake(string line, int number)
    {
        if (!line.StartsWith(' '))
            _latest = null;
        var text = line.Trim();
        if (text.Length == 0 || text == TrainingText.NoResults)
            return true;
        if (Header().Match(text) is { Success: true } header)
        {
            _split = header.Groups["split"].Value;
            return true;
        }

        if (LatestEpoch().Match(text) is { Success: true } latest)
        {
            _latest = long.Parse(latest.Groups["epoch"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
            return true;
        }

        if (Epochs().Match(text) is { Success: true } epochs)
        {
            if (epochs.Groups["rest"].Value == TrainingText.CountedEpochs && !epochs.Groups["stopped"].Success)
                return true;
            var key = epochs.Groups["stopped"].Success ? StoppedEpoch : Key(_split, "epochs");
            return Add(key, 0, ValueOf(epochs), epochs.Groups["rest"].Value, number);
        }

        var match = Value().Match(text);
        if (!match.Success)
            match = Undefined().Match(text);
        if (!match.Success)
            return false;
        var name = match.Groups["name"].Value;
        var split = _split;
        if (split is null && Split().Match(name) is { Success: true } word)
        {
            split = word.Value.Trim().ToLowerInvariant() is "validation" or "val" ? "valid" : word.Value.Trim().ToLowerInvariant();
            name = name[word.Length..];
        }

        name = name.Length > 2 && name[0] == '`' && name[^1] == '`' ? name[1..^1] : LogKey.Of(name);
        var step = match.Groups["epoch"].Success ? long.Parse(match.Groups["epoch"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : _latest ?? 0;
        var metric = Key(split, name);
        if (name.Length == 0 || !Add(metric, step, ValueOf(match), (match.Groups["about"].Value + " " + match.Groups["rest"].Value).Trim(), number))
            return false;
        Direction? direction = match.Groups["which"].Value.ToUpperInvariant() switch
        {
            "BEST" => Nature(metric),
            "LOWEST" => Direction.Minimize,
            "HIGHEST" => Direction.Maximize,
            _ => null,
        };
        if (direction is { } known)
            _directions.TryAdd(metric, known);
        return true;
    }

    /// <summary>Writes metrics as lines that read back as the same.</summary>
    public static void Write(StringBuilder text, IReadOnlyList<LogMetric> metrics, Func<string, string?> remark)
    {
        string? split = null;
        foreach (var metric in metrics.OrderBy(metric => Order(metric.Key), StringComparer.Ordinal))
        {
            var (of, name) = Parts(metric.Key);
            if (of != split)
                text.Append(text.Length == 0 ? "" : "\n").Append("=== ").Append(of).Append(" directory ===\n");
            if ((of != split || text.Length == 0) && Steps(metrics, of) is > 0 and var steps)
                text.Append(CultureInfo.InvariantCulture, $"Total epochs: {steps} {TrainingText.CountedEpochs}\n");
            split = of;
            var shown = Shown(metric).ToArray();
            // An undefined value is followed by its reason, so a remark stands at another.
            var remarked = Array.FindIndex(shown, point => point.Point.Value.Kind != MetricKind.Undefined);
            var beside = remarked < 0 ? null : remark(metric.Key);
            for (var i = 0; i < shown.Length; i++)
            {
                var here = i == remarked ? beside ?? "" : "";
                text.Append(Line(metric, name, split, shown[i].Which, shown[i].Point, here.StartsWith('~') ? "~" : ""));
                text.Append(here.TrimStart('~').Trim() is { Length: > 0 } after ? " " + after : "").Append('\n');
            }
        }
    }

    // The last epoch of a split that says no number of its own.
    private static long Steps(IReadOnlyList<LogMetric> metrics, string? split)
    {
        LogMetric[] own = [.. metrics.Where(metric => Parts(metric.Key).Split == split)];
        return own.Any(metric => Parts(metric.Key).Name == "epochs") ? 0 : own.Max(metric => metric.Points.Max(point => point.Step));
    }

    private static string Line(LogMetric metric, string name, string? split, string? which, LogPoint point, string about)
    {
        var isOne = metric is { Direction: null, Points: [{ Step: 0 }] } && about.Length == 0;
        if (isOne && metric.Key == StoppedEpoch && IsReread($"Training stopped: epoch {point.Value}"))
            return $"Training stopped: epoch {point.Value}";
        if (isOne && name == "epochs" && IsReread($"Total epochs: {point.Value}"))
            return $"Total epochs: {point.Value}";
        var label = name.Replace('_', ' ');
        label = which is null && label.Length > 0 ? char.ToUpperInvariant(label[0]) + label[1..] : label;
        var before = which is null ? "" : which + " ";
        if (LogKey.Of(label) != name || (split is null && Split().IsMatch(label)) || Epochs().IsMatch($"{before}{label}: 1") || Value().Match($"{before}{label}: 1").Groups["name"].Value != label)
            label = $"`{name}`";
        var at = point.Step != 0 || metric.Points.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (epoch {point.Step})") : "";
        return $"{before}{label}: {about}{point.Value}{at}";
    }

    private static bool IsReread(string line) => Epochs().IsMatch(line);

    private static IEnumerable<(string? Which, LogPoint Point)> Shown(LogMetric metric)
    {
        if (metric.Direction is not { } direction)
            return metric.Points.Select((point, i) => (i == 0 ? null : (string?)"At", point));
        var best = metric.Points.Where(point => point.Value.Kind == MetricKind.Number).OrderBy(point => direction == Direction.Minimize ? point.Value.Number : -point.Value.Number).Cast<LogPoint?>().FirstOrDefault() ?? metric.Points[0];
        var word = direction == Nature(metric.Key) ? "Best" : direction == Direction.Minimize ? "Lowest" : "Highest";
        return metric.Points.Where(point => point.Step != best.Step).Reverse().Select((point, i) => (i == 0 && point == metric.Last ? (string?)"Latest" : "At", point)).Prepend((word, best));
    }

    private static Direction Nature(string key) =>
        Smaller().IsMatch(key) ? Direction.Minimize : Direction.Maximize;

    // What belongs to no split first; then split by split.
    private static string Order(string key) => Parts(key).Split ?? "";

    private static (string? Split, string Name) Parts(string key) =>
        key.IndexOf('/', StringComparison.Ordinal) is var slash and > 0 && SplitName().IsMatch(key[..slash]) && slash + 1 < key.Length ? (key[..slash], key[(slash + 1)..]) : (null, key);

    private static string Key(string? split, string name) => split is null ? name : split + "/" + name;

    private static MetricValue? ValueOf(Match match) =>
        match.Groups["why"].Success ? MetricValue.Undefined(match.Groups["why"].Value) : TryNumber(match.Groups["value"].Value, out var number) ? MetricValue.Of(number) : null;

    private bool Add(string key, long step, MetricValue? read, string remark, int line)
    {
        if (read is not { } value)
            return false;
        var at = _metrics.FindIndex(metric => metric.Key == key);
        if (at >= 0 && _metrics[at].Points.FindIndex(point => point.Step == step) is var same and >= 0)
            return _metrics[at].Points[same].Value == value && remark.Length == 0;
        if (remark.Length > 0 && !_remarked.Add(key))
            return false;
        if (at < 0)
            _metrics.Add((key, [new LogPoint(step, value)], line));
        else
            _metrics[at].Points.Add(new LogPoint(step, value));
        if (remark.Length > 0)
            Notes.Add(new LogNote(NoteKind.Note, remark) { Section = $"{TrainingText.Results} / {key}", Line = line });
        return true;
    }

    private static bool TryNumber(string text, out double number)
    {
        if (!text.EndsWith('%'))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        var isNumber = decimal.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var percent);
        number = (double)(percent / 100);
        return isNumber;
    }

    [GeneratedRegex(@"^=+\s*(?<split>[\w.-]+) directory\s*=+$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Header();

    [GeneratedRegex(@"^[\w.-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SplitName();

    [GeneratedRegex(@"^Latest epoch \((?<epoch>\d{1,15})\):$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LatestEpoch();

    [GeneratedRegex(@"^(?:Total epochs:|(?<stopped>Training stopped:) epoch) (?<value>\d{1,15})(?:\s+(?<rest>[(←].*))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Epochs();

    [GeneratedRegex(@"^(?:(?<which>Best|Lowest|Highest|Latest|At) )?(?<name>`[^`]+`|[A-Za-z][\w ./=-]{0,80}): ?(?<about>~)?(?<value>NaN|-?Infinity|-?[\d.]+(?:[eE][-+]?\d+)?%?)(?: \(epoch (?<epoch>\d{1,15})\))?(?:\s+(?<rest>[(←].*))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Value();

    [GeneratedRegex(@"^(?:(?<which>Best|Lowest|Highest|Latest|At) )?(?<name>`[^`]+`|[A-Za-z][\w ./=-]{0,80}): ?undefined \((?<why>\S|\S.*?\S)\)(?: \(epoch (?<epoch>\d{1,15})\))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Undefined();

    [GeneratedRegex(@"^~?(?:(?<=~) )?(?:[(←].*)?(?<=\S)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Beside();

    [GeneratedRegex(@"^(?:train|valid|validation|val|test) ", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Split();

    [GeneratedRegex(@"loss|error|mae|mse|perplexity", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Smaller();
}
