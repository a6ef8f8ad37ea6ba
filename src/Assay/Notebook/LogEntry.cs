using Assay.Tracking;

namespace Assay.Notebook;

/// <summary>One run, action or planned study of a log.</summary>
/// <param name="Key">
/// What the log calls it, unique in the book: <c>Run 13</c>, <c>LF-40</c>, or title and date where people number nothing; equal ones are told
/// apart by <c> #2</c>, <c> #3</c> in file order.
/// </param>
public sealed record LogEntry(string Key)
{
    /// <summary>Its run's id in the store; null when it came from a file.</summary>
    public RunId? Run { get; init; }

    /// <summary>Its number or id without its title, e.g. <c>Run 13</c>, <c>20251203_141500_j8812</c>; null when people gave it none.</summary>
    public string? Name { get; init; }

    /// <summary>What it was, in a line; null when only a name is known.</summary>
    public string? Title { get; init; }

    /// <summary>The heading that groups it with others: the line of work, in the store its experiment; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>How it came to be.</summary>
    public RunKind Kind { get; init; } = RunKind.Action;

    /// <summary>When; null when nobody said.</summary>
    public LogDate? Date { get; init; }

    /// <summary>Where it stands; null when the log does not say.</summary>
    public RunStatus? Status { get; init; }

    /// <summary>Id of the plan's phase, e.g. <c>Phase 1</c>.</summary>
    public string? Phase { get; init; }

    /// <summary>Item within the phase.</summary>
    public string? Item { get; init; }

    /// <summary>Id of the priority it belongs to.</summary>
    public string? Priority { get; init; }

    /// <summary>Id of the planned experiment.</summary>
    public string? Experiment { get; init; }

    /// <summary>Seed of the planned experiment.</summary>
    public long? Seed { get; init; }

    /// <summary>Stage of work.</summary>
    public string? Stage { get; init; }

    /// <summary>Source of labels or data.</summary>
    public string? Source { get; init; }

    /// <summary>The exact command, possibly several lines; null when none is written down.</summary>
    public string? Command { get; init; }

    /// <summary>What the command is when it is not exact: <c>pattern</c>, <c>example</c>, or <c>description</c> for prose in its place; null when exact.</summary>
    public string? CommandKind { get; init; }

    /// <summary>Language of the fence the command stood in, e.g. <c>bash</c>, <c>powershell</c>; null for none.</summary>
    public string? Shell { get; init; }

    /// <summary>Environment variables set in front of the command, in its order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Configuration file named.</summary>
    public string? Config { get; init; }

    /// <summary>Inputs named, in order.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Outputs named, in order: artefacts, folders, studies.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Why it was run.</summary>
    public string? Reason { get; init; }

    /// <summary>What came out: Markdown, possibly several lines.</summary>
    public string? Result { get; init; }

    /// <summary>What follows.</summary>
    public string? Conclusion { get; init; }

    /// <summary>The key line of its error.</summary>
    public string? Error { get; init; }

    /// <summary>What a reader must know before using it.</summary>
    public string? Caveat { get; init; }

    /// <summary>Key of the entry that takes its place; null when none does.</summary>
    public string? SupersededBy { get; init; }

    /// <summary>Why it was superseded; not null exactly when it is.</summary>
    public string? SupersededWhy { get; init; }

    /// <summary>Commit of the code, as written (may be short).</summary>
    public string? Commit { get; init; }

    /// <summary>Branch of the code.</summary>
    public string? Branch { get; init; }

    /// <summary>Workstream it belongs to.</summary>
    public string? Workstream { get; init; }

    /// <summary>Parameters, in file order.</summary>
    public IReadOnlyList<LogParam> Params { get; init; } = [];

    /// <summary>Metrics, in file order.</summary>
    public IReadOnlyList<LogMetric> Metrics { get; init; } = [];

    /// <summary>What people wrote about it, in order.</summary>
    public IReadOnlyList<LogNote> Notes { get; init; } = [];

    /// <summary>Line of its heading, from 1; 0 when it came from no file.</summary>
    public int Line { get; init; }

    /// <summary>The entry with only those params and metrics that its sentences do not say already: what a writer prints beside them.</summary>
    internal LogEntry WithoutSaidValues() => Params.Any(param => param.IsFromText) || Metrics.Any(metric => metric.IsFromText)
        ? this with { Params = [.. Params.Where(param => !param.IsFromText)], Metrics = [.. Metrics.Where(metric => !metric.IsFromText)] }
        : this;
}
