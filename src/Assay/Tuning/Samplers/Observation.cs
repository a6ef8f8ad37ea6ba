namespace Assay.Tuning.Samplers;

/// <summary>What a trial that ended showed, as samplers and pruners see it. Losses: smaller is better, whatever the study's direction.</summary>
/// <param name="Number">The trial's number.</param>
/// <param name="State">Completed, pruned or failed.</param>
/// <param name="Point">What was evaluated, one number a dimension; NaN where the parameter was not in play or its value lies outside the space.</param>
/// <param name="Losses">One an objective, each finite or infinite, never NaN; of a pruned trial its last reported value; empty when there is none.</param>
public sealed record Observation(int Number, TrialState State, double[] Point, double[] Losses)
{
    /// <summary>How much the constraints on outcomes were violated, the sum of the positive ones; 0 when feasible.</summary>
    public double Violation { get; init; }

    /// <summary>The last step it reported; null when it reported nothing.</summary>
    public long? LastStep { get; init; }

    /// <summary>Whether its losses can be learnt from: completed with a finite value of every objective.</summary>
    public bool Counts => State == TrialState.Completed && Losses.Length > 0 && Array.TrueForAll(Losses, double.IsFinite);

    /// <summary>The loss of the only objective.</summary>
    public double Loss => Losses[0];
}
