using System.Numerics;
using System.Runtime.CompilerServices;

namespace Assay.Evaluation;

/// <summary>Refusals of input that no metric can be computed from; each names the parameter, what was found and what would be right.</summary>
internal static class Check
{
    /// <summary>Refuses lists of different lengths: they are not about the same samples.</summary>
    public static void Aligned(int values, int labels, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        if (values != labels)
            throw new ArgumentException($"Scores and labels are one a sample; there are {values} scores and {labels} labels.", name);
    }

    /// <summary>Refuses tables of different shapes.</summary>
    public static void Aligned<T>(RowMajor<T> scores, LabelMatrix labels)
    {
        if (scores.Rows != labels.Rows || scores.Columns != labels.Columns)
            throw new ArgumentException($"Scores and labels are tables of one shape; scores are [{scores.Rows}, {scores.Columns}], labels [{labels.Rows}, {labels.Columns}].", nameof(labels));
    }

    /// <summary>Refuses NaN, which has no rank.</summary>
    public static ArgumentException NotANumber(int index, string name = "scores") => new($"A score is a number; {name}[{index}] is NaN.", name);

    /// <summary>Refuses what is not a probability.</summary>
    public static void Probability<T>(T value, int index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(value >= T.Zero && value <= T.One))
            throw NotAProbability(double.CreateTruncating(value), index);
    }

    public static ArgumentException NotAProbability(double value, int index, string name = "probabilities") =>
        new(FormattableString.Invariant($"A probability is in [0, 1]; {name}[{index}] is {value}. Logits go through a sigmoid first."), name);

    /// <summary>Refuses what is not a class.</summary>
    public static void Class(int value, int classes, int index, string name)
    {
        if ((uint)value >= (uint)classes)
            throw new ArgumentException($"A class is a number from 0 to {classes - 1}; {name}[{index}] is {value}.", name);
    }

    /// <summary>Refuses NaN and ±∞.</summary>
    public static void Finite(double value, int index, string name)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException(FormattableString.Invariant($"{name}[{index}] is {value}; this metric takes finite numbers."), name);
    }

    /// <summary>Refuses a share outside [0, 1].</summary>
    public static void Share(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, value, "A share is in [0, 1].");
    }

    /// <summary>Refuses a weight of recall that is not a positive number.</summary>
    public static void Beta(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentOutOfRangeException(name, value, "The weight of recall in F-beta is above 0 and finite; 1 weighs both alike.");
    }

    /// <summary>Refuses a number of bins that cannot be meant.</summary>
    public static void Bins(int value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (value is < 1 or > 100_000)
            throw new ArgumentOutOfRangeException(name, value, "There are 1 to 100,000 bins; 10 and 15 are usual.");
    }

    /// <summary>Threads that are meant: 0 is one a processor.</summary>
    public static int Threads(int parallelism, [CallerArgumentExpression(nameof(parallelism))] string? name = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parallelism, name);
        return parallelism == 0 ? Environment.ProcessorCount : parallelism;
    }
}
