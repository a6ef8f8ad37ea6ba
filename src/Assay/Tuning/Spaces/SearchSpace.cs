using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces.Expressions;

namespace Assay.Tuning.Spaces;

/// <summary>
/// A space made ready for samplers. A point has one number for each dimension, NaN where the parameter is not in play. Immutable; any number of threads may use it.
/// </summary>
public sealed class SearchSpace
{
    private const int MostDraws = 20_000;

    private readonly ExpressionNode?[] _when;
    private readonly bool[] _isAskedFor;
    private readonly (string Text, ExpressionNode Node)[] _constraints;
    private readonly int[][] _interchangeable;
    private readonly (string Name, ExpressionNode? Node, int[]? Sorted, bool Descending)[] _derived;

    /// <summary>Makes a space ready.</summary>
    /// <param name="declared">The parameters, conditions, constraints and derived values.</param>
    /// <exception cref="AssayException">Bounds are crossed or not finite, a logarithmic range reaches 0, a name is used twice, an expression cannot be read.</exception>
    public SearchSpace(ParameterSpace declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        SpaceCheck.Check(declared);
        Declared = declared;
        Dimensions = [.. declared.Parameters.Select((parameter, index) => new Dimension(index, parameter))];
        var names = new Dictionary<string, ExpressionNode>(StringComparer.Ordinal);
        _when = new ExpressionNode?[Dimensions.Count];
        _isAskedFor = new bool[Dimensions.Count];
        foreach (var dimension in Dimensions)
        {
            if (dimension.Parameter.When is { } when)
                _when[dimension.Index] = ReadCondition(when);
            names.Add(dimension.Name, new ParameterNode(dimension));
        }

        var derived = new List<(string, ExpressionNode?, int[]?, bool)>();
        foreach (var value in declared.Derived)
        {
            var sort = SortedValue.Read(value, Dimensions);
            derived.Add((value.Name, sort is null ? Read(value.Expression) : null, sort?.Dimensions, sort?.Descending ?? false));
            if (sort is null)
                names.Add(value.Name, derived[^1].Item2!);
        }

        _derived = [.. derived];
        _interchangeable = [.. derived.Where(value => value.Item3 is not null).Select(value => value.Item3!)];
        _constraints = [.. declared.Constraints.Select(text => (text, Read(text)))];
        IsConditional = _when.Any(when => when is not null);
        Size = Dimensions.Any(dimension => dimension.IsContinuous) ? null : Dimensions.Aggregate(1.0, (size, dimension) => size * dimension.Count);

        ExpressionNode ReadCondition(string text) => ExpressionReader.Read(text, name =>
        {
            var node = names.GetValueOrDefault(name);
            if (node is ParameterNode parameter)
                _isAskedFor[parameter.Dimension.Index] = true;
            return node;
        }, names.Keys);

        ExpressionNode Read(string text) => ExpressionReader.Read(text, name => names.GetValueOrDefault(name), names.Keys);
    }

    /// <summary>What was declared.</summary>
    public ParameterSpace Declared { get; }

    /// <summary>The parameters, in the order in which they were declared; conditions refer to earlier ones only.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Whether some parameter is only sometimes in play.</summary>
    public bool IsConditional { get; }

    /// <summary>Whether something must hold between parameters.</summary>
    public bool IsConstrained => _constraints.Length > 0;

    /// <summary>How many combinations of values there are, conditions and constraints left aside; null when a parameter is continuous.</summary>
    public double? Size { get; }

    /// <summary>Whether a parameter is in play, given the ones before it.</summary>
    /// <param name="dimension">The parameter's place.</param>
    /// <param name="point">A point whose earlier numbers are set.</param>
    /// <returns>True when it is always in play, or its condition holds.</returns>
    public bool IsActive(int dimension, ReadOnlySpan<double> point) => _when[dimension] is not { } when || when.Evaluate(point) is not (0 or double.NaN);

    /// <summary>Whether a parameter is only sometimes in play.</summary>
    /// <param name="dimension">The parameter's place.</param>
    /// <returns>True when it has a condition.</returns>
    public bool HasCondition(int dimension) => _when[dimension] is not null;

    /// <summary>Whether the condition of another parameter asks for this one.</summary>
    /// <param name="dimension">The parameter's place.</param>
    /// <returns>True when its value decides what else is in play.</returns>
    internal bool IsAskedFor(int dimension) => _isAskedFor[dimension];

    /// <summary>Marks what is not in play.</summary>
    /// <param name="point">A point with a number everywhere; those not in play become NaN.</param>
    public void Deactivate(Span<double> point)
    {
        for (var index = 0; index < point.Length; index++)
        {
            if (!IsActive(index, point))
                point[index] = double.NaN;
        }
    }

    /// <summary>Whether every constraint holds.</summary>
    /// <param name="point">A point with the conditions applied.</param>
    /// <returns>True when none is broken. One that a parameter out of play makes NaN does not bind.</returns>
    public bool Satisfies(ReadOnlySpan<double> point)
    {
        foreach (var (_, node) in _constraints)
        {
            if (node.Evaluate(point) == 0)
                return false;
        }

        return true;
    }

    /// <summary>The first constraint that a point breaks.</summary>
    /// <param name="point">A point with the conditions applied.</param>
    /// <returns>Its text; null when all hold.</returns>
    public string? Broken(ReadOnlySpan<double> point)
    {
        foreach (var (text, node) in _constraints)
        {
            if (node.Evaluate(point) == 0)
                return text;
        }

        return null;
    }

    /// <summary>A point drawn uniformly on the parameters' scales, among those that conditions and constraints allow.</summary>
    /// <param name="random">The random numbers.</param>
    /// <returns>The point.</returns>
    /// <exception cref="AssayException">None of many draws satisfied the constraints.</exception>
    public double[] Draw(ref RandomSequence random)
    {
        RefuseEmpty();
        var point = new double[Dimensions.Count];
        for (var draw = 0; draw < MostDraws; draw++)
        {
            for (var index = 0; index < point.Length; index++)
                point[index] = Dimensions[index].FromUnit(random.Uniform());
            Deactivate(point);
            if (Satisfies(point))
                return point;
        }

        throw new AssayException(
            $"No configuration was found that satisfies {(Declared.Constraints.Count == 1 ? $"'{Declared.Constraints[0]}'" : $"all of {string.Join(", ", Declared.Constraints.Select(text => $"'{text}'"))}")} " +
            $"in {MostDraws} random draws; check for a contradiction, or narrow the ranges.");
    }

    /// <summary>Refuses a space in which there is nothing to choose.</summary>
    /// <exception cref="AssayException">No parameter is declared.</exception>
    internal void RefuseEmpty()
    {
        if (Dimensions.Count == 0)
            throw new AssayException("The space has no parameters, so there is nothing to search; declare at least one.");
    }

    /// <summary>What makes a configuration the same as another: equal for equal values, and for values that only changed places in a sorted derived value.</summary>
    /// <param name="point">A point with the conditions applied.</param>
    /// <returns>The key.</returns>
    public PointKey KeyOf(ReadOnlySpan<double> point)
    {
        var key = point.ToArray();
        foreach (var group in _interchangeable)
        {
            var values = Array.ConvertAll(group, index => Comparable(index, key[index]));
            Array.Sort(values);
            for (var position = 0; position < group.Length; position++)
                key[group[position]] = values[position];
        }

        return new PointKey(key);
    }

    /// <summary>A point as a trial carries it; parameters that are not in play are left out.</summary>
    /// <param name="point">The point.</param>
    /// <returns>Names with values.</returns>
    public IReadOnlyDictionary<string, ParameterValue> ToParams(ReadOnlySpan<double> point)
    {
        var values = new Dictionary<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var dimension in Dimensions)
        {
            if (!double.IsNaN(point[dimension.Index]))
                values.Add(dimension.Name, dimension.ToParameter(point[dimension.Index]));
        }

        return values;
    }

    /// <summary>The point of a trial's parameters; those it lacks, or has with a value outside this space, are NaN.</summary>
    /// <param name="values">Names with values; other names are ignored.</param>
    /// <returns>The point.</returns>
    public double[] ToPoint(IReadOnlyDictionary<string, ParameterValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. Dimensions.Select(dimension => values.TryGetValue(dimension.Name, out var value) ? dimension.FromParameter(value) ?? double.NaN : double.NaN)];
    }

    /// <summary>The derived values at a point, as texts; a sorted one is joined by ",".</summary>
    /// <param name="point">A point with the conditions applied.</param>
    /// <returns>Names with values; an undefined one is left out.</returns>
    public IReadOnlyDictionary<string, string> DerivedOf(ReadOnlySpan<double> point)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, node, sorted, descending) in _derived)
        {
            if (node?.Evaluate(point) is { } number)
            {
                if (!double.IsNaN(number))
                    values.Add(name, ParameterValue.Of(number).Text);
                continue;
            }

            var parts = new List<ParameterValue>();
            foreach (var index in sorted!)
            {
                if (!double.IsNaN(point[index]))
                    parts.Add(Dimensions[index].ToParameter(point[index]));
            }

            parts.Sort((a, b) => Nullable.Compare(a.Number, b.Number) is var order && order != 0 ? order : string.CompareOrdinal(a.Text, b.Text));
            if (descending)
                parts.Reverse();
            values.Add(name, string.Join(',', parts));
        }

        return values;
    }

    // Choices of different parameters are compared by what they are, not by their index.
    private double Comparable(int index, double value) =>
        Dimensions[index].Parameter.Distribution is CategoricalDistribution { IsNumeric: true } && !double.IsNaN(value) ? Dimensions[index].Choices[(int)value].Number!.Value : value;
}
