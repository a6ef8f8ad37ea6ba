using Assay.Foundation.Randomness;

namespace Assay.Benchmarks.Tuning;

/// <summary>What a held-out variant of a problem changes: where the optimum lies, how the axes are turned, in which order choices are listed. The original changes nothing.</summary>
/// <remarks>The numbers are drawn from a seed that was fixed before any sampler was tuned.</remarks>
internal sealed class Variant
{
    /// <summary>The seed of the held-out variants.</summary>
    public const ulong HeldOutSeed = 20261121;

    private readonly bool _isHeldOut;
    private RandomSequence _random;

    private Variant(string problem, bool isHeldOut)
    {
        _isHeldOut = isHeldOut;
        _random = new RandomSequence(new Seed(HeldOutSeed).For(problem));
    }

    /// <summary>The problem as it is.</summary>
    public static Variant Original(string problem) => new(problem, isHeldOut: false);

    /// <summary>The problem changed.</summary>
    public static Variant HeldOut(string problem) => new(problem, isHeldOut: true);

    /// <summary>A shift, uniform up to a size in both directions; 0 in the original.</summary>
    public double Shift(double size) => _isHeldOut ? size * ((2 * _random.Uniform()) - 1) : 0;

    /// <summary>A whole shift within bounds; 0 in the original.</summary>
    public int Steps(int low, int high) => _isHeldOut ? low + _random.Below(high - low + 1) : 0;

    /// <summary>A list in another order; as it is in the original.</summary>
    public T[] Order<T>(params T[] items)
    {
        if (!_isHeldOut)
            return items;
        var order = (T[])items.Clone();
        for (var index = order.Length - 1; index > 0; index--)
        {
            var other = _random.Below(index + 1);
            (order[index], order[other]) = (order[other], order[index]);
        }

        return order;
    }

    /// <summary>The function with its optimum moved and its axes turned: f(optimum + R·(x − new optimum)).</summary>
    /// <param name="function">The function.</param>
    /// <param name="optimum">Where it is least.</param>
    /// <param name="low">Lower bound of every variable.</param>
    /// <param name="high">Upper bound of every variable.</param>
    public Func<double[], double> Turned(Func<double[], double> function, double[] optimum, double low, double high)
    {
        if (!_isHeldOut)
            return function;
        var size = optimum.Length;
        var rotation = Rotation(size);
        // Inside the middle three fifths of the box.
        var moved = optimum.Select(_ => low + ((high - low) * (0.2 + (0.6 * _random.Uniform())))).ToArray();
        return x =>
        {
            var turned = new double[size];
            for (var row = 0; row < size; row++)
            {
                turned[row] = optimum[row];
                for (var column = 0; column < size; column++)
                    turned[row] += rotation[row, column] * (x[column] - moved[column]);
            }

            return function(turned);
        };
    }

    // Gram-Schmidt on normal numbers: uniform over rotations and reflections.
    private double[,] Rotation(int size)
    {
        var matrix = new double[size, size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                matrix[row, column] = _random.Normal();
            for (var before = 0; before < row; before++)
            {
                var dot = 0.0;
                for (var column = 0; column < size; column++)
                    dot += matrix[row, column] * matrix[before, column];
                for (var column = 0; column < size; column++)
                    matrix[row, column] -= dot * matrix[before, column];
            }

            var length = 0.0;
            for (var column = 0; column < size; column++)
                length += matrix[row, column] * matrix[row, column];
            for (var column = 0; column < size; column++)
                matrix[row, column] /= Math.Sqrt(length);
        }

        return matrix;
    }
}
