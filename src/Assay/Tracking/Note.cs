namespace Assay.Tracking;

/// <summary>Something a person wrote, with author and time.</summary>
/// <param name="Id">Number in the store, from 1; 0 before it is stored.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Markdown; not empty.</param>
/// <param name="Target">What it is about.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Created">When, UTC.</param>
public sealed record Note(long Id, NoteKind Kind, string Text, NoteTarget Target, string Author, DateTimeOffset Created)
{
    /// <summary>Whether it is settled.</summary>
    public NoteState State { get; init; }

    /// <summary>Last change of text or state, UTC.</summary>
    public DateTimeOffset Changed { get; init; } = Created;

    /// <summary>Place among the notes of one target; lower is earlier; equal places fall back to the id.</summary>
    public double Order { get; init; }

    /// <summary>The run that settled it.</summary>
    public RunId? SettledBy { get; init; }

    /// <summary>The heading of a log it stands under where its kind does not say it; null for none.</summary>
    public string? Section { get; init; }

    /// <summary>Line of the log it came from, from 1; null when it was written here.</summary>
    public int? Line { get; init; }
}
