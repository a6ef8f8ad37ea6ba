namespace Assay.Tuning;

/// <summary>Which trials a sampler was shown, in few numbers: trials end nearly in the order in which they began.</summary>
/// <param name="Below">Every trial with a smaller number had ended and was shown, except those in <paramref name="Without"/>.</param>
/// <param name="Without">Numbers below that had not ended, or whose runs lay in the bin; rising.</param>
/// <param name="Running">Numbers of the trials that were shown as running; rising.</param>
public sealed record TrialView(int Below, IReadOnlyList<int> Without, IReadOnlyList<int> Running)
{
    /// <summary>Nothing was shown.</summary>
    public static TrialView Nothing { get; } = new(0, [], []);

    /// <summary>How many trials were shown as ended.</summary>
    public int Count => Below - Without.Count;

    /// <summary>Whether a trial was shown as ended.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>True when it was.</returns>
    public bool Has(int number) => number < Below && !Without.Contains(number);
}
