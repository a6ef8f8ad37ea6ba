namespace Assay.Foundation.Formats;

/// <summary>An array of numbers with a shape, row-major, as data files hold them.</summary>
public sealed class NumberArray
{
    private readonly Array _values;
    private readonly int[] _shape;

    private NumberArray(ElementType type, Array values, int[] shape)
    {
        Type = type;
        _values = values;
        _shape = shape;
    }

    /// <summary>What the numbers are.</summary>
    public ElementType Type { get; }

    /// <summary>The sizes of the axes, outermost first; none for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>How many numbers there are.</summary>
    public int Count => _values.Length;

    /// <summary>An array over these values, which are not copied.</summary>
    /// <typeparam name="T">float, double, int, long, byte or bool.</typeparam>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The sizes of the axes; their product is the number of values.</param>
    /// <exception cref="ArgumentException">Another element type, or another number of values than the shape has.</exception>
    public static NumberArray Of<T>(T[] values, params IReadOnlyList<int> shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        if (TypeOf<T>() is not { } type)
            throw new ArgumentException($"An array of {typeof(T).Name} cannot be stored; float, double, int, long, byte and bool can.", nameof(values));
        var count = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (shape.Any(size => size < 0) || count != values.Length)
            throw new ArgumentException($"{values.Length} values do not fill the shape {ShapeText.Of(shape)}.", nameof(shape));
        return new NumberArray(type, values, [.. shape]);
    }

    /// <summary>The values themselves.</summary>
    /// <typeparam name="T">The type that <see cref="Type"/> names.</typeparam>
    /// <exception cref="InvalidOperationException">The numbers are of another type.</exception>
    public T[] Values<T>()
        where T : unmanaged =>
        _values as T[] is { } values && TypeOf<T>() == Type ? values : throw new InvalidOperationException($"This array holds {Type} and not {typeof(T).Name}.");

    /// <summary>The numbers in single precision: the array's own values when they are, else rounded copies; true is 1.</summary>
    public float[] ToSingles() => _values switch
    {
        float[] values => values,
        double[] values => Array.ConvertAll(values, value => (float)value),
        int[] values => Array.ConvertAll(values, value => (float)value),
        long[] values => Array.ConvertAll(values, value => (float)value),
        byte[] values => Array.ConvertAll(values, value => (float)value),
        _ => Array.ConvertAll((bool[])_values, value => value ? 1f : 0f),
    };

    /// <summary>The numbers in double precision: the array's own values when they are, else copies; true is 1.</summary>
    public double[] ToDoubles() => _values switch
    {
        float[] values => Array.ConvertAll(values, value => (double)value),
        double[] values => values,
        int[] values => Array.ConvertAll(values, value => (double)value),
        long[] values => Array.ConvertAll(values, value => (double)value),
        byte[] values => Array.ConvertAll(values, value => (double)value),
        _ => Array.ConvertAll((bool[])_values, value => value ? 1d : 0d),
    };

    /// <summary>The numbers as 32-bit whole numbers: the array's own values when they are, else copies; true is 1.</summary>
    /// <exception cref="InvalidOperationException">A number is not whole or does not fit; the message has its place.</exception>
    public int[] ToInt32s() => _values switch
    {
        int[] values => values,
        byte[] values => Array.ConvertAll(values, value => (int)value),
        bool[] values => Array.ConvertAll(values, value => value ? 1 : 0),
        _ => Whole(ToDoubles()),
    };

    internal static ElementType? TypeOf<T>() => default(T) switch
    {
        float => ElementType.F32,
        double => ElementType.F64,
        int => ElementType.I32,
        long => ElementType.I64,
        byte => ElementType.U8,
        bool => ElementType.Bool,
        _ => null,
    };

    // Doubles hold every 32-bit number exactly, and a 64-bit number that rounds is outside the range anyway.
    private static int[] Whole(double[] values)
    {
        var whole = new int[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var value = values[index];
            if (!(value is >= int.MinValue and <= int.MaxValue) || value != Math.Floor(value))
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Number {index} is {value}, which is not a 32-bit whole number."));
            whole[index] = (int)value;
        }

        return whole;
    }
}
