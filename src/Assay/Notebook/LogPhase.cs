namespace Assay.Notebook;

/// <summary>A phase of a plan map.</summary>
/// <param name="Id">E.g. <c>Phase 1</c>.</param>
public sealed record LogPhase(string Id)
{
    /// <summary>What it is.</summary>
    public string? Title { get; init; }

    /// <summary>When it is done.</summary>
    public string? Goal { get; init; }

    /// <summary>Where it stands: in people's words when imported, computed when generated.</summary>
    public string? Status { get; init; }

    /// <summary>Its items, in order.</summary>
    public IReadOnlyList<LogItem> Items { get; init; } = [];

    /// <summary>What else people wrote about it.</summary>
    public IReadOnlyList<LogNote> Notes { get; init; } = [];

    /// <summary>Line it stands in, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }
}
