using System.Text.Json;
using Assay.Tracking;

namespace Assay.Cli.Rendering;

/// <summary>Notes as text and as JSON.</summary>
internal static class NoteText
{
    /// <summary>The words for kinds of notes, as they are typed and stored.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        ["note", "decision", "finding", "insight", "issue", "observation", "user-priority", "next-step", "conclusion", "prediction"];

    /// <summary>The words for states of notes.</summary>
    public static IReadOnlyList<string> States { get; } = ["open", "done", "dropped"];

    /// <summary>Prints a note: number, kind, author and time, then its text.</summary>
    public static void Print(Screen screen, Note note)
    {
        var about = note.Target.Kind is "run" or "store" ? "" : $"  on {note.Target.Kind}:{note.Target.Id}";
        screen.Write($"  #{note.Id} ").Write(Kinds[(int)note.Kind], Ink.Bold)
            .Write(note.State == NoteState.Open ? "" : $" ({States[(int)note.State]}{(note.SettledBy is { } run ? $" by {run.Tail}" : "")})", Ink.Good)
            .Line($"  {note.Author}, {screen.Time(note.Created)}{about}", Ink.Dim);
        foreach (var line in SafeText.Lines(note.Text).SelectMany(line => TextWidth.Wrap(line, screen.Width - 4)))
            screen.Line($"    {line}");
    }

    /// <summary>Writes a note.</summary>
    public static void Write(Utf8JsonWriter json, Note note)
    {
        json.WriteStartObject();
        json.WriteNumber("id", note.Id);
        json.WriteString("kind", Kinds[(int)note.Kind]);
        json.WriteString("text", note.Text);
        json.WriteStartObject("on");
        json.WriteString("kind", note.Target.Kind);
        json.WriteString("id", note.Target.Id);
        json.WriteEndObject();
        json.WriteString("author", note.Author);
        json.Time("created", note.Created);
        json.Time("changed", note.Changed);
        json.WriteString("state", States[(int)note.State]);
        json.Text("settled_by", note.SettledBy?.Value);
        json.WriteEndObject();
    }
}
