using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>
/// Temperature scaling of K classes: p = softmax(z / T), one T for all classes, fitted by the least mean negative log-likelihood. The class with the highest score stays the same.
/// </summary>
/// <remarks>
/// Logarithms of probabilities serve as scores: softmax(ln p) = p. The likelihood is convex in 1 / T, so that the best is the one zero of its slope, E_T[z] − z of the truth, averaged.
/// Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017, equation 9. Two classes: <see cref="TemperatureCalibrator"/> with z₁ − z₀ as the logit.
/// </remarks>
public sealed class SoftmaxTemperature
{
    // Halving [0.01, 100] so often leaves less than the last digit of any number in it.
    private const int Steps = 80;

    private SoftmaxTemperature(double temperature, SplitName split, int samples, int classes) => (Temperature, Split, Samples, Classes) = (temperature, split, samples, classes);

    /// <summary>What scores are divided by: above 1 when the model was too sure.</summary>
    public double Temperature { get; }

    /// <summary>Whether the best temperature lies beyond <see cref="TemperatureCalibrator.Lowest"/> or <see cref="TemperatureCalibrator.Highest"/>: every sample is called right, or the scores know nothing.</summary>
    public bool IsAtBound => Temperature is TemperatureCalibrator.Lowest or TemperatureCalibrator.Highest;

    /// <summary>Where it was fitted.</summary>
    public SplitName Split { get; }

    /// <summary>Samples it was fitted to.</summary>
    public int Samples { get; }

    /// <summary>Classes, K.</summary>
    public int Classes { get; }

    /// <summary>Fits the temperature.</summary>
    /// <param name="scores">[samples, K], K ≥ 2, finite: logits, or logarithms of probabilities that are above 0.</param>
    /// <param name="actual">What each sample is, 0 to K − 1.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">No samples, or samples whose scores are all equal; wrong lengths, classes or values; a test split.</exception>
    public static SoftmaxTemperature Fit<T>(RowMajor<T> scores, ReadOnlySpan<int> actual, SplitName split, bool allowTest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(scores.Rows, actual.Length, nameof(scores));
        split.RefuseTest(allowTest, "A calibration is fitted");
        if (scores.Columns < 2)
            throw new ArgumentException($"A temperature is fitted to the scores of two classes or more; there is {scores.Columns}.", nameof(scores));
        var values = CalibrationInput.Widened(scores.Values.Span);
        for (var i = 0; i < values.Length; i++)
            Check.Finite(values[i], i, nameof(scores));
        for (var row = 0; row < actual.Length; row++)
            Check.Class(actual[row], scores.Columns, row, nameof(actual));
        if (!Centered(values, scores.Columns))
            throw new ArgumentException($"No temperature can be fitted to these {scores.Rows} samples: {(scores.Rows == 0 ? "there are none" : "the scores of each are all equal")}.", nameof(scores));

        double low = 1 / TemperatureCalibrator.Highest, high = 1 / TemperatureCalibrator.Lowest;
        if (Slope(values, actual, scores.Columns, low) >= 0)
            return new(TemperatureCalibrator.Highest, split, scores.Rows, scores.Columns);
        if (Slope(values, actual, scores.Columns, high) <= 0)
            return new(TemperatureCalibrator.Lowest, split, scores.Rows, scores.Columns);
        for (var step = 0; step < Steps && high - low > 1e-15 * high; step++)
        {
            // In between by ratio: the bounds are four powers of ten apart.
            var middle = Math.Sqrt(low * high);
            if (Slope(values, actual, scores.Columns, middle) < 0)
                low = middle;
            else
                high = middle;
        }

        return new(1 / Math.Sqrt(low * high), split, scores.Rows, scores.Columns);
    }

    /// <summary>Calibrated probabilities.</summary>
    /// <param name="scores">[samples, K], the K it was fitted with, finite.</param>
    /// <returns>[samples, K]; each row adds up to 1.</returns>
    /// <exception cref="ArgumentException">Another number of classes, or a score that is not finite.</exception>
    public RowMajor<double> Apply<T>(RowMajor<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (scores.Columns != Classes)
            throw new ArgumentException($"The temperature was fitted to {Classes} classes; these scores have {scores.Columns}.", nameof(scores));
        var values = CalibrationInput.Widened(scores.Values.Span);
        for (var i = 0; i < values.Length; i++)
            Check.Finite(values[i], i, nameof(scores));
        _ = Centered(values, Classes);
        for (var row = 0; row < scores.Rows; row++)
        {
            var sample = values.AsSpan(row * Classes, Classes);
            var sum = 0.0;
            foreach (ref var value in sample)
                sum += value = Math.Exp(value / Temperature);
            foreach (ref var value in sample)
                value /= sum;
        }

        return new RowMajor<double>(values, scores.Rows, Classes);
    }

    // Takes each row's highest score from its scores, which changes no probability and lets nothing overflow. False when no row has two different scores.
    private static bool Centered(Span<double> scores, int classes)
    {
        var differ = false;
        for (var start = 0; start < scores.Length; start += classes)
        {
            var sample = scores.Slice(start, classes);
            var highest = sample[0];
            foreach (var value in sample)
                highest = Math.Max(highest, value);
            foreach (ref var value in sample)
            {
                value -= highest;
                differ |= value != 0;
            }
        }

        return differ;
    }

    // Slope of the mean negative log-likelihood over 1 / T: rises with it.
    private static double Slope(ReadOnlySpan<double> centered, ReadOnlySpan<int> actual, int classes, double inverse)
    {
        var slope = 0.0;
        for (var row = 0; row < actual.Length; row++)
        {
            var sample = centered.Slice(row * classes, classes);
            double sum = 0, weighted = 0;
            foreach (var value in sample)
            {
                var weight = Math.Exp(inverse * value);
                sum += weight;
                // Two scores may lie further apart than a number reaches: 0 · −∞ would be NaN.
                weighted += weight == 0 ? 0 : weight * value;
            }

            slope += (weighted / sum) - sample[actual[row]];
        }

        return slope / actual.Length;
    }
}
