using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>Refusals of what no statistic can be made of: the caller's mistakes, said with index and value.</summary>
internal static class Require
{
    /// <summary>Refuses NaN and infinities.</summary>
    public static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (!double.IsFinite(values[index]))
                throw new ArgumentException(Invariant($"{name}[{index}] is {values[index]}; every value must be a finite number."), name);
        }
    }

    /// <summary>Refuses lists of unequal lengths.</summary>
    public static void SameLength(int first, string firstName, int second, string secondName)
    {
        if (first != second)
            throw new ArgumentException(Invariant($"{firstName} has {first} values and {secondName} has {second}; they must have equally many."), secondName);
    }

    /// <summary>Refuses a level outside (0, 1).</summary>
    public static void Level(double level, string name)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentException(Invariant($"{name} is {level}; it must lie between 0 and 1, both excluded."), name);
    }

    /// <summary>Refuses what is no probability.</summary>
    public static void Probability(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
            throw new ArgumentException(Invariant($"{name} is {value}; it must lie in [0, 1]."), name);
    }

    /// <summary>Refuses a whole number below its least value.</summary>
    public static void AtLeast(int value, int least, string name)
    {
        if (value < least)
            throw new ArgumentException(Invariant($"{name} is {value}; it must be at least {least}."), name);
    }

    /// <summary>Refuses a number that is not above 0 and finite.</summary>
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentException(Invariant($"{name} is {value}; it must be a finite number above 0."), name);
    }
}
