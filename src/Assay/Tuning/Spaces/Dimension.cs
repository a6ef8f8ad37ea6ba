namespace Assay.Tuning.Spaces;

/// <summary>
/// One parameter of a space as samplers see it: a value is one number (of a choice, its index among <see cref="Choices"/>), and every value has a place in [0, 1] on the
/// parameter's own scale. Values of a discrete parameter have equal cells there, each value in the middle of its own.
/// </summary>
public sealed class Dimension
{
    private readonly double _low;      // On the scale: logarithms when it is logarithmic.
    private readonly double _high;
    private readonly double _step;     // Of values, not on the scale; 0 when continuous.
    private readonly double _first;

    internal Dimension(int index, Parameter parameter)
    {
        Index = index;
        Parameter = parameter;
        switch (parameter.Distribution)
        {
            case FloatDistribution { Step: { } step } real:
                (_first, _step) = (real.Low, step);
                Count = CountOf((real.High - real.Low) / step);
                IsLog = real.IsLog;
                break;
            case FloatDistribution real:
                IsLog = real.IsLog;
                _first = real.Low;
                (_low, _high) = real.IsLog ? (Math.Log(real.Low), Math.Log(real.High)) : (real.Low, real.High);
                Count = real.Low == real.High ? 1 : 0;
                break;
            case IntDistribution whole:
                (_first, _step, IsLog) = (whole.Low, whole.Step, whole.IsLog);
                Count = CountOf((whole.High - whole.Low) / (double)whole.Step);
                break;
            case CategoricalDistribution choice:
                (_first, _step) = (0, 1);
                Count = choice.Choices.Count;
                // Numbers in their own order, however they were listed, so that neighbors are similar.
                Choices = choice is { IsNumeric: true, IsOrdered: false } ? [.. choice.Choices.OrderBy(value => value.Number)] : choice.Choices;
                break;
        }

        if (_step > 0)
        {
            var last = _first + (_step * (Count - 1));
            // Half a step on both sides, so that in logarithms too every value owns a cell.
            (_low, _high) = IsLog ? (Math.Log(_first - (Math.Min(_step, _first) / 2)), Math.Log(last + (_step / 2))) : (_first - (_step / 2), last + (_step / 2));
        }

        static int CountOf(double steps) => (int)Math.Min(int.MaxValue, Math.Floor(steps + 1e-9) + 1);
    }

    /// <summary>Its place in the space, from 0.</summary>
    public int Index { get; }

    /// <summary>What was declared.</summary>
    public Parameter Parameter { get; }

    /// <summary>Its name.</summary>
    public string Name => Parameter.Name;

    /// <summary>Of a choice, its values: a point has the index in this list. Numbers are sorted; everything else is in the order of its declaration.</summary>
    public IReadOnlyList<ParameterValue> Choices { get; } = [];

    /// <summary>How many values it may take; 0 when it is continuous.</summary>
    public int Count { get; }

    /// <summary>Whether its scale is logarithmic.</summary>
    public bool IsLog { get; }

    /// <summary>Whether it is one of a few choices.</summary>
    public bool IsChoice => Parameter.Distribution is CategoricalDistribution;

    /// <summary>Whether nearer places mean more similar values: numbers, choices that are numbers, and choices declared as ordered.</summary>
    public bool IsOrdered => Parameter.Distribution is not CategoricalDistribution { IsNumeric: false, IsOrdered: false };

    /// <summary>Whether it can take any number between its bounds.</summary>
    public bool IsContinuous => Count == 0;

    // 0.1 + 2 · 0.1 is to be 0.3: steps that are not whole are counted in decimals, where those can hold them.
    private bool IsExact => (_step == Math.Floor(_step) && _first == Math.Floor(_first)) || _step < 1e-9 || Math.Abs(_first) > 1e9 || _step > 1e9;

    /// <summary>The place of a value, in [0, 1].</summary>
    /// <param name="value">A value of this parameter.</param>
    /// <returns>Its place; NaN for NaN, the mark of a parameter that is not in play.</returns>
    public double ToUnit(double value) => Count == 1 ? 0.5 : Math.Clamp(((IsLog ? Math.Log(value) : value) - _low) / (_high - _low), 0, 1);

    /// <summary>The value at a place; a discrete parameter's is the value whose cell it lies in.</summary>
    /// <param name="unit">A place; below 0 and above 1 count as the ends.</param>
    /// <returns>The value; NaN for NaN.</returns>
    public double FromUnit(double unit)
    {
        if (double.IsNaN(unit))
            return unit;
        if (Count == 1)
            return _first;
        var scaled = _low + (Math.Clamp(unit, 0, 1) * (_high - _low));
        var value = IsLog ? Math.Exp(scaled) : scaled;
        if (_step > 0)
            return ValueAt((int)Math.Clamp(Math.Round((value - _first) / _step), 0, Count - 1));
        var real = (FloatDistribution)Parameter.Distribution;
        return Math.Clamp(value, real.Low, real.High);
    }

    /// <summary>The value with a number, of a discrete parameter.</summary>
    /// <param name="number">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>The value.</returns>
    public double ValueAt(int number) => IsExact ? _first + (_step * number) : (double)((decimal)_first + ((decimal)_step * number));

    /// <summary>The number of a value among those of a discrete parameter.</summary>
    /// <param name="value">One of its values.</param>
    /// <returns>From 0 to <see cref="Count"/> − 1.</returns>
    public int NumberOf(double value) => _step > 0 ? (int)Math.Clamp(Math.Round((value - _first) / _step), 0, Count - 1) : 0;

    /// <summary>The cell of a value in [0, 1], for densities over discrete values.</summary>
    /// <param name="number">Number of the value.</param>
    /// <returns>Its ends; of a continuous parameter, the whole.</returns>
    public (double Low, double High) CellOf(int number)
    {
        if (Count <= 1)
            return (0, 1);
        var value = ValueAt(number);
        return (number == 0 ? 0 : At(value - (_step / 2)), number == Count - 1 ? 1 : At(value + (_step / 2)));

        double At(double edge) => ((IsLog ? Math.Log(edge) : edge) - _low) / (_high - _low);
    }

    /// <summary>A value as trials carry it.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public ParameterValue ToParameter(double value) =>
        IsChoice ? Choices[NumberOf(value)] : ParameterValue.Of(value);

    /// <summary>The number of a value that a trial carries.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The number; null when the parameter cannot take it, e.g. in a trial of an older space.</returns>
    public double? FromParameter(ParameterValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsChoice)
            return Parameter.Distribution.Contains(value) ? value.Number : null;
        for (var index = 0; index < Choices.Count; index++)
        {
            if (Choices[index].Equals(value))
                return index;
        }

        return null;
    }
}
