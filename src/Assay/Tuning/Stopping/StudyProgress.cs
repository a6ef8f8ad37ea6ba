using Assay.Tracking;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Stopping;

/// <summary>Where a study stands, as stop rules see it.</summary>
/// <param name="Space">Its space.</param>
/// <param name="Finished">The trials that ended, by number.</param>
/// <param name="Elapsed">How long the search has been going on.</param>
public sealed record StudyProgress(SearchSpace Space, IReadOnlyList<Observation> Finished, TimeSpan Elapsed)
{
    /// <summary>Which values of the objective are better; only for what is said. Default: larger.</summary>
    public Direction Direction { get; init; }

    /// <summary>The feasible completed trials with finite losses, by number.</summary>
    public IEnumerable<Observation> Counted => Finished.Where(trial => trial.Counts && trial.Violation <= 0);

    /// <summary>A loss as a value of the objective.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>Its negative when larger values are better.</returns>
    public double ValueOf(double loss) => Direction == Direction.Maximize ? -loss : loss;
}
