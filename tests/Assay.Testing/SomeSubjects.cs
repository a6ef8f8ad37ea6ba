using Assay.Analyzers;
using Assay.Analyzers.Subjects;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Testing;

/// <summary>Makes subjects for analyzers.</summary>
public static class SomeSubjects
{
    /// <summary>A curve of the steps 1, 2, ….</summary>
    public static Curve Curve(string key, params IReadOnlyList<double> values) =>
        new(new MetricIdentity(key), [.. Enumerable.Range(1, values.Count).Select(step => (long)step)], values);

    /// <summary>A curve of the steps 1 to <paramref name="steps"/>.</summary>
    public static Curve Curve(string key, int steps, Func<int, double> value) => Curve(key, [.. Enumerable.Range(1, steps).Select(value)]);

    /// <summary>A training with curves.</summary>
    public static RunSubject Training(params IReadOnlyList<Curve> curves) => new(Place.OfFile("run")) { Curves = curves };

    /// <summary>A trial; text values are texts, others numbers.</summary>
    public static Trial Trial(int number, double value, params (string Name, object Value)[] parameters) => new(number, TrialState.Completed)
    {
        Value = value,
        Suggested = Values(parameters),
    };

    /// <summary>A study of trials in a space.</summary>
    public static StudySubject Study(ParameterSpace space, params IReadOnlyList<Trial> trials) =>
        new(Place.OfFile("study"), new Study("study") { Metric = "val_auc", Space = space, Trials = trials });

    /// <summary>A space of categorical parameters.</summary>
    public static ParameterSpace Choices(params (string Name, object[] Choices)[] parameters) =>
        new([.. parameters.Select(parameter => new Parameter(parameter.Name, new CategoricalDistribution([.. parameter.Choices.Select(Value)])))]);

    /// <summary>Values by name.</summary>
    public static IReadOnlyDictionary<string, ParameterValue> Values(params (string Name, object Value)[] parameters) =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => Value(parameter.Value));

    private static ParameterValue Value(object value) =>
        value is string text ? ParameterValue.Of(text) : ParameterValue.Of(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
}
