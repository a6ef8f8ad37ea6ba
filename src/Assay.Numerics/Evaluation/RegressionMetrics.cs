using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>How near predicted numbers are to true ones; y truth, p prediction. No samples: undefined. NaN and ±∞ are refused.</summary>
public static class RegressionMetrics
{
    /// <summary>Mean of |y − p|, in the unit of y.</summary>
    /// <param name="actual">True values, finite.</param>
    /// <param name="predicted">Predicted values, finite.</param>
    /// <returns>At least 0, 0 is best.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not finite.</exception>
    public static Quantity MeanAbsoluteError(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Checked(actual, predicted);
        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
            sum += Math.Abs(actual[i] - predicted[i]);
        return Mean(sum, actual.Length);
    }

    /// <summary>Mean of (y − p)², in the squared unit of y.</summary>
    /// <param name="actual">True values, finite.</param>
    /// <param name="predicted">Predicted values, finite.</param>
    /// <returns>At least 0, 0 is best.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not finite.</exception>
    public static Quantity MeanSquaredError(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Checked(actual, predicted);
        return Mean(SquaredError(actual, predicted, 0), actual.Length);
    }

    /// <summary>√ of the mean of (y − p)², in the unit of y.</summary>
    /// <param name="actual">True values, finite.</param>
    /// <param name="predicted">Predicted values, finite.</param>
    /// <returns>At least 0, 0 is best.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not finite.</exception>
    public static Quantity RootMeanSquaredError(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted) =>
        MeanSquaredError(actual, predicted) is { IsDefined: true } square ? Math.Sqrt(square.Value) : Quantity.Undefined("there are no samples");

    /// <summary>R², 1 − Σ(y − p)² / Σ(y − ȳ)²: at most 1; 0 is predicting the mean, its floor. Undefined when all true values are equal.</summary>
    /// <param name="actual">True values, finite.</param>
    /// <param name="predicted">Predicted values, finite.</param>
    /// <returns>The coefficient of determination.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not finite.</exception>
    public static Quantity R2(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Checked(actual, predicted);
        return OfVariance(actual, SquaredError(actual, predicted, 0));
    }

    /// <summary>1 − Var(y − p) / Var(y): R² of the predictions less their mean error. Undefined when all true values are equal.</summary>
    /// <param name="actual">True values, finite.</param>
    /// <param name="predicted">Predicted values, finite.</param>
    /// <returns>The share of variance explained, at most 1.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not finite.</exception>
    public static Quantity ExplainedVariance(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        Checked(actual, predicted);
        var bias = 0.0;
        for (var i = 0; i < actual.Length; i++)
            bias += (actual[i] - predicted[i]) / actual.Length;
        return OfVariance(actual, SquaredError(actual, predicted, bias));
    }

    private static void Checked(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        if (actual.Length != predicted.Length)
            throw new ArgumentException($"True and predicted values are one a sample; there are {actual.Length} true and {predicted.Length} predicted ones.", nameof(predicted));
        for (var i = 0; i < actual.Length; i++)
        {
            Check.Finite(actual[i], i, nameof(actual));
            Check.Finite(predicted[i], i, nameof(predicted));
        }
    }

    private static double SquaredError(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, double bias)
    {
        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            var error = actual[i] - predicted[i] - bias;
            sum += error * error;
        }

        return sum;
    }

    private static Quantity Mean(double sum, int count) =>
        count == 0 ? Quantity.Undefined("there are no samples") : Defined(sum / count);

    private static Quantity OfVariance(ReadOnlySpan<double> actual, double unexplained)
    {
        if (actual.Length == 0)
            return Quantity.Undefined("there are no samples");
        if (actual.IndexOfAnyExcept(actual[0]) < 0)
            return Quantity.Undefined("all true values are equal");
        var mean = 0.0;
        foreach (var value in actual)
            mean += value / actual.Length;
        var total = 0.0;
        foreach (var value in actual)
            total += (value - mean) * (value - mean);
        // Values that differ by less than their squares can show.
        return total == 0 ? Quantity.Undefined("the true values hardly differ") : Defined(1 - (unexplained / total));
    }

    // Squares of numbers near the largest double overflow: ∞ / ∞ says nothing.
    private static Quantity Defined(double value) => double.IsFinite(value) ? value : Quantity.Undefined("the squares of these values are beyond double precision");
}
