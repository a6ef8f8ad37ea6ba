using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Assay.Statistics;

namespace Assay.Evaluation;

/// <summary>
/// Scores of one label in order, highest first, positives and negatives apart. Made once by a sort; area under the curve, average precision, thresholds
/// and curves are then walks along it.
/// </summary>
/// <remarks>
/// Equal scores are one step, whatever their labels, so nothing here depends on the order of the samples. ±∞ are scores like others; −0 equals 0.
/// A single-precision score is ranked as the double it equals.
/// </remarks>
public sealed class ScoreRanking
{
    private readonly double[] _positives;
    private readonly double[] _negatives;

    private ScoreRanking(double[] positives, double[] negatives) => (_positives, _negatives) = (positives, negatives);

    /// <summary>Samples.</summary>
    public int Count => _positives.Length + _negatives.Length;

    /// <summary>Samples that are positive.</summary>
    public int Positives => _positives.Length;

    /// <summary>Samples that are negative.</summary>
    public int Negatives => _negatives.Length;

    /// <summary>
    /// Area under the receiver operating characteristic: the probability that a positive scores higher than a negative, ties counted half.
    /// Exact up to the last division. Undefined unless both classes occur.
    /// </summary>
    /// <remarks>Source: Hanley and McNeil, "The meaning and use of the area under a ROC curve", Radiology 143, 1982.</remarks>
    public Quantity Auroc
    {
        get
        {
            if (Missing is { } missing)
                return missing;
            var halfPairs = 0L; // twice the number of pairs in the right order, a tie being half a pair
            var (seen, above) = (0, 0);
            foreach (var step in PositiveSteps)
            {
                while (above < _negatives.Length && _negatives[above] > step.Threshold)
                    above++;
                halfPairs += (step.TruePositives - seen) * (2L * (Negatives - step.FalsePositives) + (step.FalsePositives - above));
                (seen, above) = (step.TruePositives, step.FalsePositives);
            }

            return halfPairs / (2.0 * Positives * Negatives);
        }
    }

    /// <summary>
    /// Average precision: Σ (Rₖ − Rₖ₋₁) Pₖ over the distinct scores from the highest, R recall, P precision; not interpolated. Its floor is the share of
    /// positives. Undefined without positives; 1 without negatives.
    /// </summary>
    public Quantity AveragePrecision
    {
        get
        {
            if (Positives == 0)
                return Missing!.Value;
            var (sum, seen) = (0.0, 0);
            foreach (var step in PositiveSteps)
            {
                sum += (step.TruePositives - seen) * ((double)step.TruePositives / (step.TruePositives + step.FalsePositives));
                seen = step.TruePositives;
            }

            return sum / Positives;
        }
    }

    /// <summary>Every distinct score, highest first.</summary>
    public StepSequence Steps => new(_positives, _negatives, positivesOnly: false);

    /// <summary>Every distinct score that a positive has, highest first: where recall grows, hence where every best threshold lies.</summary>
    public StepSequence PositiveSteps => new(_positives, _negatives, positivesOnly: true);

    /// <summary>Why a measure that compares positives with negatives is undefined; null when both occur.</summary>
    internal Quantity? Missing => (Positives, Negatives) switch
    {
        (0, 0) => Quantity.Undefined("there are no samples"),
        (0, _) => Quantity.Undefined("no sample is positive"),
        (_, 0) => Quantity.Undefined("every sample is positive"),
        _ => null,
    };

    /// <summary>Sorts the scores.</summary>
    /// <param name="scores">One a sample, any number but NaN: probabilities, logits, distances. Higher means more likely positive.</param>
    /// <param name="labels">One a sample.</param>
    /// <typeparam name="T">Single precision is sorted fastest.</typeparam>
    /// <returns>The ranking.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a score is NaN.</exception>
    public static ScoreRanking Of<T>(ReadOnlySpan<T> scores, BinaryLabels labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check.Aligned(scores.Length, labels.Count);
        if (typeof(T) == typeof(float))
            return Sorted<float, uint, SingleKeys>(MemoryMarshal.Cast<T, float>(scores), labels);
        if (typeof(T) == typeof(double))
            return Sorted<double, ulong, DoubleKeys>(MemoryMarshal.Cast<T, double>(scores), labels);
        var wide = new double[scores.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = double.CreateTruncating(scores[i]);
        return Sorted<double, ulong, DoubleKeys>(wide, labels);
    }

    /// <summary>The four counts when samples that score at least the threshold are called positive; found by bisection.</summary>
    /// <param name="threshold">Any number but NaN.</param>
    /// <returns>The counts.</returns>
    public BinaryCounts At(double threshold)
    {
        if (double.IsNaN(threshold))
            throw new ArgumentException("A threshold is a number; this one is NaN.", nameof(threshold));
        var (caught, alarms) = (AtLeast(_positives, threshold), AtLeast(_negatives, threshold));
        return new(caught, alarms, Negatives - alarms, Positives - caught);
    }

    /// <summary>All scores, lowest first.</summary>
    internal double[] Ascending()
    {
        var all = new double[Count];
        var (i, j) = (Positives, Negatives);
        for (var at = 0; at < all.Length; at++)
            all[at] = i > 0 && (j == 0 || _positives[i - 1] <= _negatives[j - 1]) ? _positives[--i] : _negatives[--j];
        return all;
    }

    private static int AtLeast(double[] descending, double threshold)
    {
        var (low, high) = (0, descending.Length);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (descending[middle] >= threshold)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static ScoreRanking Sorted<T, TKey, TKeys>(ReadOnlySpan<T> scores, BinaryLabels labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>
        where TKeys : ISortKeys<T, TKey>
    {
        var positives = labels.Positives;
        var (keys, scratch) = (ArrayPool<TKey>.Shared.Rent(scores.Length), ArrayPool<TKey>.Shared.Rent(scores.Length));
        try
        {
            var values = labels.Values;
            var (positive, negative) = (0, positives);
            for (var i = 0; i < scores.Length; i++)
            {
                if (T.IsNaN(scores[i]))
                    throw Check.NotANumber(i);
                var label = (int)values[i];
                keys[negative + ((positive - negative) & -label)] = TKeys.Key(scores[i]);
                positive += label;
                negative += 1 - label;
            }

            return new(Descending<T, TKey, TKeys>(keys.AsSpan(0, positives), scratch), Descending<T, TKey, TKeys>(keys.AsSpan(positives, scores.Length - positives), scratch));
        }
        finally
        {
            ArrayPool<TKey>.Shared.Return(keys);
            ArrayPool<TKey>.Shared.Return(scratch);
        }
    }

    private static double[] Descending<T, TKey, TKeys>(Span<TKey> keys, TKey[] scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>
        where TKeys : ISortKeys<T, TKey>
    {
        var sorted = RadixSort.Sort(keys, scratch.AsSpan(0, keys.Length));
        var scores = new double[sorted.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = TKeys.Score(sorted[i]);
        return scores;
    }

    /// <summary>Numbers as unsigned integers whose order is the reverse of theirs.</summary>
    private interface ISortKeys<T, TKey>
    {
        static abstract TKey Key(T score);

        static abstract double Score(TKey key);
    }

    // The bits of a positive float grow with it; those of a negative one shrink. Adding 0 makes −0 the same key as 0.
    private readonly struct SingleKeys : ISortKeys<float, uint>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static uint Key(float score)
        {
            var bits = BitConverter.SingleToUInt32Bits(score + 0f);
            return ~(bits ^ ((uint)((int)bits >> 31) | 0x8000_0000));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Score(uint key) => BitConverter.UInt32BitsToSingle(~key ^ ((uint)((int)key >> 31) | 0x8000_0000));
    }

    private readonly struct DoubleKeys : ISortKeys<double, ulong>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static ulong Key(double score)
        {
            var bits = BitConverter.DoubleToUInt64Bits(score + 0.0);
            return ~(bits ^ ((ulong)((long)bits >> 63) | 0x8000_0000_0000_0000));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Score(ulong key) => BitConverter.UInt64BitsToDouble(~key ^ ((ulong)((long)key >> 63) | 0x8000_0000_0000_0000));
    }

    /// <summary>Steps of a ranking, for <c>foreach</c>.</summary>
    public ref struct StepSequence
    {
        private readonly ReadOnlySpan<double> _positives;
        private readonly ReadOnlySpan<double> _negatives;
        private readonly bool _positivesOnly;
        private int _above;
        private int _alarms;

        internal StepSequence(ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives, bool positivesOnly)
        {
            _positives = positives;
            _negatives = negatives;
            _positivesOnly = positivesOnly;
        }

        /// <summary>The step.</summary>
        public ScoreStep Current { get; private set; }

        /// <summary>This sequence.</summary>
        /// <returns>A sequence from the start.</returns>
        public readonly StepSequence GetEnumerator() => new(_positives, _negatives, _positivesOnly);

        /// <summary>Goes on to the next lower score.</summary>
        /// <returns>False after the last.</returns>
        public bool MoveNext()
        {
            var (caught, alarms) = (_above, _alarms);
            if (_positivesOnly ? caught == _positives.Length : caught == _positives.Length && alarms == _negatives.Length)
                return false;
            var threshold = _positivesOnly || alarms == _negatives.Length || (caught < _positives.Length && _positives[caught] >= _negatives[alarms])
                ? _positives[caught]
                : _negatives[alarms];
            while (caught < _positives.Length && _positives[caught] == threshold)
                caught++;
            while (alarms < _negatives.Length && _negatives[alarms] >= threshold)
                alarms++;
            (_above, _alarms) = (caught, alarms);
            Current = new(threshold, caught, alarms);
            return true;
        }
    }
}
