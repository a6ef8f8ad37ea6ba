using System.Text.Json;

namespace Assay.Learning.Tests;

/// <summary>Numbers of PyTorch 1.13.0, written by bench/reference/learning.py in double precision with nine digits.</summary>
internal static class ReferenceFile
{
    /// <summary>Single precision: a few dozen roundings of 6e-8. Also what is allowed near 0.</summary>
    public const double Tolerance = 1e-5;

    public static JsonElement Read(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name))).RootElement;

    public static float[] Floats(this JsonElement element) => [.. element.EnumerateArray().Select(value => (float)value.GetDouble())];

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static void Near(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: PyTorch has {expected}, here it is {actual}.");

    public static void Near(JsonElement expected, IReadOnlyList<float> actual, string what)
    {
        var values = expected.Doubles();
        Assert.Equal(values.Length, actual.Count);
        for (var index = 0; index < values.Length; index++)
            Near(values[index], actual[index], $"{what}[{index}]");
    }
}
