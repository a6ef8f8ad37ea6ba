using Assay.Tracking;

namespace Assay.Analyzers.Subjects;

/// <summary>What a curve measures, as far as its identity and key tell.</summary>
/// <param name="Split">Where.</param>
/// <param name="Quantity">What, in lower case: <c>loss</c>, <c>accuracy</c>, else the key without its split.</param>
/// <param name="IsHigherBetter">Whether larger is better: the declared direction, else what the name says; losses and errors are better when smaller.</param>
public readonly record struct CurveRole(CurveSplit Split, string Quantity, bool IsHigherBetter)
{
    private static readonly string[] SmallerIsBetter = ["loss", "error", "err", "nll", "mse", "mae", "rmse", "brier", "ece", "perplexity", "ppl"];

    /// <summary>Whether it is a loss.</summary>
    public bool IsLoss => Quantity == "loss";

    /// <summary>Whether it is the share of right answers.</summary>
    public bool IsAccuracy => Quantity == "accuracy";

    /// <summary>Reads the role of a metric.</summary>
    /// <param name="identity">The metric.</param>
    /// <returns>The role.</returns>
    public static CurveRole Of(MetricIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        var words = identity.Key.ToLowerInvariant().Split(['/', '.', '_', '-', ' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        var split = identity.Split is { } said ? SplitOf(said.ToLowerInvariant()) : CurveSplit.Unknown;
        if (split == CurveSplit.Unknown)
            split = words.Select(SplitOf).FirstOrDefault(found => found != CurveSplit.Unknown);
        string[] rest = [.. words.Where(word => SplitOf(word) == CurveSplit.Unknown && word is not ("epoch" or "mean" or "avg"))];
        var quantity = rest switch
        {
            [] => "",
            _ when rest.Contains("loss") || (rest.Contains("cross") && rest.Contains("entropy")) || rest is ["nll"] => "loss",
            ["acc"] or ["accuracy"] => "accuracy",
            _ => string.Join('_', rest),
        };
        var isHigherBetter = identity.Direction is { } direction ? direction == Direction.Maximize : !rest.Any(word => SmallerIsBetter.Contains(word, StringComparer.Ordinal)) && quantity != "loss";
        return new CurveRole(split, quantity, isHigherBetter);
    }

    private static CurveSplit SplitOf(string word) => word switch
    {
        "train" or "training" or "tr" => CurveSplit.Train,
        "valid" or "val" or "validation" or "dev" or "eval" => CurveSplit.Valid,
        "test" or "testing" => CurveSplit.Test,
        _ => CurveSplit.Unknown,
    };
}
