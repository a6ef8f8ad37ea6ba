using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// Looks for the configuration that a criterion values most: many random ones and changes of the best trials first; then from the most
/// promising of these by gradient in what is continuous and value by value in what is not.
/// </summary>
internal sealed class AcquisitionSearch
{
    private const int FewestDraws = 128;
    private const int Drafts = 512;
    private const int Starts = 5;
    private const int Globals = 2;
    private const int Rounds = 2;
    private const int Evaluations = 30;
    private const double Tolerance = 1e-5;
    private const int FewValues = 12;
    private const int RelaxedValues = 24;
    private const int Parents = 6;
    private const double MostEnumerated = 200_000;

    private readonly SearchSpace _space;
    private readonly PointEncoding _encoding;
    private readonly Posterior _posterior;
    private readonly ICriterion _criterion;
    private readonly HashSet<PointKey> _taken;
    private readonly IReadOnlyList<double[]> _parents;
    private readonly double[] _template;
    private readonly double[] _columns;

    /// <summary>Prepares a search.</summary>
    /// <param name="process">The process.</param>
    /// <param name="posterior">Its posterior.</param>
    /// <param name="criterion">What is to be greatest.</param>
    /// <param name="ranked">Points of trials, best first.</param>
    /// <param name="taken">Configurations that are not to be proposed again.</param>
    public AcquisitionSearch(LearntProcess process, Posterior posterior, ICriterion criterion, IReadOnlyList<double[]> ranked, HashSet<PointKey> taken)
    {
        (_space, _encoding, _posterior, _criterion, _taken) = (process.Space, process.Encoding, posterior, criterion, taken);
        _parents = [.. ranked.Take(Parents)];
        _columns = new double[_encoding.Columns];
        // What a parameter is given when it comes into play: what it was in the best trial that had it.
        _template = new double[_space.Dimensions.Count];
        foreach (var dimension in _space.Dimensions)
            _template[dimension.Index] = ranked.Select(point => point[dimension.Index]).FirstOrDefault(value => !double.IsNaN(value), dimension.FromUnit(0.5));
    }

    /// <summary>Searches.</summary>
    /// <param name="random">The random numbers.</param>
    /// <returns>The best configuration that is not taken; null when all are.</returns>
    public double[]? Run(ref RandomSequence random)
    {
        var drafts = Draft(ref random);
        if (drafts.Count == 0)
            return null;
        drafts.Sort((one, other) => other.Value.CompareTo(one.Value));
        var best = (drafts[0].Point, drafts[0].Value);
        foreach (var start in Chosen(drafts))
        {
            var found = Climb(start);
            if (found.Value > best.Value)
                best = found;
        }

        return best.Point;
    }

    private IEnumerable<(double[] Point, double Value)> Chosen(List<(double[] Point, double Value, bool IsLocal)> drafts) => drafts.Where(draft => draft.IsLocal).Take(Starts - Globals)
        .Concat(drafts.Where(draft => !draft.IsLocal).Take(Globals)).Select(draft => (draft.Point, draft.Value));

    private List<(double[] Point, double Value, bool IsLocal)> Draft(ref RandomSequence random)
    {
        var drafts = new List<(double[], double, bool)>(Drafts);
        var isFinite = _space.Size is not null;
        for (var draft = 0; draft < Drafts; draft++)
        {
            var isLocal = draft >= FewestDraws && (draft & 1) == 0;
            var point = isLocal ? Changed(_parents[draft / 2 % _parents.Count], ref random) : _space.Draw(ref random);
            if (point is null || (isFinite && _taken.Contains(_space.KeyOf(point))))
                continue;
            drafts.Add((point, Value(point), isLocal));
        }

        if (drafts.Count < FewestDraws / 2 && _space.Size <= MostEnumerated)
        {
            foreach (var point in Untried().Take(Drafts))
                drafts.Add((point, Value(point), false));
        }

        return drafts;
    }

    // A trial's configuration with some parameters changed a little, or much.
    private double[]? Changed(double[] parent, ref RandomSequence random)
    {
        var point = new double[parent.Length];
        var radius = 0.3 * Math.Pow(0.01, random.Uniform());
        var share = random.Uniform() < 0.5 ? 1 : Math.Min(1, 2.0 / parent.Length);
        for (var index = 0; index < point.Length; index++)
        {
            var dimension = _space.Dimensions[index];
            if (double.IsNaN(parent[index]))
                point[index] = random.Uniform() < 0.5 ? _template[index] : dimension.FromUnit(random.Uniform());
            else if (dimension.Count == 1 || random.Uniform() >= share)
                point[index] = parent[index];
            else if (dimension.IsContinuous)
                point[index] = dimension.FromUnit(Reflected(dimension.ToUnit(parent[index]) + (radius * random.Normal())));
            else if (!dimension.IsOrdered)
                point[index] = random.Uniform() < 0.5 ? parent[index] : dimension.ValueAt(random.Below(dimension.Count));
            else
                point[index] = dimension.ValueAt(Math.Clamp((int)Math.Round(dimension.NumberOf(parent[index]) + (Math.Max(0.7, radius * dimension.Count) * random.Normal())), 0, dimension.Count - 1));
        }

        _space.Deactivate(point);
        return _space.Satisfies(point) ? point : null;

        static double Reflected(double unit) => unit < 0 ? Math.Min(1, -unit) : unit > 1 ? Math.Max(0, 2 - unit) : unit;
    }

    private (double[] Point, double Value) Climb((double[] Point, double Value) start)
    {
        var best = start;
        for (var round = 0; round < Rounds; round++)
        {
            var before = best;
            best = AlongGradient(best);
            best = ValueByValue(best);
            if (ReferenceEquals(best.Point, before.Point))
                break;
        }

        return best;
    }

    private (double[] Point, double Value) AlongGradient((double[] Point, double Value) start)
    {
        var moved = new List<(int Dimension, int Column)>();
        foreach (var dimension in _space.Dimensions)
        {
            if ((dimension.IsContinuous || (dimension.Count > RelaxedValues && dimension.IsOrdered)) && !double.IsNaN(start.Point[dimension.Index]))
                moved.Add((dimension.Index, _encoding.ColumnOf(dimension.Index)));
        }

        if (moved.Count == 0)
            return start;
        int[] columns = [.. moved.Select(pair => pair.Column)];
        var variables = new double[columns.Length];
        var upper = new double[columns.Length];
        Array.Fill(upper, 1.0);
        _encoding.Encode(start.Point, _columns);
        for (var index = 0; index < columns.Length; index++)
            variables[index] = _columns[columns[index]];
        new BoundedMinimizer(columns.Length).Minimize(Negative, variables, new double[columns.Length], upper, Evaluations, Tolerance, 0.1);
        var point = start.Point.ToArray();
        for (var index = 0; index < columns.Length; index++)
            point[moved[index].Dimension] = _space.Dimensions[moved[index].Dimension].FromUnit(variables[index]);
        _space.Deactivate(point);
        return Better(start, point);

        double Negative(ReadOnlySpan<double> at, Span<double> gradient)
        {
            for (var index = 0; index < columns.Length; index++)
                _columns[columns[index]] = at[index];
            var value = _posterior.Judge(_columns, _criterion, columns, gradient);
            for (var index = 0; index < gradient.Length; index++)
                gradient[index] = -gradient[index];
            return -value;
        }
    }

    private (double[] Point, double Value) ValueByValue((double[] Point, double Value) start)
    {
        var best = start;
        foreach (var dimension in _space.Dimensions)
        {
            if (dimension.Count <= 1 || double.IsNaN(best.Point[dimension.Index]))
                continue;
            var from = best.Point;
            var number = dimension.NumberOf(from[dimension.Index]);
            if (dimension.Count <= FewValues || !dimension.IsOrdered)
            {
                for (var other = 0; other < Math.Min(dimension.Count, 2 * FewValues); other++)
                    Try((number + 1 + other) % dimension.Count);
            }
            else
            {
                for (var distance = 1; distance < dimension.Count; distance *= 2)
                {
                    Try(number - distance);
                    Try(number + distance);
                }
            }

            void Try(int other)
            {
                if (other < 0 || other >= dimension.Count || other == number)
                    return;
                var point = new double[from.Length];
                for (var index = 0; index < point.Length; index++)
                    point[index] = double.IsNaN(from[index]) ? _template[index] : from[index];
                point[dimension.Index] = dimension.ValueAt(other);
                _space.Deactivate(point);
                best = Better(best, point);
            }
        }

        return best;
    }

    private (double[] Point, double Value) Better((double[] Point, double Value) best, double[] point)
    {
        if (!_space.Satisfies(point))
            return best;
        var value = Value(point);
        return value > best.Value && !_taken.Contains(_space.KeyOf(point)) ? (point, value) : best;
    }

    private double Value(double[] point)
    {
        _encoding.Encode(point, _columns);
        return _posterior.Judge(_columns, _criterion);
    }

    private IEnumerable<double[]> Untried()
    {
        var numbers = new int[_space.Dimensions.Count];
        var seen = new HashSet<PointKey>(_taken);
        while (true)
        {
            var point = new double[numbers.Length];
            for (var index = 0; index < point.Length; index++)
                point[index] = _space.Dimensions[index].ValueAt(numbers[index]);
            _space.Deactivate(point);
            if (_space.Satisfies(point) && seen.Add(_space.KeyOf(point)))
                yield return point;
            var digit = 0;
            while (digit < numbers.Length && ++numbers[digit] == _space.Dimensions[digit].Count)
                numbers[digit++] = 0;
            if (digit == numbers.Length)
                yield break;
        }
    }
}
