using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>Something a person wrote in a log.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Markdown, "\n" between lines, not empty; heading and marker taken off.</param>
public sealed record LogNote(NoteKind Kind, string Text)
{
    /// <summary>The heading or field it stands under where the kind does not say it, e.g. <c>Logging Rules</c>, <c>Scope</c>; sub-headings are joined by " / ".</summary>
    public string? Section { get; init; }

    /// <summary>Whether it is settled.</summary>
    public NoteState State { get; init; }

    /// <summary>Line of the file it stands in, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }

    /// <summary>Number in the store; 0 when it came from a file.</summary>
    public long Id { get; init; }
}
