using Assay.Planning;
using Assay.Planning.Yaml;

namespace Assay.Notebook.Reports;

/// <summary>
/// Prose with placeholders: Markdown in which <c>{{ metric LF-55 valid/auc = 0.718 }}</c> stands for a value of the store, and
/// <c>{{ runs }}</c> for a table. A front matter in YAML may say title, runs, claims and references. <c>\{{</c> is text.
/// </summary>
/// <param name="File">The file as messages name it.</param>
/// <param name="Parts">The pieces, in order.</param>
internal sealed record ReportTemplate(string File, IReadOnlyList<TemplatePart> Parts)
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const string Fence = "---";

    /// <summary>The report's title; null when the template names none.</summary>
    public string? Title { get; private init; }

    /// <summary>A query that says which runs the report is about; null when the template names none.</summary>
    public string? Runs { get; private init; }

    /// <summary>A BibTeX file beside the template; null when none is used.</summary>
    public string? References { get; private init; }

    /// <summary>Reads a template.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <returns>The template.</returns>
    /// <exception cref="PlanException">Mistakes, all of them, with places.</exception>
    public static ReportTemplate Parse(string text, string file)
    {
        var problems = new ProblemList(file);
        text = text.ReplaceLineEndings("\n");
        var (front, body, line) = Split(text, problems);
        var template = new ReportTemplate(file, [.. Pieces(body, line, problems)]);
        foreach (var (key, value) in front)
        {
            template = key switch
            {
                "title" => template with { Title = value },
                "runs" => template with { Runs = value },
                _ => template with { References = value },
            };
        }

        return problems.Any ? throw problems.ToException() : template;
    }

    private static (List<(string Key, string Value)> Front, string Body, int Line) Split(string text, ProblemList problems)
    {
        var front = new List<(string, string)>();
        if (!text.StartsWith(Fence + "\n", StringComparison.Ordinal))
            return (front, text, 1);
        var end = text.IndexOf("\n" + Fence + "\n", StringComparison.Ordinal);
        if (end < 0)
        {
            problems.Add(1, 1, KeyPath.Top, "the front matter that begins here has no end", "close it with a line of three dashes");
            return (front, "", 1);
        }

        // The opening line stays, as an empty one, so that places are right.
        var yaml = "\n" + text[(Fence.Length + 1)..(end + 1)];
        if (YamlTreeReader.Read(yaml, problems) is YamlMap map)
        {
            foreach (var entry in map.Entries)
            {
                if (entry.Key is not ("title" or "runs" or "references"))
                    problems.Add(entry.KeyNode, KeyPath.Top, $"'{entry.Key}' is not known here", "known are title, runs, references");
                else if (entry.Value is not YamlScalar value)
                    problems.Add(entry.Value, KeyPath.Top, $"'{entry.Key}' is a text, and {entry.Value.Word} was found");
                else
                    front.Add((entry.Key, value.Text));
            }
        }

        return (front, text[(end + Fence.Length + 2)..], 1 + text.AsSpan(0, end + Fence.Length + 2).Count('\n'));
    }

    private static IEnumerable<TemplatePart> Pieces(string text, int line, ProblemList problems)
    {
        var prose = new StringBuilder();
        var at = 0;
        while (at < text.Length)
        {
            var next = text.IndexOf(Open, at, StringComparison.Ordinal);
            if (next < 0)
                break;
            if (next > 0 && text[next - 1] == '\\')
            {
                prose.Append(text, at, next - 1 - at).Append(Open);
                at = next + Open.Length;
                continue;
            }

            prose.Append(text, at, next - at);
            var here = line + text.AsSpan(0, next).Count('\n');
            var end = text.IndexOf(Close, next, StringComparison.Ordinal);
            var lineEnd = text.IndexOf('\n', next);
            if (end < 0 || (lineEnd >= 0 && lineEnd < end))
            {
                problems.Add(here, 1, KeyPath.Top, "a placeholder begins here and has no end on its line", @"close it with }}, or write \{{ for the braces themselves");
                yield break;
            }

            if (prose.Length > 0)
                yield return new TemplatePart(here, prose.ToString(), [], null);
            prose.Clear();
            yield return Placeholder(text[(next + Open.Length)..end], here, problems);
            at = end + Close.Length;
        }

        prose.Append(text, Math.Min(at, text.Length), text.Length - Math.Min(at, text.Length));
        if (prose.Length > 0)
            yield return new TemplatePart(line, prose.ToString(), [], null);
    }

    private static TemplatePart Placeholder(string inner, int line, ProblemList problems)
    {
        var words = new List<string>();
        string? expected = null;
        for (var at = 0; at < inner.Length;)
        {
            if (inner[at] == ' ')
            {
                at++;
            }
            else if (inner[at] == '=' && words.Count > 0)
            {
                expected = inner[(at + 1)..].Trim();
                break;
            }
            else if (inner[at] == '"')
            {
                var end = inner.IndexOf('"', at + 1);
                if (end < 0)
                {
                    problems.Add(line, 1, KeyPath.Top, "a quotation mark has no partner before }}");
                    break;
                }

                words.Add(inner[(at + 1)..end]);
                at = end + 1;
            }
            else
            {
                var end = inner.IndexOf(' ', at);
                end = end < 0 ? inner.Length : end;
                words.Add(inner[at..end]);
                at = end;
            }
        }

        if (words.Count == 0)
            problems.Add(line, 1, KeyPath.Top, "this placeholder is empty", "e.g. {{ metric <run> <key> }} or {{ runs }}");
        else if (expected is { Length: 0 })
            problems.Add(line, 1, KeyPath.Top, "'=' is followed by nothing", "e.g. {{ metric <run> <key> = 0.718 }}");
        return new TemplatePart(line, null, words, expected);
    }
}
