using Assay.Tracking;

namespace Assay.Tuning;

/// <summary>One evaluation of the objective.</summary>
/// <param name="Number">Its number in the study, from 0.</param>
/// <param name="State">Where it stands.</param>
public sealed record Trial(int Number, TrialState State)
{
    /// <summary>The objective; null before there is one. A failed trial has none, or one that is undefined with a reason.</summary>
    public MetricValue? Value { get; init; }

    /// <summary>What the sampler suggested; empty when it was not asked.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Suggested { get; init; } = new Dictionary<string, ParameterValue>();

    /// <summary>What the sampler proposed and the objective did not ask for, or asked for with other bounds; empty when the space was declared.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Unused { get; init; } = new Dictionary<string, ParameterValue>();

    /// <summary>What was set without the sampler; empty when nothing was.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Forced { get; init; } = new Dictionary<string, ParameterValue>();

    /// <summary>Whether its parameters, or some, were set without the sampler.</summary>
    public bool IsForced => Forced.Count > 0;

    /// <summary>What was evaluated: what was suggested, and what was forced over it.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Params
    {
        get
        {
            if (Forced.Count == 0)
                return Suggested;
            var all = new Dictionary<string, ParameterValue>(Suggested, StringComparer.Ordinal);
            foreach (var (name, value) in Forced)
                all[name] = value;
            return all;
        }
    }

    /// <summary>Further values measured in it, by key.</summary>
    public IReadOnlyDictionary<string, MetricValue> Metrics { get; init; } = new Dictionary<string, MetricValue>();

    /// <summary>Anything else that was written beside it, as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>Values of the second and further objectives; empty when there is one objective, or no value.</summary>
    public IReadOnlyList<MetricValue> FurtherValues { get; init; } = [];

    /// <summary>Constraints on outcomes, by name: above 0 is how much one was violated, anything else satisfies it.</summary>
    public IReadOnlyDictionary<string, double> Violations { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether no constraint on outcomes was violated; NaN counts as violated.</summary>
    public bool IsFeasible => Violations.Values.All(violation => violation <= 0);

    /// <summary>The last step it reported a value at; null when it reported nothing.</summary>
    public long? LastStep { get; init; }

    /// <summary>How its parameters were proposed; null when no sampler was asked here.</summary>
    public TrialProposal? Proposal { get; init; }

    /// <summary>The lost trial that it repeats, with the same parameters and nothing else of it; null when it repeats none.</summary>
    public int? RetryOf { get; init; }
    /// <summary>Values of all objectives; the first is <see cref="Value"/>. Empty before there are any.</summary>
    public IReadOnlyList<MetricValue> Values => Value is { } first ? [first, .. FurtherValues] : [];

    /// <summary>How long it took; null when unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why it failed or was pruned; null when not said.</summary>
    public string? Why { get; init; }

    /// <summary>The run it is in the store; null outside a store.</summary>
    public RunId? Run { get; init; }

    /// <summary>Whether its value may take part in statistics: completed, and a finite number.</summary>
    public bool Counts => State == TrialState.Completed && Value?.NumberOrNull is { } number && double.IsFinite(number);
}
