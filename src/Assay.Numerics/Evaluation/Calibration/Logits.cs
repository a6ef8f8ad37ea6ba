using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>Between probabilities and their logits, ln(p / (1 − p)), several at a time.</summary>
internal static class Logits
{
    /// <summary>Probabilities are taken no nearer to 0 and 1: what single precision can tell from 1. The logit is within ±16.1.</summary>
    public const double Nearest = 1e-7;

    /// <summary>ln(p / (1 − p)), p in [0, 1]; may be done in place.</summary>
    public static void Of(ReadOnlySpan<double> probabilities, Span<double> destination)
    {
        var (low, high) = (new Vector<double>(Nearest), new Vector<double>(1 - Nearest));
        var i = 0;
        for (; i <= probabilities.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var p = Vector.Min(Vector.Max(new Vector<double>(probabilities[i..]), low), high);
            Vector.Log(p / (Vector<double>.One - p)).CopyTo(destination[i..]);
        }

        for (; i < probabilities.Length; i++)
        {
            var p = Math.Clamp(probabilities[i], Nearest, 1 - Nearest);
            destination[i] = Math.Log(p / (1 - p));
        }
    }

    /// <summary>1 / (1 + e^−(slope·x + offset)), any x; may be done in place.</summary>
    public static void Sigmoid(ReadOnlySpan<double> values, double slope, double offset, Span<double> destination)
    {
        var i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
            (Vector<double>.One / (Vector<double>.One + Vector.Exp(-((new Vector<double>(values[i..]) * slope) + new Vector<double>(offset))))).CopyTo(destination[i..]);
        for (; i < values.Length; i++)
            destination[i] = 1 / (1 + Math.Exp(-((slope * values[i]) + offset)));
    }
}
