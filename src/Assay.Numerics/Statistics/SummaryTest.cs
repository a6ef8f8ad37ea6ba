namespace Assay.Statistics;

/// <summary>Tests an effect of which only the estimate and its standard error are known: what a log or a paper states instead of its data.</summary>
/// <remarks>
/// The statistic is (effect - margin) / standard error, referred to Student's t with the given degrees of freedom, or to the normal distribution
/// without. Right for means and for estimates that are about normal; not for a value close to a bound of its range, nor for the best of many.
/// </remarks>
public static class SummaryTest
{
    private const string Method = "from stated summaries";

    /// <summary>The z below which a standard normal variable lies with probability p.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <returns>The quantile.</returns>
    public static double NormalQuantile(double probability)
    {
        Require.Level(probability, nameof(probability));
        return Distributions.NormalQuantile(probability);
    }

    /// <summary>The difference of two independent estimates, with the degrees of freedom of Welch and Satterthwaite.</summary>
    /// <param name="firstError">Standard error of the first, ≥ 0.</param>
    /// <param name="firstDegrees">Its degrees of freedom; null for none, which are infinitely many.</param>
    /// <param name="secondError">Standard error of the second, ≥ 0.</param>
    /// <param name="secondDegrees">Its degrees of freedom.</param>
    /// <returns>Error and degrees of freedom of the difference.</returns>
    public static (double Error, double? DegreesOfFreedom) Difference(double firstError, double? firstDegrees, double secondError, double? secondDegrees)
    {
        var (first, second) = (firstError * firstError, secondError * secondError);
        var spread = (firstDegrees is { } one ? first * first / one : 0) + (secondDegrees is { } other ? second * second / other : 0);
        return (Math.Sqrt(first + second), spread > 0 ? (first + second) * (first + second) / spread : null);
    }

    /// <summary>Tests an effect.</summary>
    /// <param name="effect">The estimate, a finite number.</param>
    /// <param name="standardError">Its standard error, finite and ≥ 0; 0 gives no test.</param>
    /// <param name="degreesOfFreedom">Degrees of freedom of the error, &gt; 0; null for the normal distribution.</param>
    /// <param name="hypothesis">What is asked; null for <see cref="Hypothesis.NoEffect"/>.</param>
    /// <param name="first">How many independent units are behind the first estimate, 0 when not known.</param>
    /// <param name="second">How many are behind the second, 0 when not known or none.</param>
    /// <returns>The result; undefined when the standard error is 0.</returns>
    public static TestResult Of(double effect, double standardError, double? degreesOfFreedom = null, Hypothesis? hypothesis = null, int first = 0, int second = 0)
    {
        var asked = Hypothesis.Checked(hypothesis);
        Require.Finite([effect, standardError], nameof(effect));
        ArgumentOutOfRangeException.ThrowIfNegative(standardError);
        if (degreesOfFreedom is { } degrees)
            Require.Positive(degrees, nameof(degreesOfFreedom));
        if (standardError == 0)
            return TestResult.Undefined(Method, asked, "stated effect", "the stated error is 0", first, second, effect);
        var statistic = (effect - asked.Margin) / standardError;
        var half = standardError * -Quantile(asked.TailProbability, degreesOfFreedom);
        return new TestResult
        {
            Method = Method,
            Hypothesis = asked,
            Statistic = statistic,
            PValue = asked.PValue(Above(statistic, degreesOfFreedom), Above(-statistic, degreesOfFreedom)),
            Effect = effect,
            EffectName = "stated effect",
            Interval = asked.Bounded(effect - half, effect + half),
            DegreesOfFreedom = degreesOfFreedom is { } known ? known : Quantity.Undefined("the normal distribution has none"),
            FirstCount = first,
            SecondCount = second,
        };
    }

    private static double Quantile(double p, double? degrees) => degrees is { } known ? Distributions.StudentQuantile(p, known) : Distributions.NormalQuantile(p);

    private static double Above(double statistic, double? degrees) => degrees is { } known ? Distributions.StudentAbove(statistic, known) : Distributions.NormalAbove(statistic);
}
