using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>
/// Beta calibration: 1 / (1 + e^−(a ln p − b ln(1 − p) + c)) with a, b ≥ 0, fitted by maximum likelihood. Unlike Platt's, the family holds the identity and curves
/// of both bends.
/// </summary>
/// <remarks>Source: Kull, Silva Filho and Flach, "Beta calibration", AISTATS 2017: a parameter that comes out negative is set to 0 and the others fitted again.</remarks>
public sealed class BetaCalibrator : Calibrator
{
    private BetaCalibrator(double a, double b, double c, SplitName split, int samples)
        : base(CalibrationMethod.Beta, split, samples) => (A, B, C) = (a, b, c);

    /// <summary>What ln p is multiplied by, 0 or more.</summary>
    public double A { get; }

    /// <summary>What −ln(1 − p) is multiplied by, 0 or more.</summary>
    public double B { get; }

    /// <summary>What is added.</summary>
    public double C { get; }

    /// <summary>Fits the curve to probabilities.</summary>
    /// <param name="probabilities">One a sample, in [0, 1]; taken no nearer to 0 and 1 than 1e-7.</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">One class, equal probabilities, classes that do not overlap; wrong lengths or values; a test split.</exception>
    public static BetaCalibrator Fit<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels, SplitName split, bool allowTest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = CalibrationInput.Checked(probabilities, labels, split, allowTest, mustOverlap: true);
        var (rising, falling, targets) = (new double[values.Length], new double[values.Length], new double[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            (rising[i], falling[i]) = Features(values[i]);
            targets[i] = labels[i] ? 1 : 0;
        }

        var (a, b, c) = new LogisticFit { First = rising, Second = falling, Targets = targets }.From(1, 1, 0);
        if (a < 0)
            (a, (b, c)) = (0, Only(falling, targets));
        else if (b < 0)
            ((a, c), b) = (Only(rising, targets), 0);
        return new(a, b, c, split, values.Length);
    }

    private protected override void Map(ReadOnlySpan<double> probabilities, Span<double> destination)
    {
        for (var i = 0; i < probabilities.Length; i++)
        {
            var (rising, falling) = Features(probabilities[i]);
            destination[i] = 1 / (1 + Math.Exp(-((A * rising) + (B * falling) + C)));
        }
    }

    private static (double Rising, double Falling) Features(double probability)
    {
        var p = Math.Clamp(probability, Logits.Nearest, 1 - Logits.Nearest);
        return (Math.Log(p), -Math.Log(1 - p));
    }

    // A model that is wrong more often than right has no rising curve but the constant.
    private static (double Slope, double Offset) Only(double[] feature, double[] targets)
    {
        var mean = targets.Average();
        var (slope, _, offset) = new LogisticFit { First = feature, Targets = targets }.From(1, 0, 0);
        return slope < 0 ? (0, Math.Log(mean / (1 - mean))) : (slope, offset);
    }
}
