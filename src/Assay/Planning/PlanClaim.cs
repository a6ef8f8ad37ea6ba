using System.Text.Json;
using Assay.Planning.Claims;

namespace Assay.Planning;

/// <summary>What the runs are meant to show: a comparison, a stated effect, or a gate.</summary>
/// <param name="Id">Unique among claims.</param>
/// <param name="Says">The claim in words.</param>
/// <param name="Metric">The metric it is about; <see langword="null"/> for a gate, and where both sides name their own.</param>
/// <param name="Body">The whole claim as written, a JSON object.</param>
/// <param name="Line">Line of the plan it stands in, from 1.</param>
public sealed record PlanClaim(string Id, string Says, string? Metric, JsonElement Body, int Line)
{
    /// <summary>Which value of the metric counts.</summary>
    public ValueAt At { get; init; }

    /// <summary>The runs it is claimed of; null for a stated effect and for a gate.</summary>
    public EvidenceSelection? Treatment { get; init; }

    /// <summary>The runs they are compared with; null when compared with a number.</summary>
    public EvidenceSelection? Control { get; init; }

    /// <summary>The number they are compared with; null when compared with runs.</summary>
    public double? ControlValue { get; init; }

    /// <summary>Runs whose metric is the difference itself; null for a comparison and for a gate.</summary>
    public EvidenceSelection? Effect { get; init; }

    /// <summary>How it is tested.</summary>
    public ClaimTest Test { get; init; } = new();

    /// <summary>Conditions that must all hold; empty for what is tested.</summary>
    public IReadOnlyList<GateCondition> Gate { get; init; } = [];

    /// <summary>What was said before the runs; null for nothing.</summary>
    public ClaimPrediction? Prediction { get; init; }

    /// <summary>Whether a check fails unless it is supported.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Parts of the metric's identity that the author vouches for: definition, dataset, split, label_schema, context.</summary>
    public IReadOnlyList<string> AssumeEqual { get; init; } = [];

    /// <summary>Claims that cannot hold together with this one.</summary>
    public IReadOnlyList<string> Contradicts { get; init; } = [];

    /// <summary>Where it was first written down; null when not said.</summary>
    public string? StatedIn { get; init; }
}
