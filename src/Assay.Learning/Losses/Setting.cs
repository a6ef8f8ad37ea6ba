using System.Runtime.CompilerServices;

namespace Assay.Learning.Losses;

/// <summary>Refuses settings of losses that are outside their ranges; messages have name, value and range.</summary>
internal static class Setting
{
    public static double InUnitInterval(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value is >= 0 and <= 1, value, name, "in [0, 1]");

    public static double NotNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value >= 0 && double.IsFinite(value), value, name, "a finite number of 0 or more");

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value > 0 && double.IsFinite(value), value, name, "a finite number above 0");

    public static double BelowHalf(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        Require(value is >= 0 and < 0.5, value, name, "in [0, 0.5)");

    private static double Require(bool holds, double value, string name, string range) =>
        holds ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
}
