namespace Assay.Tracking;

/// <summary>Which notes to read; null parts do not matter.</summary>
public sealed record NoteFilter
{
    /// <summary>Only notes about this.</summary>
    public NoteTarget? Target { get; init; }

    /// <summary>Only notes of this kind.</summary>
    public NoteKind? Kind { get; init; }

    /// <summary>Only notes in this state.</summary>
    public NoteState? State { get; init; }
}
