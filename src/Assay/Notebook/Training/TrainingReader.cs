using System.Collections.Concurrent;
using Assay.Notebook.Text;

namespace Assay.Notebook.Training;

/// <summary>Reads a training log.</summary>
internal sealed class TrainingReader(LogReport report)
{
    // Fewer are read before other threads are awake.
    private const int Many = 64;
    // Read when all headings are walked: no experiment's text says anything of another.
    private readonly List<Func<LogEntry>> _entries = [];
    private readonly List<LogEntry> _planned = [];
    private readonly List<LogNote> _notes = [];
    private LogDate? _updated;
    private string? _status;

    public LogBook Read(LogDocument document)
    {
        var head = document.Root.Sections.FirstOrDefault(section => section.Level == 1);
        if (head is not null && (TrainingText.IsExperiment(head.Title, out _) || head.Title.Length == 0))
            head = null;
        string? description = null;
        Keep(null, document.Root.Blocks);
        foreach (var section in document.Root.Sections)
        {
            if (section == head)
                description = Head(section);
            else
                Walk(section, null);
        }

        return new LogBook(document.Name)
        {
            Title = head?.Title ?? TrainingText.Title,
            Description = description,
            Updated = _updated,
            Status = _status,
            Entries = Unique([.. Experiments(), .. _planned]),
            Notes = [.. _notes.OrderBy(TrainingText.Rank)],
        };
    }

    private string? Head(LogSection section)
    {
        string? description = null;
        for (var i = 0; i < section.Blocks.Count; i++)
        {
            var block = section.Blocks[i];
            if (block is Paragraph paragraph)
                block = paragraph with { Text = string.Join('\n', paragraph.Text.Split('\n').Select(line => line.Trim()).Where(line => !Fact(line))) };
            // One that says again where the whole stands would be read as if it said it first.
            if (i == 0 && block is Paragraph { Text.Length: > 0 } first && !first.Text.Split('\n').Any(line => IsFact(line, out _, out _)))
                description = first.Text;
            else
                Keep(null, [block]);
        }

        foreach (var child in section.Sections)
            Walk(child, null);
        return description;
    }

    private static bool IsFact(string line, out string label, out string value)
    {
        (label, value) = ("", "");
        return line.StartsWith("**", StringComparison.Ordinal) && Inline.TryField(line, out label, out value) && value.Length > 0 && label is (TrainingText.Updated or TrainingText.Status);
    }

    private bool Fact(string line)
    {
        if (!IsFact(line, out var label, out var value))
            return false;
        if (label == TrainingText.Updated && _updated is null && LogDate.TryParse(value, out var date))
            _updated = date;
        else if (label == TrainingText.Status && _status is null)
            _status = value;
        else
            return false;
        return true;
    }

    private void Walk(LogSection section, string? path)
    {
        var title = section.Title;
        if (TrainingText.IsExperiment(title, out var name))
        {
            var part = report.Part();
            _entries.Add(() => new ExperimentReader(part).Read(section, name, path));
            report.Understood(section.Line, name);
            Nested(section, path);
            return;
        }

        if (title == TrainingText.TemplateHeading)
        {
            Template(section, TrainingText.TemplateHeading);
            return;
        }

        var under = TrainingNotes.Join(path, title);
        if (TrainingText.IsNaming(title))
        {
            if (Block.ToMarkdown(section.Blocks) != TrainingText.NamingRule)
                Keep(TrainingText.Naming, section.Blocks);
            else
                report.Understood(section.Line, "the naming convention");
        }
        else if (TrainingText.IsAblations(title))
        {
            under = title == TrainingText.Planned && path is not null ? path : under;
            Planned(section, path ?? title);
        }
        else
        {
            under = path is null && title == TrainingText.Experiments ? null : under;
            Keep(under, section.Blocks);
        }

        foreach (var child in section.Sections)
        {
            if (TrainingText.IsExperiment(child.Title, out var named) && TrainingText.IsTemplate(named, false))
                Template(child, TrainingText.TemplateHeading);
            else
                Walk(child, under);
        }
    }

    // Experiments below an experiment: somebody's heading has one mark too many.
    private void Nested(LogSection section, string? path)
    {
        foreach (var child in section.Sections)
        {
            if (TrainingText.IsExperiment(child.Title, out _))
                Walk(child, path);
            else
                Nested(child, path);
        }
    }

    // The empty entry is the writer's; what people changed in it is kept.
    private void Template(LogSection section, string path)
    {
        report.Understood(section.Line, "the template of an entry");
        Keep(path, section.Blocks.SelectMany(TrainingText.OwnTemplateText));
        foreach (var child in section.Sections)
        {
            if (!TrainingText.IsExperiment(child.Title, out var name))
                Template(child, TrainingNotes.Join(path, child.Title)!);
            else if (!TrainingText.IsTemplate(name, true))
                Walk(child, null);
            else if (name == TrainingText.TemplateName)
                Template(child, TrainingText.TemplateHeading);
            else
                Template(child with { Blocks = [new Paragraph(child.Line, child.Title), .. child.Blocks] }, TrainingText.TemplateHeading);
        }
    }

    private void Planned(LogSection section, string path)
    {
        var group = path is TrainingText.Ablations or TrainingText.Planned ? null : path;
        foreach (var block in section.Blocks)
        {
            if (block is ListItem waiting && TrainingComputed.IsPlanned(waiting))
                continue;
            if (block is ListItem { Number: not null } item && PlannedText.Read(item, group) is { } planned)
            {
                _planned.Add(planned);
                report.Understood(item.Line, planned.Title!);
            }
            else
            {
                Keep(path, [block]);
            }
        }
    }

    private void Keep(string? heading, IEnumerable<Block> blocks)
    {
        var (kind, section) = TrainingNotes.Place(heading);
        foreach (var note in TrainingNotes.Read(kind, section, blocks))
        {
            _notes.Add(note);
            if (section is not null)
                report.Left(note.Line, note.Text.Split('\n')[0]);
        }
    }

    // On all cores when they are many; the result does not depend on the number of threads.
    private LogEntry[] Experiments()
    {
        if (_entries.Count < Many)
            return [.. _entries.Select(read => read())];
        var entries = new LogEntry[_entries.Count];
        Parallel.ForEach(Partitioner.Create(0, entries.Length), range =>
        {
            for (var i = range.Item1; i < range.Item2; i++)
                entries[i] = _entries[i]();
        });
        return entries;
    }

    private static LogEntry[] Unique(IReadOnlyList<LogEntry> entries)
    {
        var keys = new LogKeys();
        return [.. entries.Select(entry => entry with { Key = keys.Unique(entry.Key) })];
    }
}
