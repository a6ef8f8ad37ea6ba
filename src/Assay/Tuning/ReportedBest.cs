namespace Assay.Tuning;

/// <summary>What a program that searched wrote down as its result, e.g. in best_params.json; kept as it was said, right or wrong.</summary>
/// <param name="File">The file it was read from, for messages.</param>
public sealed record ReportedBest(string File)
{
    /// <summary>Name of the study it claims to be of; null when not said.</summary>
    public string? Study { get; init; }

    /// <summary>Number of the best trial; null when not said.</summary>
    public int? Trial { get; init; }

    /// <summary>The best value; null when not said.</summary>
    public double? Value { get; init; }

    /// <summary>The best parameters; empty when there are none.</summary>
    public IReadOnlyDictionary<string, ParameterValue> Params { get; init; } = new Dictionary<string, ParameterValue>();

    /// <summary>How many trials it says there were; null when not said.</summary>
    public int? TrialCount { get; init; }

    /// <summary>Its other simple fields as text, e.g. budget, tier, horizon.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
}
