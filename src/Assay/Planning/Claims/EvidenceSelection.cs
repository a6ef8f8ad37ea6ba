using Assay.Tracking.Queries;

namespace Assay.Planning.Claims;

/// <summary>Which runs are evidence, and which of their values. What is named narrows; several names of one kind widen.</summary>
public sealed record EvidenceSelection
{
    /// <summary>The study whose trials are meant: its name or id; null for none.</summary>
    public string? Study { get; init; }

    /// <summary>Which trials of the study.</summary>
    public TrialPick Pick { get; init; }

    /// <summary>How many runs the picked configuration must have, ≥ 2; null when not said.</summary>
    public int? Seeds { get; init; }

    /// <summary>Tags the runs have.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>A query they answer to; null for none.</summary>
    public RunQuery? Query { get; init; }

    /// <summary>Runs by id or name.</summary>
    public IReadOnlyList<string> Runs { get; init; } = [];

    /// <summary>Name of the plan or log they stand in; null for any.</summary>
    public string? Plan { get; init; }

    /// <summary>Their phases.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>Their items.</summary>
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Their priorities.</summary>
    public IReadOnlyList<string> Priorities { get; init; } = [];

    /// <summary>Their planned experiments.</summary>
    public IReadOnlyList<string> Experiments { get; init; } = [];

    /// <summary>Their stage; null for any.</summary>
    public string? Stage { get; init; }

    /// <summary>Their source; null for any.</summary>
    public string? Source { get; init; }

    /// <summary>The metric on this side; null for the claim's.</summary>
    public string? Metric { get; init; }

    /// <summary>Which value of it; null for the claim's.</summary>
    public ValueAt? At { get; init; }

    /// <summary>What the values are multiplied by; not 0.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What was stated of the value's error; null when the values are measurements, one a run.</summary>
    public StatedEvidence? Stated { get; init; }

    /// <summary>The selection as written, canonical JSON: what two selections are compared by.</summary>
    public string Written { get; init; } = "{}";

    /// <summary>Line of the plan it stands in, from 1.</summary>
    public int Line { get; init; }
}
