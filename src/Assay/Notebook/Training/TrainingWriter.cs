using Assay.Notebook.Entries;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Writes a training log from a book.</summary>
internal sealed class TrainingWriter(LogBook book)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        _text.Append("# ").Append(book.Title ?? TrainingText.Title).Append("\n\n");
        if (book.Description is { } description)
            _text.Append(description).Append("\n\n");
        _text.Append("## ").Append(TrainingText.Naming).Append("\n\n");
        var naming = book.Notes.Where(note => note.Section == TrainingText.Naming).ToArray();
        if (naming.Length == 0)
            _text.Append(TrainingText.NamingRule).Append('\n');
        foreach (var note in naming)
            NoteText.WriteItem(_text, "", "- ", NoteText.Marked(note));
        Rule();
        WriteEntries();
        _text.Append("## ").Append(TrainingText.TemplateHeading).Append("\n\n").Append(TrainingText.Template).Append('\n');
        Rule();
        WritePlanned();
        Rule();
        WriteNotes([.. book.Notes.Where(note => note.Section != TrainingText.Naming)]);
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private static bool IsPlanned(LogEntry entry) => entry.Stage == TrainingText.AblationStage && entry.Status == RunStatus.Planned;

    private void Rule() => _text.Append("\n---\n\n");

    private void WriteEntries()
    {
        var entries = book.Entries.Where(entry => !IsPlanned(entry)).ToArray();
        if (entries.Length == 0)
            _text.Append("## ").Append(TrainingText.Experiments).Append("\n\n").Append(TrainingText.None).Append('\n');
        for (var i = 0; i < entries.Length; i++)
        {
            if (i == 0 || entries[i].Group != entries[i - 1].Group)
                _text.Append("## ").Append(entries[i].Group ?? TrainingText.Experiments).Append("\n\n");
            new ExperimentWriter(_text, entries[i]).Write();
            _text.Append("---\n\n");
        }
    }

    private void WritePlanned()
    {
        var groups = book.Entries.Where(IsPlanned).ToArray();
        string? group = null;
        var number = 0;
        foreach (var entry in groups)
        {
            var own = entry.Group ?? TrainingText.Ablations;
            if (own != group)
            {
                _text.Append("## ").Append(own).Append("\n\n### ").Append(TrainingText.Planned).Append("\n\n");
                number = 0;
            }

            group = own;
            PlannedText.Write(_text, ++number, entry);
        }

        if (groups.Length == 0)
            _text.Append("## ").Append(TrainingText.Ablations).Append("\n\n### ").Append(TrainingText.Planned).Append("\n\n").Append(TrainingText.None).Append('\n');
    }

    private void WriteNotes(IReadOnlyList<LogNote> notes)
    {
        string? before = null;
        foreach (var note in notes)
        {
            var heading = note.Kind == NoteKind.Note && note.Section is not null ? note.Section : (note.Section is null ? "" : note.Section + " / ") + TrainingText.Heading(note.Kind);
            if (heading != before)
                _text.Append(before is null ? "" : "\n").Append("## ").Append(heading).Append("\n\n");
            before = heading;
            NoteText.WriteItem(_text, "", "- ", NoteText.Marked(note));
        }

        if (notes.Count == 0)
            _text.Append("## Notes\n\n").Append(TrainingText.None).Append('\n');
    }
}
