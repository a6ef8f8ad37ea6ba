using Assay.Tracking;

namespace Assay.Notebook.Tracker;

/// <summary>A row of a table of priorities as it was read.</summary>
internal sealed record PriorityRow(LogPriority Priority, IReadOnlyList<ExperimentName> Names, string Best, string Remark);

/// <summary>A row that says how a single experiment stands.</summary>
internal sealed record ExceptionRow(int Line, string Key, RunStatus? Status, string? What, string? Command);

/// <summary>A row of a table of results.</summary>
internal sealed record ResultRow(int Line, string Key, bool IsTop, string? Caveat)
{
    public List<LogParam> Params { get; } = [];

    public List<LogMetric> Metrics { get; } = [];
}
