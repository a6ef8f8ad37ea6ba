using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Assay.Planning.Yaml;

/// <summary>
/// Reads text into nodes that keep their places. Everything a hostile file could grow is bounded: depth, the length of a line,
/// and the number of nodes with aliases written out.
/// </summary>
internal sealed class YamlTreeReader
{
    /// <summary>Deepest nesting; a plan needs about six.</summary>
    internal const int DeepestNesting = 64;

    /// <summary>Longest line in characters.</summary>
    internal const int LongestLine = 1 << 20;

    /// <summary>Most nodes, each alias counted with all that its anchor holds.</summary>
    internal const long MostNodes = 2_000_000;

    private readonly GuardedParser _parser;
    private readonly ProblemList _problems;
    private readonly Dictionary<string, YamlNode> _anchors = new(StringComparer.Ordinal);
    private long _nodes;

    private YamlTreeReader(string text, ProblemList problems)
    {
        _parser = new GuardedParser(new Parser(new StringReader(text)));
        _problems = problems;
    }

    /// <summary>The document's root; <see langword="null"/> when there is none or the text is not YAML (then a problem says so).</summary>
    public static YamlNode? Read(string text, ProblemList problems)
    {
        if (!LinesAreBounded(text, problems))
            return null;
        try
        {
            return new YamlTreeReader(text, problems).Document();
        }
        catch (YamlException error)
        {
            problems.Add((int)error.Start.Line, (int)error.Start.Column, KeyPath.Top, "this is not YAML: " + Sentence(error.Message), Hint(text, error));
            return null;
        }
        catch (StopReadingException stop)
        {
            problems.Add((int)stop.Mark.Line, (int)stop.Mark.Column, KeyPath.Top, stop.Message);
            return null;
        }
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var root = Node(0, KeyPath.Top);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            throw new StopReadingException(second.Start, "a second document starts here; a plan is one document");
        return root;
    }

    private YamlNode Node(int depth, KeyPath path)
    {
        var start = _parser.Current is NodeEvent next ? next.Start : Mark.Empty;
        if (depth > DeepestNesting)
            throw new StopReadingException(start, $"nested deeper than {DeepestNesting} levels; a plan needs about six");
        YamlNode node;
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!_anchors.TryGetValue(alias.Value.Value, out node!))
                throw new StopReadingException(alias.Start, $"'*{alias.Value.Value}' refers to an anchor that is not written before it, or to itself");
            Count(node.Size, alias.Start);
            return node;
        }

        var header = _parser.Require<NodeEvent>();
        node = header switch
        {
            Scalar => ScalarNode(_parser.Consume<Scalar>(), path),
            SequenceStart => List(depth, path),
            _ => Map(depth, path),
        };
        // A collection's nodes were counted one by one.
        Count(node is YamlScalar ? node.Size : 1, start);
        if (!header.Anchor.IsEmpty)
            _anchors[header.Anchor.Value] = node;
        return node;
    }

    private YamlScalar ScalarNode(Scalar scalar, KeyPath path)
    {
        var (line, column) = ((int)scalar.Start.Line, (int)scalar.Start.Column);
        if (scalar.Value.AsSpan().ContainsAny('\0', '\uFFFE', '\uFFFF') || !IsWellFormed(scalar.Value))
            throw new StopReadingException(
                scalar.Start, "this text holds a character that no command or file can take (U+0000, U+FFFE, U+FFFF or half of a pair)");
        var isText = scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any);
        if (!scalar.Tag.IsEmpty)
        {
            var tag = scalar.Tag.IsNonSpecific ? "tag:yaml.org,2002:str" : scalar.Tag.Value;
            isText = tag == "tag:yaml.org,2002:str";
            if (!isText && tag is not ("tag:yaml.org,2002:int" or "tag:yaml.org,2002:float" or "tag:yaml.org,2002:bool" or "tag:yaml.org,2002:null"))
                _problems.Add(line, column, path, $"the tag '{tag}' means nothing in a plan", "remove it");
        }

        return new YamlScalar(line, column, scalar.Value, isText);
    }

    private YamlList List(int depth, KeyPath path)
    {
        var start = _parser.Consume<SequenceStart>().Start;
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1, path.Item(items.Count)));
        return new YamlList((int)start.Line, (int)start.Column, items);
    }

    private YamlMap Map(int depth, KeyPath path)
    {
        var start = _parser.Consume<MappingStart>().Start;
        var entries = new OrderedDictionary<string, YamlEntry>(StringComparer.Ordinal);
        var merges = new List<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var isPlain = _parser.Current is Scalar { Style: ScalarStyle.Plain };
            var key = Node(depth + 1, path);
            var place = path.Key(key is YamlScalar word ? word.Text : "?");
            var value = Node(depth + 1, place);
            if (key is not YamlScalar name)
                _problems.Add(
                    key, path, $"a key is {key.Word}, but keys are text", "write the key as one word; in { } and [ ], text with ${…} needs quotes");
            else if (isPlain && name.Text == "<<")
                merges.Add(new YamlEntry(name, value));
            else if (!entries.TryAdd(name.Text, new YamlEntry(name, value)))
                _problems.Add(name, place, $"the key '{name.Text}' is written twice in one map (first in line {entries[name.Text].KeyNode.Line})", "keep one of them");
        }

        foreach (var merge in merges)
            Merge(entries, merge, path);
        return new YamlMap((int)start.Line, (int)start.Column, [.. entries.Values]);
    }

    // What is written in the map itself wins; of several merged maps, the first.
    private void Merge(OrderedDictionary<string, YamlEntry> entries, YamlEntry merge, KeyPath path)
    {
        foreach (var source in merge.Value is YamlList list ? list.Items : [merge.Value])
        {
            if (source is not YamlMap map)
            {
                _problems.Add(source, path.Key("<<"), $"'<<' merges maps, and this is {source.Word}", "write <<: *anchor, where &anchor stands before a map");
                continue;
            }

            foreach (var entry in map.Entries)
                entries.TryAdd(entry.Key, entry);
        }
    }

    private void Count(long nodes, Mark at)
    {
        _nodes += nodes;
        if (_nodes > MostNodes)
            throw new StopReadingException(at, $"with its aliases written out, the plan holds more than {MostNodes:N0} values; that many are not read");
    }

    private static bool LinesAreBounded(string text, ProblemList problems)
    {
        var line = 1;
        for (var start = 0; start < text.Length; line++)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            if (length < 0)
                length = text.Length - start;
            if (length > LongestLine)
            {
                problems.Add(line, LongestLine + 1, KeyPath.Top, $"this line is {length:N0} characters long; at most {LongestLine:N0} are read");
                return false;
            }

            start += length + 1;
        }

        return true;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    private static string? Hint(string text, YamlException error)
    {
        // The mark may be where the scanner began or where it stopped.
        var lines = text.Split('\n').Skip((int)error.Start.Line - 1).Take((int)(error.End.Line - error.Start.Line) + 2).ToList();
        if (lines.Exists(line => line.AsSpan().TrimStart(' ').StartsWith('\t')))
            return "indent with spaces: YAML does not take tabs";
        return lines.Exists(line => line.Contains("${", StringComparison.Ordinal)) ? "in { } and [ ], put text that holds ${…} in quotes" : null;
    }

    private static string Sentence(string message) =>
        message.Length > 0 ? char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.') : "no more is known";

    private sealed class StopReadingException(Mark mark, string message) : Exception(message)
    {
        public Mark Mark { get; } = mark;
    }
}
