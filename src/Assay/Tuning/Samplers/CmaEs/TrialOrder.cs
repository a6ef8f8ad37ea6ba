namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>
/// The order of ended trials from best to worst: completed and feasible by loss; then pruned by how far they came; then those that broke a constraint on outcomes, by how
/// much; then failed ones, all alike. Trials that compare equal are tied.
/// </summary>
internal sealed class TrialOrder : IComparer<Observation>
{
    /// <summary>The order.</summary>
    public static TrialOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(Observation? x, Observation? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var (left, right) = (Group(x), Group(y));
        if (left != right)
            return left.CompareTo(right);
        return left switch
        {
            0 => x.Loss.CompareTo(y.Loss),
            1 when x.LastStep != y.LastStep => Nullable.Compare(y.LastStep, x.LastStep),
            1 => LossOf(x).CompareTo(LossOf(y)),
            2 => x.Violation.CompareTo(y.Violation),
            _ => 0,
        };
    }

    private static int Group(Observation trial) => trial switch
    {
        { State: TrialState.Completed, Losses.Length: > 0, Violation: <= 0 } => 0,
        { State: TrialState.Pruned } => 1,
        { State: TrialState.Completed, Losses.Length: > 0 } => 2,
        _ => 3,
    };

    private static double LossOf(Observation trial) => trial.Losses.Length > 0 ? trial.Loss : double.PositiveInfinity;
}
