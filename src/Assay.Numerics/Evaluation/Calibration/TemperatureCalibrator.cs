using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>Temperature scaling: the logit divided by one number, fitted by maximum likelihood. What is called at p ≥ 0.5 stays so.</summary>
/// <remarks>Source: Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks", ICML 2017.</remarks>
public sealed class TemperatureCalibrator : Calibrator
{
    /// <summary>The lowest temperature that is given.</summary>
    public const double Lowest = 0.01;

    /// <summary>The highest temperature that is given.</summary>
    public const double Highest = 100;

    private TemperatureCalibrator(double temperature, SplitName split, int samples)
        : base(CalibrationMethod.Temperature, split, samples) => Temperature = temperature;

    /// <summary>What the logit is divided by: above 1 when the model was too sure.</summary>
    public double Temperature { get; }

    /// <summary>Whether the best temperature lies beyond <see cref="Lowest"/> or <see cref="Highest"/>: classes that do not overlap, or a model that knows nothing.</summary>
    public bool IsAtBound => Temperature is Lowest or Highest;

    /// <summary>Fits the temperature to probabilities.</summary>
    /// <param name="probabilities">One a sample, in [0, 1]; taken no nearer to 0 and 1 than 1e-7.</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">One class, equal probabilities; wrong lengths or values; a test split.</exception>
    public static TemperatureCalibrator Fit<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels, SplitName split, bool allowTest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = CalibrationInput.Checked(probabilities, labels, split, allowTest, mustOverlap: false);
        Logits.Of(values, values);
        var targets = new double[values.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = labels[i] ? 1 : 0;
        if (AllRight(values, labels))
            return new(Lowest, split, values.Length); // the colder the better, without end
        var (inverse, _, _) = new LogisticFit { First = values, Targets = targets, Offset = false }.From(1, 0, 0);
        return new(inverse <= 1 / Highest ? Highest : Math.Max(1 / inverse, Lowest), split, values.Length);
    }

    private static bool AllRight(ReadOnlySpan<double> logits, BinaryLabels labels)
    {
        for (var i = 0; i < logits.Length; i++)
        {
            if (labels[i] ? logits[i] < 0 : logits[i] > 0)
                return false;
        }

        return true;
    }

    private protected override void Map(ReadOnlySpan<double> probabilities, Span<double> destination)
    {
        Logits.Of(probabilities, destination);
        Logits.Sigmoid(destination, 1 / Temperature, 0, destination);
    }
}
