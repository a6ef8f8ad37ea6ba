namespace Assay.Tuning.Pruners;

/// <summary>Whether a trial should end early.</summary>
/// <param name="Prune">Whether it should.</param>
/// <param name="Why">The reason in a short sentence; null when it goes on.</param>
public readonly record struct PruneDecision(bool Prune, string? Why)
{
    /// <summary>It goes on.</summary>
    public static PruneDecision Continue { get; } = new(false, null);

    /// <summary>It should end.</summary>
    /// <param name="why">The reason, numbers in the invariant culture.</param>
    public static PruneDecision Stop(FormattableString why)
    {
        ArgumentNullException.ThrowIfNull(why);
        return new(true, why.ToString(CultureInfo.InvariantCulture));
    }
}
