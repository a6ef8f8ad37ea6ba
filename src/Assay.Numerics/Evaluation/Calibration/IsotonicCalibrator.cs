using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>
/// Isotonic regression: of all rising functions the one nearest to the labels in squares, by pooling adjacent violators; between its knots linear, beyond
/// them constant.
/// </summary>
/// <remarks>Source: Zadrozny and Elkan, "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002; Barlow et al. 1972 for the algorithm.</remarks>
public sealed class IsotonicCalibrator : Calibrator
{
    /// <summary>Places of the table that finds a probability's knot, a knot.</summary>
    private const int PlacesPerKnot = 4;

    private readonly double[] _knots;
    private readonly double[] _levels;
    private readonly double[] _slopes;
    private readonly int[] _places; // the last knot at or below the place's lower edge
    private readonly double _placesPerUnit;

    private IsotonicCalibrator(double[] knots, double[] levels, SplitName split, int samples)
        : base(CalibrationMethod.Isotonic, split, samples)
    {
        (_knots, _levels, _slopes) = (knots, levels, new double[knots.Length]);
        for (var i = 0; i + 1 < knots.Length; i++)
            _slopes[i] = (levels[i + 1] - levels[i]) / (knots[i + 1] - knots[i]);
        _places = new int[knots.Length * PlacesPerKnot];
        _placesPerUnit = _places.Length / (knots[^1] - knots[0]);
        for (int place = 0, knot = 0; place < _places.Length; place++)
        {
            while (knot + 1 < knots.Length && knots[knot + 1] - knots[0] <= place / _placesPerUnit)
                knot++;
            _places[place] = knot;
        }
    }

    /// <summary>Probabilities at which the function bends, rising.</summary>
    public IReadOnlyList<double> Knots => _knots;

    /// <summary>The function at the knots, in [0, 1], rising.</summary>
    public IReadOnlyList<double> Levels => _levels;

    /// <summary>Fits the function to probabilities.</summary>
    /// <param name="probabilities">One a sample, in [0, 1].</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="split">Where the samples come from.</param>
    /// <param name="allowTest">Whether a split that is called a test split is accepted.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentException">One class, equal probabilities; wrong lengths or values; a test split.</exception>
    public static IsotonicCalibrator Fit<T>(ReadOnlySpan<T> probabilities, BinaryLabels labels, SplitName split, bool allowTest = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        split.RefuseTest(allowTest, "A calibration is fitted");
        for (var i = 0; i < probabilities.Length; i++)
            Check.Probability(probabilities[i], i);
        var ranking = ScoreRanking.Of(probabilities, labels);
        if (ranking.Missing is { } missing)
            throw new ArgumentException($"No calibration can be fitted to these {ranking.Count} samples: {missing.Reason}.", nameof(probabilities));

        // From the highest probability down the levels must fall; a block that does not is pooled with the one before it.
        var blocks = new List<Block>();
        var before = default(ScoreStep);
        foreach (var step in ranking.Steps)
        {
            var block = new Block(step.Threshold, step.Threshold, step.TruePositives - before.TruePositives, step.TruePositives + step.FalsePositives - before.TruePositives - before.FalsePositives);
            while (blocks.Count > 0 && block.IsAtLeast(blocks[^1]))
            {
                block = blocks[^1].With(block);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
            before = step;
        }

        if (blocks[0].Upper == blocks[^1].Lower)
            throw new ArgumentException($"No calibration can be fitted to these {ranking.Count} samples: all their probabilities are equal.", nameof(probabilities));
        var (knots, levels) = (new List<double>(), new List<double>());
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var level = (double)blocks[i].Positives / blocks[i].Count;
            knots.Add(blocks[i].Lower);
            levels.Add(level);
            if (blocks[i].Upper > blocks[i].Lower)
            {
                knots.Add(blocks[i].Upper);
                levels.Add(level);
            }
        }

        return new([.. knots], [.. levels], split, ranking.Count);
    }

    private protected override void Map(ReadOnlySpan<double> probabilities, Span<double> destination)
    {
        var (knots, levels, slopes, places) = (_knots, _levels, _slopes, _places);
        for (var i = 0; i < probabilities.Length; i++)
        {
            var p = probabilities[i];
            if (!(p > knots[0]))
            {
                destination[i] = levels[0];
                continue;
            }

            if (!(p < knots[^1]))
            {
                destination[i] = levels[^1];
                continue;
            }

            var knot = places[Math.Min((int)((p - knots[0]) * _placesPerUnit), places.Length - 1)];
            while (knots[knot] > p) // the place was rounded up
                knot--;
            while (knots[knot + 1] <= p)
                knot++;
            destination[i] = levels[knot] + (slopes[knot] * (p - knots[knot]));
        }
    }

    /// <summary>Neighboring samples that get one level: their share of positives.</summary>
    private readonly record struct Block(double Lower, double Upper, long Positives, long Count)
    {
        // Shares compared without dividing, so that equal ones are equal.
        public bool IsAtLeast(Block above) => Positives * above.Count >= above.Positives * Count;

        public Block With(Block below) => new(below.Lower, Upper, Positives + below.Positives, Count + below.Count);
    }
}
