using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Entries;

/// <summary>Writes what stands under an entry's heading. Values found in sentences are not listed: the sentences stand here too.</summary>
/// <param name="text">Where it is written.</param>
/// <param name="style">How the format shows it.</param>
internal sealed class EntryWriter(StringBuilder text, EntryStyle style)
{
    /// <summary>Writes an entry's fields and notes.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="level">Level of its heading; notes that no label can carry get headings below it.</param>
    /// <param name="date">The date that its place and name already tell.</param>
    /// <param name="commit">The commit that a section after it tells; null for none.</param>
    public void Write(LogEntry entry, int level, LogDate? date, string? commit)
    {
        foreach (var field in style.Order)
        {
            switch (field)
            {
                case EntryField.Date when entry.Date != date:
                    Field(field, entry.Date?.ToLogText() ?? EntryLabels.Nothing);
                    break;
                case EntryField.Status:
                    Field(field, entry.Status is not { } status ? EntryLabels.Nothing : StatusText(entry) ?? style.Word(status));
                    break;
                case EntryField.Command:
                    Command(entry);
                    break;
                case EntryField.Environment when !entry.Environment.SequenceEqual(entry.CommandKind == "description" ? [] : EntryCommand.Environment(entry.Command)):
                    Field(field, entry.Environment.Count == 0 ? EntryLabels.Nothing : string.Join('\n', entry.Environment.Select(pair => $"- {Markdown.Code($"{pair.Key}={pair.Value}")}")));
                    break;
                case EntryField.Params:
                    Field(field, string.Join('\n', entry.Params.Where(param => !param.IsFromText).Select(param => "- " + EntryValues.Show(param))));
                    break;
                case EntryField.Inputs:
                    Paths(style.Labels[field], entry.Inputs);
                    break;
                case EntryField.Outputs:
                    Outputs(entry.Outputs);
                    break;
                case EntryField.Result:
                    Result(entry);
                    break;
                case EntryField.Caveat when StatusText(entry) is null:
                    Field(field, entry.Caveat);
                    break;
                case EntryField.SupersededBy when entry.SupersededBy is { } key && EntryReader.SupersededBy(entry.SupersededWhy ?? "") != key:
                    Field(field, $"`{key}`{(entry.SupersededWhy is { Length: > 0 } why ? ": " + why : "")}");
                    break;
                case EntryField.Superseded when entry.SupersededBy is null:
                    Field(field, entry.SupersededWhy);
                    break;
                case EntryField.Commit when entry.Commit != commit:
                    Field(field, entry.Commit is { } own ? $"`{own}`" : EntryLabels.Nothing);
                    break;
                default:
                    Field(field, Plain(entry, field));
                    break;
            }
        }

        Notes(entry, level);
    }

    private static string? Plain(LogEntry entry, EntryField field) => field switch
    {
        EntryField.Phase => entry.Phase,
        EntryField.Item => entry.Item,
        EntryField.Priority => entry.Priority,
        EntryField.Experiment => entry.Experiment,
        EntryField.Seed => entry.Seed?.ToString(CultureInfo.InvariantCulture),
        EntryField.Workstream => entry.Workstream,
        EntryField.Stage => entry.Stage,
        EntryField.Source => entry.Source,
        EntryField.Config => entry.Config,
        EntryField.Reason => entry.Reason,
        EntryField.Error => entry.Error,
        EntryField.Branch => entry.Branch,
        EntryField.Conclusion => entry.Conclusion,
        _ => null,
    };

    private string? StatusText(LogEntry entry) => entry.Status is { } status ? EntryStatus.Show(style.Word(status), status, entry.Caveat) : null;

    private void Field(EntryField field, string? content) => Field(style.Labels[field], content);

    private void Field(string label, string? content)
    {
        if (!string.IsNullOrEmpty(content))
            NoteText.WriteField(text, "", label, content, style.IsBold);
    }

    private void Command(LogEntry entry)
    {
        var label = style.Labels[EntryField.Command];
        if (entry.Command is not { } command)
            return;
        if (entry.CommandKind == "description")
        {
            var isPlain = !EntryCommand.LooksExact(command) && Inline.Uncode(command) == command && !command.StartsWith("```", StringComparison.Ordinal);
            Field(isPlain ? label : label + " (description)", command);
            return;
        }

        if (entry.CommandKind is { } kind)
            label = $"{label} ({kind})";
        var code = new CodeBlock(0, entry.Shell ?? "", command).ToMarkdown();
        if (style.HasCodeAtMargin)
            text.Append("- ").Append(label).Append(":\n").Append(code).Append('\n');
        else
            Field(label, code);
    }

    private void Paths(string label, IReadOnlyList<string> paths)
    {
        var shown = paths.Select(path => style.QuotesPaths ? EntryPaths.Show(path) : path).ToArray();
        if (shown.Length == 0)
            return;
        var isLine = shown.Length == 1 && !style.QuotesPaths && EntryPaths.Split(shown[0]).Count() == 1;
        Field(label, isLine ? shown[0] : string.Join('\n', shown.Select(path => "- " + path)));
    }

    // Outputs that stood under a label of their own stand under it again.
    private void Outputs(IReadOnlyList<string> outputs)
    {
        for (var i = 0; i < outputs.Count;)
        {
            var own = Own(outputs[i], out _);
            var paths = new List<string>();
            for (; i < outputs.Count && Own(outputs[i], out var path) == own; i++)
                paths.Add(path);
            Paths(own ?? style.Labels[EntryField.Outputs], paths);
        }
    }

    private static string? Own(string output, out string path)
    {
        path = output;
        if (output.Length == 0 || output[^1] != ')' || output.LastIndexOf(" (", StringComparison.Ordinal) is not (> 0 and var open))
            return null;
        var own = EntryLabels.OutputRemark(output[(open + 2)..^1]);
        if (own != output[(open + 2)..^1])
            return null;
        path = output[..open];
        return own;
    }

    private void Result(LogEntry entry)
    {
        var label = style.Labels[EntryField.Result];
        var result = entry.Result ?? "";
        var lines = result.Split('\n');
        if (lines is [['(', .., ')'] remark, "", ..] && EntryLabels.Split($"{label} {remark}", out var inner) == label && $"({inner})" == remark && EntryLabels.IsLabel($"{label} {remark}"))
        {
            label = $"{label} {remark}";
            result = string.Join('\n', lines.Skip(2));
        }

        var metrics = string.Join('\n', entry.Metrics.Where(metric => !metric.IsFromText).Select(metric => "- " + EntryValues.Show(metric)));
        Field(label, metrics.Length == 0 ? result : result.Length == 0 ? metrics : $"{metrics}{(result.StartsWith("- ", StringComparison.Ordinal) ? "\n" : "\n\n")}{result}");
    }

    private void Notes(LogEntry entry, int level)
    {
        IEnumerable<LogNote> notes = entry.Notes;
        if (entry.SupersededBy is { } key && EntryReader.SupersededBy(entry.SupersededWhy ?? "") == key)
            notes = notes.Prepend(new LogNote(NoteKind.Note, entry.SupersededWhy!));
        var asHeadings = false;
        foreach (var group in NoteGroup.Of(notes))
        {
            var label = EntryLabels.Of(group.Kind, group.Section);
            asHeadings |= !EntryLabels.IsLabel(label);
            if (asHeadings)
            {
                text.Append('\n').Append('#', Math.Min(level + 1, 6)).Append(' ').Append(label).Append("\n\n");
                group.Write(text, "");
            }
            else if (group.Notes is [{ State: NoteState.Open } only] && !only.Text.Contains('\n', StringComparison.Ordinal) && !char.IsAsciiDigit(only.Text[0]) && only.Text[0] is not ('-' or '*' or '+' or '•' or '–') && (style.IsBold || only.Section is not null))
            {
                Field(label, only.Text);
            }
            else
            {
                text.Append("- ").Append(style.IsBold ? $"**{label}:**\n" : label + ":\n");
                group.Write(text, "  ");
            }
        }
    }
}
