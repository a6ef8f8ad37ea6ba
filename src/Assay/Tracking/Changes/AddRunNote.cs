namespace Assay.Tracking.Changes;

/// <summary>Adds a note about the run in the same transaction as other changes.</summary>
/// <param name="Run">The run.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Markdown; not empty.</param>
/// <param name="Author">Who wrote it.</param>
public sealed record AddRunNote(RunId Run, NoteKind Kind, string Text, string Author) : Change(Run);
