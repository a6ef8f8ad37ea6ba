namespace Assay.Notebook;

/// <summary>A line of work that a person follows over days, with its periods.</summary>
/// <param name="Id">E.g. <c>ws3</c>.</param>
public sealed record LogWorkstream(string Id)
{
    /// <summary>What people call it.</summary>
    public string? Name { get; init; }

    /// <summary>What the document calls it, e.g. its heading's second half.</summary>
    public string? Title { get; init; }

    /// <summary>What it is about now.</summary>
    public string? Focus { get; init; }

    /// <summary>Its state in the user's words.</summary>
    public string? Status { get; init; }

    /// <summary>What is being done now.</summary>
    public string? CurrentTask { get; init; }

    /// <summary>How that stands.</summary>
    public string? TaskStatus { get; init; }

    /// <summary>Its periods, newest first.</summary>
    public IReadOnlyList<LogPeriod> Periods { get; init; } = [];

    /// <summary>What people wrote about it as a whole.</summary>
    public IReadOnlyList<LogNote> Notes { get; init; } = [];

    /// <summary>Line it stands in, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }
}
