namespace Assay.Tuning.Summaries;

/// <summary>What a parameter mostly is in a set of trials.</summary>
/// <param name="Parameter">The parameter, or a derived value.</param>
/// <param name="Value">The most frequent value, the first tried of equals; null when every trial has another, as of a continuous parameter.</param>
/// <param name="Count">Trials that have it.</param>
/// <param name="Trials">Trials in which the parameter is in play.</param>
/// <param name="Low">The smallest number; null when a value is no number.</param>
/// <param name="High">The largest number; null when a value is no number.</param>
public sealed record ParameterMode(string Parameter, ParameterValue? Value, int Count, int Trials, double? Low, double? High)
{
    /// <summary>Finds it.</summary>
    /// <param name="parameter">The name.</param>
    /// <param name="values">A value a trial, at least one.</param>
    internal static ParameterMode Of(string parameter, IReadOnlyList<ParameterValue> values)
    {
        var mode = values.GroupBy(value => value).MaxBy(group => group.Count())!;
        var isNumeric = values.All(value => value.Number is not null);
        return new(
            parameter, mode.Count() == 1 && values.Count > 1 ? null : mode.Key, mode.Count(), values.Count,
            isNumeric ? values.Min(value => value.Number) : null, isNumeric ? values.Max(value => value.Number) : null);
    }
}
