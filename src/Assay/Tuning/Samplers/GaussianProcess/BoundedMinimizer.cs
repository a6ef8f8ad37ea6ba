namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// Minimises a smooth function within bounds: directions of limited-memory BFGS among the variables that are free to move, steps projected onto the bounds
/// and shortened until the function falls enough.
/// </summary>
/// <remarks>Sources: Nocedal and Wright, Numerical Optimization (2006), algorithm 7.4; Bertsekas, SIAM Journal on Control and Optimization 20 (1982), for the projection.</remarks>
internal sealed class BoundedMinimizer
{
    private const int Memory = 8;
    private const int MostHalvings = 12;
    private const double Sufficient = 1e-4;

    private readonly int _size;
    private readonly double[][] _steps;
    private readonly double[][] _changes;
    private readonly double[] _curvatures = new double[Memory];
    private readonly double[] _factors = new double[Memory];
    private readonly double[] _direction;
    private readonly double[] _trial;
    private readonly double[] _gradient;
    private readonly double[] _trialGradient;
    private readonly bool[] _isFree;

    /// <summary>Makes room.</summary>
    /// <param name="size">Number of variables.</param>
    public BoundedMinimizer(int size)
    {
        _size = size;
        _steps = [.. Enumerable.Range(0, Memory).Select(_ => new double[size])];
        _changes = [.. Enumerable.Range(0, Memory).Select(_ => new double[size])];
        (_direction, _trial, _gradient, _trialGradient) = (new double[size], new double[size], new double[size], new double[size]);
        _isFree = new bool[size];
    }

    /// <summary>A function with its gradient.</summary>
    /// <param name="variables">Where.</param>
    /// <param name="gradient">Its derivatives, to be filled.</param>
    /// <returns>Its value; NaN or infinity counts as no improvement.</returns>
    public delegate double Function(ReadOnlySpan<double> variables, Span<double> gradient);

    /// <summary>Descends from a start.</summary>
    /// <param name="function">The function.</param>
    /// <param name="variables">The start, within the bounds; the best point afterwards.</param>
    /// <param name="lower">Least values.</param>
    /// <param name="upper">Greatest values.</param>
    /// <param name="evaluations">How often the function may be evaluated.</param>
    /// <param name="tolerance">It stops when a step lowers the function by less than this.</param>
    /// <param name="firstStep">Length of the first step, when the gradient is that long or longer.</param>
    /// <returns>The function's value at the best point.</returns>
    public double Minimize(Function function, Span<double> variables, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, int evaluations, double tolerance, double firstStep)
    {
        var value = function(variables, _gradient);
        var kept = 0;
        var newest = -1;
        for (var evaluation = 1; evaluation < evaluations;)
        {
            for (var index = 0; index < _size; index++)
                _isFree[index] = !((variables[index] <= lower[index] && _gradient[index] > 0) || (variables[index] >= upper[index] && _gradient[index] < 0));
            Direct(kept, newest);
            var slope = Slope();
            if (!(slope < 0))
            {
                kept = 0;
                Direct(kept, newest);
                slope = Slope();
                if (!(slope < 0))
                    break;
            }

            var step = kept == 0 ? Math.Min(1, firstStep / Math.Sqrt(-slope)) : 1;
            var found = double.NaN;
            for (var halving = 0; halving < MostHalvings && evaluation < evaluations; halving++)
            {
                var expected = 0.0;
                for (var index = 0; index < _size; index++)
                {
                    _trial[index] = Math.Clamp(variables[index] + (step * _direction[index]), lower[index], upper[index]);
                    expected += _gradient[index] * (_trial[index] - variables[index]);
                }

                found = function(_trial, _trialGradient);
                evaluation++;
                if (double.IsFinite(found) && found <= value + (Sufficient * expected))
                    break;
                // The minimum of the parabola through both values and the slope, kept away from both ends.
                var curvature = found - value - expected;
                step *= double.IsFinite(found) && curvature > 0 ? Math.Clamp(-expected / (2 * curvature), 0.1, 0.5) : 0.25;
                found = double.NaN;
            }

            if (double.IsNaN(found))
                break;
            newest = (newest + 1) % Memory;
            var product = 0.0;
            var square = 0.0;
            for (var index = 0; index < _size; index++)
            {
                _steps[newest][index] = _trial[index] - variables[index];
                _changes[newest][index] = _trialGradient[index] - _gradient[index];
                product += _steps[newest][index] * _changes[newest][index];
                square += _changes[newest][index] * _changes[newest][index];
                variables[index] = _trial[index];
                _gradient[index] = _trialGradient[index];
            }

            if (product > 1e-10 * square)
            {
                _curvatures[newest] = product;
                kept = Math.Min(Memory, kept + 1);
            }
            else
            {
                newest = (newest + Memory - 1) % Memory;
            }

            var lowered = value - found;
            value = found;
            if (lowered < tolerance)
                break;
        }

        return value;
    }

    private double Slope()
    {
        var slope = 0.0;
        for (var index = 0; index < _size; index++)
            slope += _direction[index] * _gradient[index];
        return slope;
    }

    // The two loops of L-BFGS; variables at a bound that they press against stay out.
    private void Direct(int kept, int newest)
    {
        for (var index = 0; index < _size; index++)
            _direction[index] = _isFree[index] ? -_gradient[index] : 0;
        if (kept == 0)
            return;
        for (var back = 0; back < kept; back++)
        {
            var at = (newest - back + Memory) % Memory;
            var product = 0.0;
            for (var index = 0; index < _size; index++)
                product += _steps[at][index] * _direction[index];
            _factors[at] = product / _curvatures[at];
            for (var index = 0; index < _size; index++)
                _direction[index] -= _factors[at] * _changes[at][index];
        }

        var square = 0.0;
        for (var index = 0; index < _size; index++)
            square += _changes[newest][index] * _changes[newest][index];
        for (var index = 0; index < _size; index++)
            _direction[index] *= _curvatures[newest] / square;
        for (var back = kept - 1; back >= 0; back--)
        {
            var at = (newest - back + Memory) % Memory;
            var product = 0.0;
            for (var index = 0; index < _size; index++)
                product += _changes[at][index] * _direction[index];
            for (var index = 0; index < _size; index++)
                _direction[index] += _steps[at][index] * (_factors[at] - (product / _curvatures[at]));
        }

        for (var index = 0; index < _size; index++)
        {
            if (!_isFree[index])
                _direction[index] = 0;
        }
    }
}
