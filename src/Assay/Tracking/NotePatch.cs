namespace Assay.Tracking;

/// <summary>Changes to a note; null parts stay as they are.</summary>
public sealed record NotePatch
{
    /// <summary>New text; not empty.</summary>
    public string? Text { get; init; }

    /// <summary>New kind.</summary>
    public NoteKind? Kind { get; init; }

    /// <summary>New state.</summary>
    public NoteState? State { get; init; }

    /// <summary>New place among the notes of its target.</summary>
    public double? Order { get; init; }

    /// <summary>With a new text, the line of the log it came from; null when it was typed here.</summary>
    public int? Line { get; init; }

    /// <summary>New heading; empty for none.</summary>
    public string? Section { get; init; }

    /// <summary>The run that settled it.</summary>
    public RunId? SettledBy { get; init; }
}
