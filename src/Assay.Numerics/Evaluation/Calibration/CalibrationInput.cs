using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Evaluation.Calibration;

/// <summary>What fits have in common before they begin.</summary>
internal static class CalibrationInput
{
    /// <summary>A copy in double precision.</summary>
    public static double[] Widened<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var wide = new double[values.Length];
        if (typeof(T) == typeof(double))
        {
            MemoryMarshal.Cast<T, double>(values).CopyTo(wide);
        }
        else
        {
            for (var i = 0; i < wide.Length; i++)
                wide[i] = double.CreateTruncating(values[i]);
        }

        return wide;
    }

    /// <summary>Checks samples and split, and gives the probabilities in double precision.</summary>
    public static double[] Checked<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels, SplitName split, bool allowTest, bool mustOverlap)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(probabilities.Length, labels.Count);
        split.RefuseTest(allowTest, "A calibration is fitted");
        var values = Widened(probabilities);
        RefuseOthers(values);
        Refuse(values, labels, mustOverlap, nameof(probabilities));
        return values;
    }

    public static void Refuse(ReadOnlySpan<double> values, BinaryLabels labels, bool mustOverlap, string name)
    {
        if (WhyNot(values, labels, mustOverlap) is { } reason)
            throw new ArgumentException($"No calibration can be fitted to these {values.Length} samples: {reason}.", name);
    }

    public static string? WhyNot(ReadOnlySpan<double> values, BinaryLabels labels, bool mustOverlap)
    {
        if (values.IsEmpty)
            return "there are no samples";
        var truth = labels.Values;
        Span<double> lowest = [double.PositiveInfinity, double.PositiveInfinity];
        Span<double> highest = [double.NegativeInfinity, double.NegativeInfinity];
        for (var i = 0; i < values.Length; i++)
        {
            lowest[truth[i]] = Math.Min(lowest[truth[i]], values[i]);
            highest[truth[i]] = Math.Max(highest[truth[i]], values[i]);
        }

        return double.IsInfinity(lowest[0]) && highest[0] < lowest[0] ? "every sample is positive"
            : double.IsInfinity(lowest[1]) && highest[1] < lowest[1] ? "no sample is positive"
            : Math.Min(lowest[0], lowest[1]) == Math.Max(highest[0], highest[1]) ? "all their probabilities are equal"
            : mustOverlap && (lowest[1] >= highest[0] || highest[1] <= lowest[0]) ? "positives and negatives do not overlap, so that no finite slope is best; Platt's smoothed targets allow it"
            : null;
    }

    /// <summary>Refuses what is not a probability.</summary>
    public static void RefuseOthers(ReadOnlySpan<double> probabilities)
    {
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] is >= 0 and <= 1))
                throw Check.NotAProbability(probabilities[i], i);
        }
    }
}
