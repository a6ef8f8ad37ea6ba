using Assay.Statistics;

namespace Assay.Evaluation.Curves;

/// <summary>How much better a metric is on the training data than on the validation data, over the steps at which both are known.</summary>
/// <param name="Gaps">Step and gap, steps growing; positive where training is better. A training value that was measured with dropout on makes it look smaller.</param>
/// <param name="BestValid">The step with the best validation value among them; null when there is none.</param>
public sealed record GeneralizationGap(IReadOnlyList<CurvePoint> Gaps, long? BestValid)
{
    /// <summary>The gap at the latest step that both have; undefined without one.</summary>
    public Quantity Latest => Gaps.Count == 0 ? Quantity.Undefined("training and validation have no step in common") : Gaps[^1].Value;

    /// <summary>The gap at the step with the best validation value; undefined without a common step.</summary>
    public Quantity AtBestValid => BestValid is { } step ? Gaps.First(gap => gap.Step == step).Value : Latest;

    /// <summary>The largest gap; null without a common step.</summary>
    public CurvePoint? Largest => Gaps.Count == 0 ? null : Gaps.MaxBy(gap => gap.Value);

    /// <summary>Compares two curves of one metric.</summary>
    /// <param name="trainSteps">Steps of the training values, growing.</param>
    /// <param name="train">Values on the training data.</param>
    /// <param name="validSteps">Steps of the validation values, growing.</param>
    /// <param name="valid">Values on the validation data.</param>
    /// <param name="optimum">Which values are better.</param>
    /// <returns>The gap at each step that both have with finite values.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or steps do not grow.</exception>
    public static GeneralizationGap Of(ReadOnlySpan<long> trainSteps, ReadOnlySpan<double> train, ReadOnlySpan<long> validSteps, ReadOnlySpan<double> valid, Optimum optimum)
    {
        CurveCheck.Increasing(trainSteps, train);
        CurveCheck.Increasing(validSteps, valid);
        var gaps = new List<CurvePoint>();
        CurvePoint? best = null;
        for (int i = 0, j = 0; i < trainSteps.Length && j < validSteps.Length;)
        {
            if (trainSteps[i] != validSteps[j])
            {
                _ = trainSteps[i] < validSteps[j] ? i++ : j++;
                continue;
            }

            if (double.IsFinite(train[i]) && double.IsFinite(valid[j]))
            {
                gaps.Add(new(trainSteps[i], CurveCheck.Gain(train[i], valid[j], optimum)));
                if (best is null || CurveCheck.IsBetter(valid[j], best.Value.Value, optimum))
                    best = new(validSteps[j], valid[j]);
            }

            i++;
            j++;
        }

        return new(gaps, best?.Step);
    }
}
