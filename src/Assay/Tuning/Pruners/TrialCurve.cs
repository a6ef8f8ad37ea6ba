namespace Assay.Tuning.Pruners;

/// <summary>What a trial reported on its way.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Steps">The steps, rising, each once.</param>
/// <param name="Values">The value reported first at each step, as it was reported; any number.</param>
public sealed record TrialCurve(int Number, TrialState State, IReadOnlyList<long> Steps, IReadOnlyList<double> Values)
{
    /// <summary>The objective of a completed trial; null otherwise.</summary>
    public double? Value { get; init; }

    /// <summary>The last step; null when nothing was reported.</summary>
    public long? LastStep => Steps.Count == 0 ? null : Steps[^1];

    /// <summary>The value at a step; null when none was reported at it.</summary>
    /// <param name="step">The step.</param>
    public double? At(long step)
    {
        var (low, high) = (0, Steps.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Steps[middle] == step)
                return Values[middle];
            if (Steps[middle] < step)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return null;
    }
}
