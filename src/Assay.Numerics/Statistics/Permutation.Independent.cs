using static System.FormattableString;

namespace Assay.Statistics;

public static partial class Permutation
{
    // All assignments are gone through up to this many: 10 + 10 units have 184,756.
    private const double ListedAssignments = 200_000;

    /// <summary>Two independent samples: the labels are dealt anew, to whole clusters where clusters are given.</summary>
    /// <param name="first">Finite values.</param>
    /// <param name="second">Finite values.</param>
    /// <param name="resampling">How often and from which seed; up to 200,000 assignments are all gone through instead.</param>
    /// <param name="hypothesis">Alternative and margin; null is two-sided against no difference. Two-sided p is twice the smaller tail.</param>
    /// <param name="firstClusters">An id for every value of the first sample; clusters of the two samples are different ones whatever their ids. Empty: every value is by itself.</param>
    /// <param name="secondClusters">The same for the second sample; both or none are given.</param>
    /// <returns>Effect: the difference of means over values, with the interval of margins not rejected. Undefined when a sample is empty or there are fewer than three units.</returns>
    /// <exception cref="ArgumentException">A value is not finite, the lengths differ, or too few resamples.</exception>
    public static TestResult Independent(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Resampling resampling, Hypothesis? hypothesis = null, ReadOnlySpan<int> firstClusters = default, ReadOnlySpan<int> secondClusters = default)
    {
        const string EffectName = "difference of means";
        var clustered = !firstClusters.IsEmpty || !secondClusters.IsEmpty;
        var method = clustered ? "permutation, clustered" : "permutation";
        hypothesis = Hypothesis.Checked(hypothesis);
        resampling = Resampling.Checked(resampling);
        Require.Finite(first, nameof(first));
        Require.Finite(second, nameof(second));
        if (clustered)
        {
            Require.SameLength(first.Length, nameof(first), firstClusters.Length, nameof(firstClusters));
            Require.SameLength(second.Length, nameof(second), secondClusters.Length, nameof(secondClusters));
        }

        var (firstSums, firstWeights) = Units(first, firstClusters, nameof(firstClusters));
        var (secondSums, secondWeights) = Units(second, secondClusters, nameof(secondClusters));
        var (firstUnits, secondUnits) = (firstSums.Length, secondSums.Length);
        if (firstUnits == 0 || secondUnits == 0)
            return TestResult.Undefined(method, hypothesis, EffectName, Invariant($"the {(firstUnits == 0 ? "first" : "second")} sample is empty"), firstUnits, secondUnits);
        var effect = Descriptive.Average(first) - Descriptive.Average(second);
        if (firstUnits + secondUnits < 3)
            return TestResult.Undefined(method, hypothesis, EffectName, "the test needs three independent units, there are 2", firstUnits, secondUnits, effect);

        var labels = new Relabeling([.. firstSums, .. secondSums], [.. firstWeights, .. secondWeights], firstUnits);
        var assignments = Assignments(firstUnits + secondUnits, Math.Min(firstUnits, secondUnits));
        var exact = assignments <= ListedAssignments;
        var drawn = exact ? labels.All((int)assignments) : labels.Random(resampling);
        var (atLeast, atMost, distribution) = labels.Judge(drawn, hypothesis.Margin, exact);
        return new()
        {
            Method = method,
            Hypothesis = hypothesis,
            Statistic = effect,
            PValue = hypothesis.PValue(atLeast, atMost),
            Effect = effect,
            EffectName = EffectName,
            Interval = distribution.Interval(hypothesis),
            StandardizedEffect = EffectSize.CohenD(first, second),
            StandardizedEffectName = "Cohen's d",
            FirstCount = firstUnits,
            SecondCount = secondUnits,
            Note = exact ? Invariant($"exact, {assignments} assignments") : Invariant($"{resampling.Count} random assignments"),
        };
    }

    private static double Assignments(int units, int chosen)
    {
        var count = 1.0;
        for (var index = 1; index <= chosen && count <= ListedAssignments; index++)
            count = Math.Round(count * (units - chosen + index) / index);
        return count;
    }
}
