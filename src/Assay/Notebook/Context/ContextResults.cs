using Assay.Notebook.Text;

namespace Assay.Notebook.Context;

/// <summary>
/// Reads what a session found: the best configuration as params and metrics, mean values per tested setting as metrics such as
/// <c>dropout=0.1/mean_auc</c> with their counts, everything else as notes.
/// </summary>
internal sealed partial class ContextResults
{
    /// <summary>Ends the key of the list of tested settings.</summary>
    public const string Tested = "/tested";

    /// <summary>Ends the key of what people say behind a mean value.</summary>
    public const string Remark = "/remark";

    /// <summary>What mean values are counted over.</summary>
    public static readonly string[] Counts = ["trials", "runs", "seeds"];

    private readonly List<LogParam> _config = [];
    private readonly List<LogParam> _groups = [];
    private readonly List<LogMetric> _best = [];
    private readonly List<LogMetric> _means = [];
    private readonly HashSet<string> _known = [];

    /// <summary>What the configuration stands under; null when under nothing of its own.</summary>
    public string? Title { get; private set; }

    /// <summary>The configuration, then each tested setting's list and remarks.</summary>
    public IReadOnlyList<LogParam> Params => [.. _config, .. _groups];

    /// <summary>The configuration's values, then the mean values.</summary>
    public IReadOnlyList<LogMetric> Metrics => [.. _best, .. _means];

    /// <summary>Everything else.</summary>
    public List<LogNote> Notes { get; } = [];

    /// <summary>Line of the first heading; 0 when nothing was read.</summary>
    public int Line { get; private set; }

    /// <summary>Whether anything was found.</summary>
    public bool IsEmpty => _config.Count + _best.Count + _groups.Count + _means.Count + Notes.Count == 0;

    /// <summary>Reads a section and those below.</summary>
    public void Read(LogSection section, string? path = null)
    {
        Line = Line == 0 ? section.Line : Line;
        if (ContextHeading.PartOf(section.Title) == ContextPart.Computed)
        {
            ContextNotes.Collect(ContextSummary.WithoutComputed(section.Blocks), path, Notes);
            foreach (var deeper in section.Sections)
                ContextNotes.Collect(deeper, ContextHeading.NotesUnder(deeper.Title), Notes);
            return;
        }

        Read(section.Blocks, path);
        foreach (var deeper in section.Sections)
            Read(deeper, ContextHeading.PartOf(deeper.Title) == ContextPart.Computed ? path : ContextHeading.Within(path, ContextHeading.NotesUnder(deeper.Title)));
    }

    /// <summary>Short name of a key: the first letters of its words.</summary>
    public static string Initials(string key) => string.Concat(key.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => word[0]));

    /// <summary>Takes a mean value's key apart.</summary>
    public static bool TryMean(string key, out string param, out string value, out string name)
    {
        (param, value, name) = ("", "", "");
        var equals = key.IndexOf('=', StringComparison.Ordinal);
        var slash = key.IndexOf('/', Math.Max(equals, 0));
        if (equals <= 0 || slash < equals + 2 || slash == key.Length - 1)
            return false;
        (param, value, name) = (key[..equals], key[(equals + 1)..slash], key[(slash + 1)..]);
        return true;
    }

    private void Read(IReadOnlyList<Block> blocks, string? path)
    {
        var rest = new List<Block>();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is Paragraph line && TestedLine().Match(line.Text) is { Success: true } tested)
            {
                var end = i + 1;
                while (end < blocks.Count && blocks[end] is ListItem)
                    end++;
                if (TryGroup(tested, line.Line, blocks.Skip(i + 1).Take(end - i - 1), path, rest))
                {
                    i = end - 1;
                    continue;
                }
            }
            else if (blocks[i] is Paragraph best && i + 1 < blocks.Count && blocks[i + 1] is CodeBlock config && BestConfig().IsMatch(best.Text) && TryConfig(config, path))
            {
                i++;
                continue;
            }

            rest.Add(blocks[i]);
        }

        Flush(rest, path);
    }

    private void Flush(List<Block> rest, string? path)
    {
        ContextNotes.Collect([.. rest], path, Notes);
        rest.Clear();
    }

    private bool TryConfig(CodeBlock block, string? path)
    {
        if (_config.Count + _best.Count > 0)
            return false;
        var @params = new List<LogParam>();
        var metrics = new List<LogMetric>();
        var keys = new HashSet<string>();
        var lines = block.Text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            var at = block.Line + 1 + i;
            if (line.Length == 0)
                continue;
            if (ConfigMetric().Match(line) is { Success: true } metric)
            {
                var key = LogKey.Of(metric.Groups["label"].Value);
                if (!ContextValue.TryNumber(metric.Groups["number"].Value, metric.Groups["percent"].Success, out var number) || key.Length == 0 || !keys.Add("m:" + key))
                    return false;
                metrics.Add(LogMetric.Of(key, number, at));
                continue;
            }

            foreach (var pair in ContextValue.Split(line.TrimEnd(',')))
            {
                var equals = pair.IndexOf('=', StringComparison.Ordinal);
                var key = equals > 0 ? LogKey.Of(pair[..equals]) : "";
                var value = equals > 0 ? pair[(equals + 1)..].Trim() : "";
                var isOdd = key.Length == 0 || key.Contains('=', StringComparison.Ordinal) || key.EndsWith(Tested, StringComparison.Ordinal) || key.EndsWith(Remark, StringComparison.Ordinal);
                if (isOdd || value.Length == 0 || (value[0] != '"' && value.AsSpan().IndexOfAny('=', ':') >= 0) || ContextValue.ToText(ContextValue.ToJson(value)) is { } again && ContextValue.ToJson(again) != ContextValue.ToJson(value) || !keys.Add("p:" + key))
                    return false;
                @params.Add(new LogParam(key, ContextValue.ToJson(value), at));
            }
        }

        if (@params.Count + metrics.Count == 0)
            return false;
        _config.AddRange(@params);
        _best.AddRange(metrics);
        Title = path;
        return true;
    }

    private bool TryGroup(System.Text.RegularExpressions.Match tested, int line, IEnumerable<Block> items, string? path, List<Block> before)
    {
        var label = ContextHeading.Section(Inline.Plain(tested.Groups["label"].Value));
        var key = LogKey.Of(label);
        if (key.Length == 0 || key.AsSpan().IndexOfAny('=', '/') >= 0 || !_known.Add(key))
            return false;
        // What stood before it is a note before those of the group.
        Flush(before, path);
        var values = ContextValue.Split(tested.Groups["list"].Value.Trim()).Where(value => value.Length > 0);
        _groups.Add(new LogParam(key + Tested, ContextValue.ToJson(values), line));
        foreach (var item in items)
        {
            if (item is not ListItem { Children.Count: 0 } row || !TryMean(key, row))
                ContextNotes.Collect([item], ContextHeading.Within(path, label), Notes);
        }

        return true;
    }

    private bool TryMean(string group, ListItem row)
    {
        var match = MeanLine().Match(row.Text);
        var head = match.Success;
        if (!head)
            match = BestLine().Match(row.Text);
        if (!match.Success)
            return false;
        var param = match.Groups["param"].Value.ToLowerInvariant();
        var value = match.Groups["value"].Value;
        var name = LogKey.Of($"{match.Groups["which"].Value} {match.Groups["label"].Value}");
        if ((head && param != group && param != Initials(group)) || name.Length == 0 || name.Contains('=', StringComparison.Ordinal) || Counts.Contains(name) || !_known.Add($"{group}={value}")
            || !ContextValue.TryNumber(match.Groups["number"].Value, match.Groups["percent"].Success, out var number))
            return false;
        _means.Add(LogMetric.Of($"{group}={value}/{name}", number, row.Line));
        if (match.Groups["count"].Success)
            _means.Add(LogMetric.Of($"{group}={value}/{match.Groups["unit"].Value.TrimEnd('s')}s", double.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture), row.Line));
        if (match.Groups["remark"].Success)
            _groups.Add(new LogParam($"{group}={value}{Remark}", ContextValue.Quoted(match.Groups["remark"].Value.Trim()), row.Line));
        return true;
    }

    private const string Tail =
        @"(?:\s*\((?<count>\d{1,9})\s+(?<unit>trials?|runs?|seeds?)\))?(?:\s*(?:[-–—]\s+)?(?<remark>\S.*))?$";

    private const string Number = @"(?<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?)(?![\d,.]*\d)(?<percent>\s?%)?";

    [System.Text.RegularExpressions.GeneratedRegex(@"^\**(?<label>[^*()\n]+?)\**\s*\(tested\b\s*:?(?<list>[^()\n]*)\)\**:?\**$", Options, 1000)]
    private static partial System.Text.RegularExpressions.Regex TestedLine();

    [System.Text.RegularExpressions.GeneratedRegex(@"^\**Best config[^\n]*$", Options | System.Text.RegularExpressions.RegexOptions.IgnoreCase, 1000)]
    private static partial System.Text.RegularExpressions.Regex BestConfig();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?<label>[\p{L}_][\w ./@()-]*?)\s*:\s*" + Number + "$", Options, 1000)]
    private static partial System.Text.RegularExpressions.Regex ConfigMetric();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?<param>[\w.-]+)=(?<value>[^\s/:=]+):\s+(?<label>\p{L}[\w ./@-]*?)\s+" + Number + Tail, Options, 1000)]
    private static partial System.Text.RegularExpressions.Regex MeanLine();

    [System.Text.RegularExpressions.GeneratedRegex(@"^(?<value>\d[\w.]*)-(?<param>\w+)(?:\s+(?<which>best|mean|median))?:\s+" + Number + @"\s+(?<label>\p{L}[\w-]*)" + Tail, Options, 1000)]
    private static partial System.Text.RegularExpressions.Regex BestLine();

    private const System.Text.RegularExpressions.RegexOptions Options = System.Text.RegularExpressions.RegexOptions.ExplicitCapture | System.Text.RegularExpressions.RegexOptions.CultureInvariant;
}
