namespace Assay.Notebook;

/// <summary>What an update of a plan's log files did.</summary>
public sealed class PlanLogsReport
{
    /// <summary>The files that were written; those that were current are not among them.</summary>
    public List<string> Written { get; } = [];

    /// <summary>How many runs and notes a person's typing changed.</summary>
    public int Taken { get; internal set; }

    /// <summary>What a person typed that the store contradicts, one sentence each, with file and line.</summary>
    public List<string> Conflicts { get; } = [];
}
