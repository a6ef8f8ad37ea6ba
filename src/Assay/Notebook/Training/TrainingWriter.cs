using Assay.Notebook.Entries;
using Assay.Notebook.Text;
using Assay.Tracking;

namespace Assay.Notebook.Training;

/// <summary>Writes a training log from a book.</summary>
internal sealed class TrainingWriter(LogBook book)
{
    private readonly StringBuilder _text = new();
    private readonly TrainingComputed _computed = new(book);

    public string Write()
    {
        WriteHead();
        _text.Append("## ").Append(TrainingText.Naming).Append("\n\n");
        if (!WriteInPlace(TrainingText.Naming))
            _text.Append(TrainingText.NamingRule).Append('\n');
        Rule();
        WriteEntries();
        _text.Append("## ").Append(TrainingText.TemplateHeading).Append("\n\n");
        if (WriteInPlace(TrainingText.TemplateHeading))
            _text.Append('\n');
        _text.Append(TrainingText.Template).Append('\n');
        Rule();
        WritePlanned();
        LogNote[] notes = [.. book.Notes.Where(note => TrainingText.Rank(note) == TrainingText.LastRank)];
        if (notes.Length > 0)
            Rule();
        WriteNotes(notes);
        return _text.ToString().TrimEnd('\n') + "\n";
    }

    private void WriteHead()
    {
        _text.Append("# ").Append(book.Title ?? TrainingText.Title).Append("\n\n");
        if (book.Description is { Length: > 0 } description)
            _text.Append(IsParagraph(description) ? description : OneLine(description)).Append("\n\n");
        if (book.Updated is { } updated)
            _text.Append("**").Append(TrainingText.Updated).Append("**: ").Append(updated.ToLogText()).Append('\n');
        if (book.Status is { Length: > 0 } status)
            _text.Append("**").Append(TrainingText.Status).Append("**: ").Append(OneLine(status)).Append('\n');
        if (book.Updated is not null || book.Status is { Length: > 0 })
            _text.Append('\n');
    }

    private static bool IsParagraph(string text) => BlockReader.Read(text) is { Sections.Count: 0, Blocks: [Paragraph paragraph] } && paragraph.Text == text;

    private static string OneLine(string text) => string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private void Rule() => _text.Append(_text[^2] == '\n' ? "---\n\n" : "\n---\n\n");

    private bool WriteInPlace(string heading)
    {
        var notes = book.Notes.Where(note => note.Section == heading && note.Kind == NoteKind.Note).ToArray();
        foreach (var note in notes)
            NoteText.WriteItem(_text, "", "- ", NoteText.Marked(note));
        return notes.Length > 0;
    }

    private void WriteEntries()
    {
        var entries = book.Entries.Where(entry => !PlannedText.Fits(entry)).ToArray();
        if (entries.Length == 0)
            _text.Append("## ").Append(TrainingText.Experiments).Append("\n\n").Append(TrainingText.NoExperiment).Append("\n\n---\n\n");
        for (var i = 0; i < entries.Length; i++)
        {
            if (i == 0 || entries[i].Group != entries[i - 1].Group)
                _text.Append("## ").Append(entries[i].Group ?? TrainingText.Experiments).Append("\n\n");
            new ExperimentWriter(_text, entries[i], _computed).Write();
            _text.Append("---\n\n");
        }
    }

    private void WritePlanned()
    {
        _text.Append("## ").Append(TrainingText.Ablations).Append("\n\n### ").Append(TrainingText.Planned).Append("\n\n");
        var group = TrainingText.Ablations;
        var number = _computed.WritePlanned(_text, 0);
        var isEmpty = number == 0;
        foreach (var entry in book.Entries.Where(PlannedText.Fits))
        {
            var own = entry.Group ?? TrainingText.Ablations;
            if (own != group)
            {
                _text.Append("## ").Append(own).Append("\n\n### ").Append(TrainingText.Planned).Append("\n\n");
                number = 0;
            }

            group = own;
            isEmpty = false;
            PlannedText.Write(_text, ++number, entry);
        }

        if (isEmpty)
            _text.Append(TrainingText.NoneWait).Append('\n');
    }

    private void WriteNotes(IReadOnlyList<LogNote> notes)
    {
        string? before = null;
        foreach (var note in notes)
        {
            var heading = TrainingNotes.Heading(note);
            if (heading != before)
                _text.Append(before is null ? "" : "\n").Append("## ").Append(heading).Append("\n\n");
            before = heading;
            NoteText.WriteItem(_text, "", "- ", NoteText.Marked(note));
        }
    }
}
