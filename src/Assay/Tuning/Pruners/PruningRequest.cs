using Assay.Tracking;

namespace Assay.Tuning.Pruners;

/// <summary>Everything that a pruner may base a decision on.</summary>
/// <param name="Study">The study's name; brackets are drawn from it.</param>
/// <param name="Direction">Which values are better.</param>
/// <param name="Trial">The trial that is judged.</param>
/// <param name="Others">The other trials that reported something, by number, in whatever state.</param>
public sealed record PruningRequest(string Study, Direction Direction, TrialCurve Trial, IReadOnlyList<TrialCurve> Others)
{
    /// <summary>The completed ones among the others.</summary>
    public IEnumerable<TrialCurve> Completed => Others.Where(other => other.State == TrialState.Completed);

    /// <summary>How many trials completed, those without reports too. Default: as many as <see cref="Completed"/> has.</summary>
    public int? CompletedCount { get; init; }

    /// <summary>The best of some values, NaN left out; NaN when there is none.</summary>
    internal double BestOf(IEnumerable<double> values)
    {
        var best = double.NaN;
        foreach (var value in values)
        {
            if (!double.IsNaN(value) && (double.IsNaN(best) || IsBetter(value, best)))
                best = value;
        }

        return best;
    }

    /// <summary>Whether a value is strictly better than another.</summary>
    internal bool IsBetter(double value, double than) => Direction == Direction.Maximize ? value > than : value < than;
}
