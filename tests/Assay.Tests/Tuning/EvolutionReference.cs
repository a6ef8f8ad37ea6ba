using System.Text.Json;

namespace Assay.Tests.Tuning;

/// <summary>Numbers of the cmaes and optuna packages, written by bench/reference/evolution.py.</summary>
internal static class EvolutionReference
{
    private static readonly Lazy<JsonElement> Root = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "evolution.json"))).RootElement);

    public static JsonElement[] Cases(string name) => [.. Root.Value.GetProperty(name).EnumerateArray()];

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static double[][] Rows(this JsonElement element) => [.. element.EnumerateArray().Select(row => row.Doubles())];

    public static void Near(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1e-3, Math.Abs(expected)), $"{what}: the reference is {expected:R}, here it is {actual:R}.");
}
