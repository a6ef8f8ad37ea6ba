using Assay.Tracking;

namespace Assay.Tuning;

/// <summary>One evaluation of the objective.</summary>
/// <param name="Number">Its number in the study, from 0.</param>
/// <param name="State">Where it stands.</param>
public sealed record Trial(int Number, TrialState State)
{
    private readonly IReadOnlyList<MetricValue> _furtherValues = [];

    /// <summary>The objective, of several the first; null before there is one. A failed trial has none, or one that is undefined with a reason.</summary>
    public MetricValue? Value { get; init; }

    /// <summary>The objectives; the first is <see cref="Value"/>. Empty before there are any.</summary>
    public IReadOnlyList<MetricValue> Values
    {
        get => Value is { } first ? [first, .. _furtherValues] : [];
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Value = value.Count > 0 ? value[0] : null;
            _furtherValues = [.. value.Skip(1)];
        }
    }

    /// <summary>What the sampler suggested; empty when it was not asked.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Suggested { get; init; } = new Dictionary<string, ParameterValue>();

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

    /// <summary>How long it took; null when unknown.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Why it failed or was pruned; null when not said.</summary>
    public string? Why { get; init; }

    /// <summary>The run it is in the store; null outside a store.</summary>
    public RunId? Run { get; init; }

    /// <summary>Whether its value may take part in statistics: completed, and a finite number, as every objective is.</summary>
    public bool Counts => State == TrialState.Completed && Value?.NumberOrNull is { } number && double.IsFinite(number) && _furtherValues.All(value => double.IsFinite(value.Number));
}
