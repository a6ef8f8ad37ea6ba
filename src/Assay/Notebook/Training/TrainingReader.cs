using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Reads a training log.</summary>
internal sealed class TrainingReader(LogReport report)
{
    private readonly List<LogEntry> _entries = [];
    private readonly List<LogEntry> _planned = [];
    private readonly List<LogNote> _notes = [];

    public LogBook Read(LogDocument document)
    {
        var head = document.Root.Sections.FirstOrDefault(section => section.Level == 1);
        if (head is not null && (TrainingText.IsExperiment(head.Title, out _) || head.Title.Length == 0))
            head = null;
        string? description = null;
        Keep(null, document.Root.Blocks);
        foreach (var section in document.Root.Sections)
        {
            if (section != head)
            {
                Walk(section, null);
                continue;
            }

            var blocks = section.Blocks;
            if (blocks is [Paragraph first, ..])
                (description, blocks) = (first.Text, [.. blocks.Skip(1)]);
            Keep(null, blocks);
            foreach (var child in section.Sections)
                Walk(child, null);
        }

        return new LogBook(document.Name)
        {
            Title = head?.Title ?? TrainingText.Title,
            Description = description,
            Entries = Unique([.. _entries, .. _planned]),
            Notes = [.. _notes.OrderBy(note => note.Section == TrainingText.Naming ? 0 : 1)],
        };
    }

    private void Walk(LogSection section, string? path)
    {
        if (TrainingText.IsExperiment(section.Title, out var name))
        {
            if (TrainingText.IsTemplate(name))
            {
                report.Understood(section.Line, "the template of an entry");
                KeepSections(section, null);
            }
            else
            {
                _entries.Add(new ExperimentReader(report).Read(section, name, path));
                report.Understood(section.Line, name);
                foreach (var child in section.Sections.Where(child => TrainingText.IsExperiment(child.Title, out _)))
                    Walk(child, path);
            }

            return;
        }

        var title = section.Title;
        if (TrainingText.IsNaming(title))
        {
            if (Block.ToMarkdown(section.Blocks) != TrainingText.NamingRule)
                Keep(TrainingText.Naming, section.Blocks);
            else
                report.Understood(section.Line, "the naming convention");
        }
        else if (TrainingText.IsAblations(title))
        {
            ReadPlanned(section, path ?? title);
        }
        else
        {
            var standard = path is null && title is TrainingText.Experiments or TrainingText.TemplateHeading;
            Keep(standard ? null : Join(path, title), section.Blocks);
        }

        var under = path is null && title == TrainingText.Experiments ? null : title == TrainingText.Planned ? path ?? title : Join(path, title);
        foreach (var child in section.Sections)
            Walk(child, under);
    }

    private void KeepSections(LogSection section, string? path)
    {
        foreach (var child in section.Sections)
        {
            if (TrainingText.IsExperiment(child.Title, out _))
                Walk(child, path);
        }
    }

    private void ReadPlanned(LogSection section, string group)
    {
        foreach (var block in section.Blocks)
        {
            if (block is ListItem { Number: not null } item && item.Text.Length > 0)
            {
                _planned.Add(PlannedText.Read(item, group));
                report.Understood(item.Line, Inline.Plain(item.Text));
            }
            else
            {
                Keep(group, [block]);
            }
        }
    }

    private void Keep(string? section, IReadOnlyList<Block> blocks)
    {
        var kind = NoteKind.Note;
        if (section is not null)
        {
            var last = section.LastIndexOf(" / ", StringComparison.Ordinal);
            if (TrainingText.IsKind(last < 0 ? section : section[(last + 3)..], out kind))
                section = last < 0 ? null : section[..last];
        }

        foreach (var note in NoteText.Notes(kind, section, blocks).Where(note => note.Text != TrainingText.None))
        {
            _notes.Add(note);
            if (section is not null)
                report.Left(note.Line, note.Text.Split('\n')[0]);
        }
    }

    private static string Join(string? path, string title) => path is null ? title : path + " / " + title;

    private static LogEntry[] Unique(IReadOnlyList<LogEntry> entries)
    {
        var used = new HashSet<string>();
        var unique = new List<LogEntry>(entries.Count);
        foreach (var entry in entries)
        {
            var (key, n) = (entry.Key, 1);
            while (!used.Add(key))
                key = string.Create(CultureInfo.InvariantCulture, $"{entry.Key} #{++n}");
            unique.Add(entry with { Key = key });
        }

        return [.. unique];
    }
}
