namespace Assay.Tuning.Spaces.Expressions;

/// <summary>A part of an expression. Truth is 1 and 0; a parameter that is not in play is NaN, and so is everything that hangs on it: as a condition that does not hold, as a constraint it does not bind.</summary>
internal abstract class ExpressionNode
{
    /// <summary>Its value at a point.</summary>
    /// <param name="point">The values of the parameters, one number each.</param>
    /// <returns>A number, or NaN.</returns>
    public abstract double Evaluate(ReadOnlySpan<double> point);
}

/// <summary>A number.</summary>
internal sealed class NumberNode(double value) : ExpressionNode
{
    public override double Evaluate(ReadOnlySpan<double> point) => value;
}

/// <summary>A parameter: its number, of a choice that is a number that number.</summary>
internal sealed class ParameterNode(Dimension dimension) : ExpressionNode
{
    private readonly double[]? _choices = dimension.Parameter.Distribution is CategoricalDistribution { IsNumeric: true } ? [.. dimension.Choices.Select(value => value.Number!.Value)] : null;

    /// <summary>The parameter.</summary>
    public Dimension Dimension => dimension;

    /// <summary>Whether its values can be calculated with.</summary>
    public bool IsNumeric => !dimension.IsChoice || _choices is not null;

    public override double Evaluate(ReadOnlySpan<double> point)
    {
        var value = point[dimension.Index];
        return _choices is null || double.IsNaN(value) ? value : _choices[(int)value];
    }
}

/// <summary>Whether a choice is a given text.</summary>
internal sealed class ChoiceNode(Dimension dimension, double index, bool isEqual) : ExpressionNode
{
    public override double Evaluate(ReadOnlySpan<double> point)
    {
        var value = point[dimension.Index];
        return double.IsNaN(value) ? value : value == index == isEqual ? 1 : 0;
    }
}

/// <summary>An operator between two numbers.</summary>
internal sealed class BinaryNode(string symbol, ExpressionNode left, ExpressionNode right) : ExpressionNode
{
    private readonly Func<double, double, double> _apply = symbol switch
    {
        "+" => static (a, b) => a + b,
        "-" => static (a, b) => a - b,
        "*" => static (a, b) => a * b,
        "/" => static (a, b) => a / b,
        "//" => static (a, b) => Math.Floor(a / b),
        "%" => static (a, b) => a - (b * Math.Floor(a / b)),
        "**" => Math.Pow,
        "==" => static (a, b) => Truth(a == b, a, b),
        "!=" => static (a, b) => Truth(a != b, a, b),
        "<" => static (a, b) => Truth(a < b, a, b),
        "<=" => static (a, b) => Truth(a <= b, a, b),
        ">" => static (a, b) => Truth(a > b, a, b),
        ">=" => static (a, b) => Truth(a >= b, a, b),
        "and" => static (a, b) => a == 0 || b == 0 ? 0 : Truth(true, a, b),
        "or" => static (a, b) => a is not (0 or double.NaN) || b is not (0 or double.NaN) ? 1 : Truth(false, a, b),
        _ => throw new ArgumentException($"'{symbol}' is no operator.", nameof(symbol)),
    };

    public override double Evaluate(ReadOnlySpan<double> point) => _apply(left.Evaluate(point), right.Evaluate(point));

    private static double Truth(bool holds, double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.NaN : holds ? 1 : 0;
}

/// <summary>A function of one or more numbers.</summary>
internal sealed class CallNode(Func<double[], double> function, IReadOnlyList<ExpressionNode> arguments) : ExpressionNode
{
    public override double Evaluate(ReadOnlySpan<double> point)
    {
        var values = new double[arguments.Count];
        for (var index = 0; index < values.Length; index++)
            values[index] = arguments[index].Evaluate(point);
        return function(values);
    }
}
