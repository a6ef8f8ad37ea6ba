using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Tpe;

/// <summary>
/// The trials that ended, as columns: a row a trial, in the order of their numbers, then the running ones. What is sorted is kept sorted as trials are added. A function of the trials
/// alone: when the list changed other than at its end, the table is made anew.
/// </summary>
internal sealed class TrialTable
{
    private readonly SearchSpace _space;
    private readonly List<Observation> _known = [];
    private readonly Axis[] _axes;
    private readonly double[][] _places;
    private readonly int[][] _order;
    private readonly int[] _ordered;
    private int[] _best = [];
    private int _usable;

    /// <summary>An empty table.</summary>
    public TrialTable(SearchSpace space)
    {
        _space = space;
        _axes = [.. space.Dimensions.Select(dimension => new Axis(dimension))];
        _places = [.. space.Dimensions.Select(_ => Array.Empty<double>())];
        _order = [.. space.Dimensions.Select(_ => Array.Empty<int>())];
        _ordered = new int[space.Dimensions.Count];
    }

    /// <summary>The space.</summary>
    public SearchSpace Space => _space;

    /// <summary>The dimensions as kernels see them.</summary>
    public ReadOnlySpan<Axis> Axes => _axes;

    /// <summary>Number of rows, running ones included.</summary>
    public int Rows { get; private set; }

    /// <summary>Number of rows of trials that ended.</summary>
    public int Ended => _known.Count;

    /// <summary>Rows of completed and pruned trials, the best first.</summary>
    public ReadOnlySpan<int> BestFirst => _best.AsSpan(0, _usable);

    /// <summary>Number of completed trials with a loss.</summary>
    public int Completed { get; private set; }

    /// <summary>A column: the place of a dimension in every row. As its axis says; NaN when it was not in play.</summary>
    public ReadOnlySpan<double> Places(int dimension) => _places[dimension].AsSpan(0, Rows);

    /// <summary>Rows in which a dimension was in play, by place, then by row.</summary>
    public ReadOnlySpan<int> Order(int dimension) => _order[dimension].AsSpan(0, _ordered[dimension]);

    /// <summary>The trial of a row.</summary>
    public Observation Trial(int row) => _known[row];

    /// <summary>Brings the table to the trials that are known now.</summary>
    public void Update(IReadOnlyList<Observation> finished, IReadOnlyList<double[]> running)
    {
        Truncate(_known.Count);
        var same = 0;
        while (same < finished.Count && same < _known.Count && IsSame(finished[same], _known[same]))
            same++;
        if (same < _known.Count)
            Clear();
        for (var index = _known.Count; index < finished.Count; index++)
        {
            var trial = finished[index];
            Append(trial.Point);
            _known.Add(trial);
            if (trial.State is not (TrialState.Completed or TrialState.Pruned) || (trial.State == TrialState.Completed && trial.Losses.Length == 0))
                continue;
            if (trial.State == TrialState.Completed)
                Completed++;
            var at = Rank(trial);
            Insert(ref _best, _usable++, at, index);
        }

        foreach (var point in running)
            Append(point);
    }

    private static bool IsSame(Observation a, Observation b) => ReferenceEquals(a, b) ||
        (a.Number == b.Number && a.State == b.State && a.Violation == b.Violation && a.LastStep == b.LastStep && a.Losses.AsSpan().SequenceEqual(b.Losses) && a.Point.AsSpan().SequenceEqual(b.Point));

    // Where a trial stands among the good and bad ones; a later one stands behind its equals.
    private int Rank(Observation trial)
    {
        var (low, high) = (0, _usable);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(_known[_best[middle]], trial) <= 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static int Compare(Observation a, Observation b)
    {
        var (kind, other) = (Kind(a), Kind(b));
        if (kind != other)
            return kind.CompareTo(other);
        return kind switch
        {
            0 => a.Loss.CompareTo(b.Loss),
            2 => a.Violation.CompareTo(b.Violation),
            // Of pruned trials one that came further is better, one that reported nothing is last.
            _ => (b.LastStep ?? long.MinValue).CompareTo(a.LastStep ?? long.MinValue) is var order && order != 0 ? order : LossOf(a).CompareTo(LossOf(b)),
        };

        static int Kind(Observation trial) => trial.Violation > 0 ? 2 : trial.State == TrialState.Pruned ? 1 : 0;
        static double LossOf(Observation trial) => trial.Losses.Length == 0 ? double.PositiveInfinity : trial.Loss;
    }

    private void Append(double[] point)
    {
        var row = Rows++;
        for (var dimension = 0; dimension < _places.Length; dimension++)
        {
            var place = _axes[dimension].PlaceOf(point[dimension]);
            ref var column = ref _places[dimension];
            if (column.Length == row)
                Array.Resize(ref column, Math.Max(64, 2 * row));
            column[row] = place;
            if (double.IsNaN(place))
                continue;
            var order = _order[dimension];
            var (low, high) = (0, _ordered[dimension]);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (column[order[middle]] <= place)
                    low = middle + 1;
                else
                    high = middle;
            }

            Insert(ref _order[dimension], _ordered[dimension]++, low, row);
        }
    }

    private static void Insert(ref int[] values, int count, int at, int value)
    {
        if (values.Length == count)
            Array.Resize(ref values, Math.Max(64, 2 * count));
        Array.Copy(values, at, values, at + 1, count - at);
        values[at] = value;
    }

    private void Truncate(int rows)
    {
        if (Rows == rows)
            return;
        for (var dimension = 0; dimension < _order.Length; dimension++)
        {
            var order = _order[dimension];
            var kept = 0;
            for (var index = 0; index < _ordered[dimension]; index++)
            {
                if (order[index] < rows)
                    order[kept++] = order[index];
            }

            _ordered[dimension] = kept;
        }

        Rows = rows;
    }

    private void Clear()
    {
        _known.Clear();
        Truncate(0);
        (_usable, Completed) = (0, 0);
    }
}
