using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>Platt scaling: 1 / (1 + e^−(slope·z + offset)), z the logit of the probability (or the probability itself), fitted by maximum likelihood.</summary>
/// <remarks>Source: Platt, "Probabilistic outputs for support vector machines and comparisons to regularized likelihood methods", 1999.</remarks>
public sealed class PlattCalibrator : Calibrator
{
    private PlattCalibrator(double slope, double offset, bool ofProbability, SplitName split, int samples)
        : base(CalibrationMethod.Platt, split, samples) => (Slope, Offset, OfProbability) = (slope, offset, ofProbability);

    /// <summary>What the logit is multiplied by: below 1 when the model was too sure. Negative when it was wrong more often than right.</summary>
    public double Slope { get; }

    /// <summary>What is added then.</summary>
    public double Offset { get; }

    /// <summary>Whether the curve is of the probability itself instead of its logit.</summary>
    public bool OfProbability { get; }

    /// <summary>Fits the curve to probabilities.</summary>
    /// <param name="probabilities">One a sample, in [0, 1]; taken no nearer to 0 and 1 than 1e-7.</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="options">How; the usual way when null.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">One class, equal probabilities, no overlap without smoothing or penalty; wrong lengths or values; a test split.</exception>
    public static PlattCalibrator Fit<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels, SplitName split, PlattOptions? options = null, bool allowTest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= PlattOptions.Usual;
        var values = CalibrationInput.Checked(probabilities, labels, split, allowTest, MustOverlap(options));
        if (!options.OfProbability)
            Logits.Of(values, values);
        return Fitted(values, labels, split, options);
    }

    /// <summary>Fits the curve to logits, or to any scores.</summary>
    /// <param name="logits">One a sample, finite.</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="options">How; the usual way when null. That the curve is of the probability is no option here.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">As <see cref="Fit"/>, or a logit is not finite.</exception>
    public static PlattCalibrator FitLogits<T>(ReadOnlySpan<T> logits, BinaryLabels labels, SplitName split, PlattOptions? options = null, bool allowTest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= PlattOptions.Usual;
        if (options.OfProbability)
            throw new ArgumentException("A curve of the probability is fitted to probabilities; these are logits.", nameof(options));
        Check.Aligned(logits.Length, labels.Count);
        split.RefuseTest(allowTest, "A calibration is fitted");
        var values = CalibrationInput.Widened(logits);
        for (var i = 0; i < values.Length; i++)
            Check.Finite(values[i], i, nameof(logits));
        CalibrationInput.Refuse(values, labels, MustOverlap(options), nameof(logits));
        return Fitted(values, labels, split, options);
    }

    /// <summary>The better probabilities of logits.</summary>
    /// <param name="logits">One a sample, any number but NaN.</param>
    /// <param name="destination">As many cells; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidOperationException">The curve is one of probabilities.</exception>
    public void ApplyLogits(ReadOnlySpan<double> logits, Span<double> destination)
    {
        if (OfProbability)
            throw new InvalidOperationException("This curve was fitted to probabilities; it takes those.");
        if (logits.Length != destination.Length)
            throw new ArgumentException($"Results go into as many cells; there are {logits.Length} logits and {destination.Length} cells.", nameof(destination));
        Logits.Sigmoid(logits, Slope, Offset, destination);
    }

    private protected override void Map(ReadOnlySpan<double> probabilities, Span<double> destination)
    {
        if (OfProbability)
        {
            Logits.Sigmoid(probabilities, Slope, Offset, destination);
            return;
        }

        Logits.Of(probabilities, destination);
        Logits.Sigmoid(destination, Slope, Offset, destination);
    }

    private static bool MustOverlap(PlattOptions options) => !options.SmoothedTargets && double.IsPositiveInfinity(options.InversePenalty);

    private static PlattCalibrator Fitted(double[] values, BinaryLabels labels, SplitName split, PlattOptions options)
    {
        if (!(options.InversePenalty > 0))
            throw new ArgumentOutOfRangeException(nameof(options), options.InversePenalty, "The inverse penalty is above 0; +∞ is none.");
        var positives = labels.Positives;
        var (high, low) = options.SmoothedTargets ? ((positives + 1.0) / (positives + 2.0), 1.0 / (labels.Count - positives + 2.0)) : (1.0, 0.0);
        var targets = new double[values.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = labels[i] ? high : low;
        var fit = new LogisticFit { First = values, Targets = targets, Penalty = 1 / options.InversePenalty };
        var (slope, _, offset) = options.OfProbability ? fit.From(0, 0, Math.Log((double)positives / (labels.Count - positives))) : fit.From(1, 0, 0);
        return new(slope, offset, options.OfProbability, split, values.Length);
    }
}
