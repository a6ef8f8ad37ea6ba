namespace Assay.Statistics;

/// <summary>From which budget on a curve is ahead.</summary>
/// <param name="Kind">Whether there is such a budget.</param>
/// <param name="Budget">The budget; undefined with the reason when it is never reached or lies at or below the smallest.</param>
/// <param name="Crossings">All budgets at which the lead changes, ascending: more than one means that noise may have made the last.</param>
/// <param name="Range">Budgets looked at.</param>
/// <param name="Interval">
/// Percentile interval of the budget; an upper bound of +∞ is "never reached", a lower bound at the range's start is "from the start or before". Null when nothing was resampled, or could be (<paramref name="NeverShare"/> says why).
/// </param>
/// <param name="NeverShare">Share of resamples in which it is never reached; undefined when nothing was resampled.</param>
/// <param name="FromTheStartShare">Share of resamples in which it is ahead from the start.</param>
public sealed record CrossoverResult(
    CrossoverKind Kind,
    Quantity Budget,
    IReadOnlyList<double> Crossings,
    (double Smallest, double Largest) Range,
    Interval? Interval,
    Quantity NeverShare,
    Quantity FromTheStartShare);
