namespace Assay.Studies;

/// <summary>Thrown by an objective that ends its trial early, after <see cref="ActiveTrial.ShouldPrune"/> said so: the trial becomes pruned, which is no failure.</summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>Ends the trial.</summary>
    public TrialPrunedException()
        : base("The trial was ended early.")
    {
    }

    /// <summary>Ends the trial for a reason.</summary>
    /// <param name="why">The reason.</param>
    public TrialPrunedException(string why)
        : base(why)
    {
    }

    /// <summary>Ends the trial for a reason.</summary>
    /// <param name="why">The reason.</param>
    /// <param name="inner">What caused it.</param>
    public TrialPrunedException(string why, Exception inner)
        : base(why, inner)
    {
    }
}
