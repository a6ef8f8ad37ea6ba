using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Interop.Optuna;

/// <summary>For each parameter of a study the distribution that a trial is written with: the declared one, or one that holds what was tried.</summary>
internal sealed class OptunaDistributions
{
    private readonly Dictionary<string, Distribution> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Distribution> _observed = new(StringComparer.Ordinal);

    public OptunaDistributions(Study study)
    {
        foreach (var parameter in study.Space.Parameters)
            _declared[parameter.Name] = parameter.Distribution;
        foreach (var values in study.Trials.SelectMany(trial => trial.Params).GroupBy(value => value.Key, value => value.Value, StringComparer.Ordinal))
        {
            var distinct = values.Distinct().ToList();
            _observed[values.Key] = distinct.TrueForAll(value => value.Number is not null) && distinct.Count > 1
                ? new FloatDistribution(distinct.Min(value => value.Number!.Value), distinct.Max(value => value.Number!.Value))
                : new CategoricalDistribution(distinct);
        }
    }

    /// <summary>A distribution that has the value; a value outside the declared one is of another version of the space.</summary>
    public Distribution Of(string name, ParameterValue value) => _declared.TryGetValue(name, out var declared) && declared.Contains(value) ? declared : _observed[name];
}
