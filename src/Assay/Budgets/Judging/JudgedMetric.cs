using Assay.Statistics;
using Assay.Tracking;

namespace Assay.Budgets.Judging;

/// <summary>A metric beside what it would be without a model.</summary>
/// <param name="Key">Its name: <c>auroc</c>, <c>average_precision</c>, <c>f1</c>.</param>
/// <param name="Value">The value, or why there is none.</param>
/// <param name="Floor">What a constant prediction reaches: the larger class always, the share of positives, the mean; undefined where that says nothing.</param>
/// <param name="Interval">Where it lies with the stated confidence; null where none was worked out.</param>
/// <param name="Direction">Which values are better.</param>
public sealed record JudgedMetric(string Key, Quantity Value, Quantity Floor, Interval? Interval, Direction Direction)
{
    /// <summary>Whether the value is worse than, or the same as, the floor; false when either is undefined.</summary>
    public bool IsAtFloor => Value.ValueOrNull is { } value && Floor.ValueOrNull is { } floor && (Direction == Direction.Maximize ? value <= floor : value >= floor);
}
