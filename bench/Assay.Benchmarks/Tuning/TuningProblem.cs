using Assay.Tuning.Spaces;

namespace Assay.Benchmarks.Tuning;

/// <summary>A function to be minimized.</summary>
/// <param name="Name">Its name, as in the recorded runs of the peer.</param>
/// <param name="Declared">Its space.</param>
/// <param name="Noise">Standard deviation of the noise on observed values.</param>
/// <param name="Function">The noiseless value of a configuration: numbers as they are, a choice of texts by its index in the order of <see cref="Texts"/>.</param>
internal sealed record TuningProblem(string Name, ParameterSpace Declared, double Noise, Func<double[], double> Function)
{
    /// <summary>The original order of the choices that are texts, by parameter; variants shuffle what samplers see.</summary>
    public IReadOnlyDictionary<string, string[]> Texts { get; init; } = new Dictionary<string, string[]>();

    /// <summary>The space, ready.</summary>
    public SearchSpace Space { get; } = new(Declared);

    /// <summary>The noiseless value at a point.</summary>
    public double At(double[] point)
    {
        var values = new double[point.Length];
        foreach (var dimension in Space.Dimensions)
        {
            var value = point[dimension.Index];
            if (!double.IsNaN(value) && dimension.IsChoice)
                value = dimension.Choices[(int)value] is { Number: { } number } ? number : Array.IndexOf(Texts[dimension.Name], dimension.Choices[(int)value].Text);
            values[dimension.Index] = value;
        }

        return Function(values);
    }
}
