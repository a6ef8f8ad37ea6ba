using System.Text.Json;

namespace Assay.Numerics.Tests.Statistics;

/// <summary>Numbers of scipy 1.10.1 and statsmodels 0.13.5, written by bench/reference/statistical.py in double precision.</summary>
internal static class ReferenceFile
{
    /// <summary>Relative: both sides sum in double precision, in different orders, and take tails from different series.</summary>
    public const double Tolerance = 1e-10;

    private static readonly Lazy<JsonElement> All = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "statistics.json"))).RootElement);

    public static JsonElement Read(string section) => All.Value.GetProperty(section);

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(Double)];

    public static double[] Doubles(this JsonElement element, string name) => element.GetProperty(name).Doubles();

    public static double Double(this JsonElement element) => element.ValueKind == JsonValueKind.Number
        ? element.GetDouble()
        : double.Parse(element.GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    public static double Double(this JsonElement element, string name) => element.GetProperty(name).Double();

    public static T Named<T>(this JsonElement element, string name)
        where T : struct, Enum => Enum.Parse<T>(element.GetProperty(name).GetString()!);

    public static void Near(double expected, double actual, string what, double tolerance = Tolerance) =>
        Assert.True(
            expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * Math.Max(Math.Abs(expected), 1e-300),
            $"{what}: the reference has {expected:R}, here it is {actual:R}.");
}
