using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>A map from probabilities to better ones, fitted on one split to be used on another. It never changes which of two samples is likelier, but may make them equal.</summary>
public abstract class Calibrator
{
    private protected Calibrator(CalibrationMethod method, SplitName fittedOn, int samples) => (Method, FittedOn, Samples) = (method, fittedOn, samples);

    /// <summary>The kind of map.</summary>
    public CalibrationMethod Method { get; }

    /// <summary>The split it was fitted on.</summary>
    public SplitName FittedOn { get; }

    /// <summary>Samples it was fitted on.</summary>
    public int Samples { get; }

    /// <summary>Fits a map of the given kind with usual options.</summary>
    /// <param name="method">The kind.</param>
    /// <param name="probabilities">One a sample, in [0, 1].</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">See <see cref="WhyNot"/>; or the lengths differ, a probability is none, or the split is a test split by its name.</exception>
    public static Calibrator Fit<T>(CalibrationMethod method, ReadOnlySpan<T> probabilities, BinaryLabels labels, SplitName split, bool allowTest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => method switch
        {
            CalibrationMethod.Platt => PlattCalibrator.Fit(probabilities, labels, split, allowTest: allowTest),
            CalibrationMethod.Temperature => TemperatureCalibrator.Fit(probabilities, labels, split, allowTest),
            CalibrationMethod.Isotonic => IsotonicCalibrator.Fit(probabilities, labels, split, allowTest),
            CalibrationMethod.Beta => BetaCalibrator.Fit(probabilities, labels, split, allowTest),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such method."),
        };

    /// <summary>Why no map of a kind can be fitted to samples, one clause; null when it can.</summary>
    /// <param name="method">The kind.</param>
    /// <param name="probabilities">One a sample.</param>
    /// <param name="labels">One a sample.</param>
    /// <returns>The reason: no samples, one class, equal probabilities, or (beta) classes that do not overlap.</returns>
    public static string? WhyNot<T>(CalibrationMethod method, ReadOnlySpan<T> probabilities, BinaryLabels labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(probabilities.Length, labels.Count);
        return CalibrationInput.WhyNot(CalibrationInput.Widened(probabilities), labels, mustOverlap: method == CalibrationMethod.Beta);
    }

    /// <summary>The better probability.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <returns>In [0, 1].</returns>
    public double Of(double probability)
    {
        var result = 0.0;
        Apply(new(in probability), new(ref result));
        return result;
    }

    /// <summary>The better probabilities.</summary>
    /// <param name="probabilities">One a sample, in [0, 1].</param>
    /// <param name="destination">As many cells; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a probability is none.</exception>
    public void Apply(ReadOnlySpan<double> probabilities, Span<double> destination)
    {
        if (probabilities.Length != destination.Length)
            throw new ArgumentException($"Results go into as many cells; there are {probabilities.Length} probabilities and {destination.Length} cells.", nameof(destination));
        CalibrationInput.RefuseOthers(probabilities);
        Map(probabilities, destination);
    }

    /// <summary>The better probabilities of a label's column.</summary>
    /// <param name="probabilities">One a sample, in [0, 1].</param>
    /// <returns>One a sample, in [0, 1].</returns>
    /// <exception cref="ArgumentException">A probability is none.</exception>
    public double[] Apply<T>(ReadOnlySpan<T> probabilities)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = CalibrationInput.Widened(probabilities);
        Apply(values, values);
        return values;
    }

    private protected abstract void Map(ReadOnlySpan<double> probabilities, Span<double> destination);
}
