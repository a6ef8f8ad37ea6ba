using System.Text.Json;
using Assay.Statistics;

namespace Assay.Numerics.Tests.Evaluation;

/// <summary>Numbers of scikit-learn 1.2.1, written by bench/reference/evaluation.py with fifteen digits.</summary>
internal static class Reference
{
    /// <summary>Sums of at most a few hundred terms in double precision, and the digits of the file.</summary>
    public const double Tolerance = 1e-12;

    /// <summary>Scores are stored as multiples of this.</summary>
    public const double Unit = 1.0 / 1024;

    public static JsonElement File(string name) =>
        JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", name))).RootElement;

    public static IEnumerable<JsonElement> Cases(string group) => File("evaluation.json").GetProperty(group).EnumerateArray();

    public static string Name(this JsonElement element) => element.GetProperty("name").GetString()!;

    public static double[] Doubles(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetDouble())];

    public static int[] Integers(this JsonElement element) => [.. element.EnumerateArray().Select(value => value.GetInt32())];

    public static double[] Scores(this JsonElement element) => [.. element.GetProperty("scores").EnumerateArray().Select(value => value.GetInt32() * Unit)];

    public static bool[] Labels(this JsonElement element) => [.. element.GetProperty("labels").GetString()!.Select(digit => digit == '1')];

    /// <summary>null stands for undefined.</summary>
    public static void Same(JsonElement expected, Quantity actual, string what, double tolerance = Tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Null)
            Assert.False(actual.IsDefined, $"{what}: scikit-learn has none, here it is {actual}.");
        else
            Same(expected.GetDouble(), actual, what, tolerance);
    }

    public static void Same(double expected, Quantity actual, string what, double tolerance = Tolerance) => Assert.True(
        actual.IsDefined && Math.Abs(expected - actual.Value) <= tolerance * Math.Max(1, Math.Abs(expected)),
        $"{what}: scikit-learn has {expected:R}, here it is {actual}.");
}
