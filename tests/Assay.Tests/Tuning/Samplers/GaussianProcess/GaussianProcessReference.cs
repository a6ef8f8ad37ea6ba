using System.Text.Json;
using Assay.Tuning.Samplers.GaussianProcess;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers.GaussianProcess;

/// <summary>Numbers of scikit-learn and mpmath, written by bench/reference/gaussian_process.py.</summary>
internal static class GaussianProcessReference
{
    private static readonly Lazy<JsonElement> All = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "gaussian_process.json"))).RootElement);

    public static JsonElement Section(string name) => All.Value.GetProperty(name);

    public static double[] Doubles(this JsonElement element, string name) => Doubles(element.GetProperty(name));

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static double[][] Rows(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(Doubles)];

    public static double Double(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary>A space of as many numbers in [0, 1].</summary>
    public static SearchSpace UnitCube(int size) =>
        new(new ParameterSpace([.. Enumerable.Range(0, size).Select(index => new Parameter(FormattableString.Invariant($"x{index}"), new FloatDistribution(0, 1)))]));

    /// <summary>Encoded points, column by column, each padded.</summary>
    public static double[][] Columns(PointEncoding encoding, double[][] points)
    {
        var columns = Enumerable.Range(0, encoding.Columns).Select(_ => new double[Triangle.Padded(points.Length)]).ToArray();
        var encoded = new double[encoding.Columns];
        for (var row = 0; row < points.Length; row++)
        {
            encoding.Encode(points[row], encoded);
            for (var column = 0; column < encoded.Length; column++)
                columns[column][row] = encoded[column];
        }

        return columns;
    }

    public static Posterior Learnt(PointEncoding encoding, Hyperparameters hyper, double[][] points, double[] values)
    {
        var posterior = new Posterior(encoding, hyper);
        var encoded = new double[encoding.Columns];
        foreach (var point in points)
        {
            encoding.Encode(point, encoded);
            posterior.Add(encoded);
        }

        posterior.Learn(values, hasMean: false);
        return posterior;
    }
}
