using Assay.Evaluation.Thresholds;

namespace Assay.Budgets.Judging;

/// <summary>Reads what a threshold is to be best for, as people type it.</summary>
public static class GoalText
{
    /// <summary>Reads a goal.</summary>
    /// <param name="text"><c>f1</c>, <c>f2</c> or <c>f0.5</c> for F-beta; <c>precision:0.9</c> for the most recall with at least that precision; <c>recall:0.8</c> for the most precision with at least that recall.</param>
    /// <returns>The goal.</returns>
    /// <exception cref="AssayException">The text is none of these.</exception>
    public static ThresholdGoal Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (word, number) = text.Split(':') switch
        {
            [['f' or 'F', .. var beta]] => ("f", beta),
            [var one, var rest] => (one.ToLowerInvariant(), rest),
            _ => ("", ""),
        };
        if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            if (word == "f" && value > 0)
                return ThresholdGoal.FBeta(value);
            if (word == "precision" && value is >= 0 and <= 1)
                return ThresholdGoal.RecallAtPrecision(value);
            if (word == "recall" && value is >= 0 and <= 1)
                return ThresholdGoal.PrecisionAtRecall(value);
        }

        throw new AssayException($"'{text}' is no goal for a threshold: f1, f2, f0.5, precision:0.9 (the most recall with at least that precision) or recall:0.8 is expected.");
    }
}
