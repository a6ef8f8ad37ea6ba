namespace Assay.Statistics;

/// <summary>
/// Least squares of one form over fixed budgets, for many vectors of means: a and b are linear and follow from the exponents in closed form, so only the exponents are searched, on a
/// grid that is computed once and then by golden section (one exponent) or a simplex (three).
/// </summary>
/// <remarks>Source: Golub and Pereyra, "The differentiation of pseudo-inverses and nonlinear least squares problems whose variables separate" (variable projection), SIAM J. Numer. Anal. 10 (1973).</remarks>
internal sealed class CurveFitter
{
    /// <summary>Below this exponent a power law cannot be told from a logarithm over any range of budgets met in practice: 10⁶-fold more data lessen the distance to the asymptote by 13 %.</summary>
    public const double SmallestExponent = 0.01;

    /// <summary>Above this exponent the second budget already lies on the asymptote.</summary>
    public const double LargestExponent = 8;

    private const int GridSize = 32;
    private const double GoldenRatio = 0.6180339887498949;
    private const double ExponentTolerance = 1e-7; // Of ln c.

    private readonly CurveForm _form;
    private readonly double[] _logs;   // ln(N / N₀), N₀ the geometric mean: keeps powers near 1.
    private readonly double _center;
    private readonly double[][] _grid; // [candidate][budget]
    private readonly double[][] _candidates;

    /// <summary>A fitter.</summary>
    public CurveFitter(double[] budgets, CurveForm form)
    {
        _form = form;
        _center = budgets.Average(Math.Log);
        _logs = Array.ConvertAll(budgets, budget => Math.Log(budget) - _center);
        double[] exponents = [.. Enumerable.Range(0, GridSize).Select(i => SmallestExponent * Math.Pow(LargestExponent / SmallestExponent, i / (GridSize - 1.0)))];
        double[] few = [.. exponents.Where((_, i) => i % 4 == 2)];
        _candidates = form switch
        {
            CurveForm.Logarithmic => [[]],
            CurveForm.PowerLaw => [.. exponents.Select(c => new[] { Math.Log(c) })],
            _ => [.. from c in few from e in few from step in Enumerable.Range(1, 6) select new[] { Math.Log(c), Math.Log(e), _logs[0] + ((_logs[^1] - _logs[0]) * step / 7) }],
        };
        _grid = Array.ConvertAll(_candidates, candidate =>
        {
            var basis = new double[_logs.Length];
            Basis(candidate, basis);
            return basis;
        });
    }

    /// <summary>Coefficients a straight line in the basis has, and where the exponents ended.</summary>
    /// <param name="A">Intercept or asymptote.</param>
    /// <param name="B">Slope or factor.</param>
    /// <param name="C">Exponent.</param>
    /// <param name="D">Break.</param>
    /// <param name="E">Exponent above the break.</param>
    /// <param name="Residual">Weighted squared residuals of the means.</param>
    /// <param name="AtSmallest">Whether the last exponent ran to its lower end: no asymptote in sight.</param>
    internal readonly record struct Solution(double A, double B, double C, double D, double E, double Residual, bool AtSmallest);

    /// <summary>Fits means of the budgets.</summary>
    /// <param name="means">One per budget.</param>
    /// <param name="weights">Runs of each; those of weight 0 do not count.</param>
    public Solution Fit(double[] means, double[] weights)
    {
        var (best, lowest) = (0, double.PositiveInfinity);
        for (var candidate = 0; candidate < _grid.Length; candidate++)
        {
            var residual = Residual(_grid[candidate], means, weights);
            if (residual < lowest)
                (best, lowest) = (candidate, residual);
        }

        var basis = new double[_logs.Length];
        var exponents = _form switch
        {
            CurveForm.Logarithmic => [],
            CurveForm.PowerLaw => [GoldenSection(_candidates[Math.Max(0, best - 1)][0], _candidates[Math.Min(_candidates.Length - 1, best + 1)][0], means, weights, basis)],
            _ => Simplex(_candidates[best], means, weights, basis),
        };
        Basis(exponents, basis);
        var (slope, intercept, rest) = Line(basis, means, weights);
        if (_form == CurveForm.Logarithmic)
            return new(intercept - (slope * _center), slope, 0, 0, 0, rest, true);
        var last = exponents[_form == CurveForm.PowerLaw ? 0 : 1];
        var atSmallest = last < Math.Log(SmallestExponent) + 1e-4;
        // The basis is in N / N₀: the factor takes N₀ back.
        var c = Math.Exp(exponents[0]);
        return _form == CurveForm.PowerLaw
            ? new(intercept, -slope * Math.Exp(c * _center), c, 0, 0, rest, atSmallest)
            : new(intercept, -slope * Math.Exp(c * _center), c, Math.Exp(exponents[2] + _center), Math.Exp(exponents[1]), rest, atSmallest);
    }

    private static double Residual(double[] basis, double[] means, double[] weights) => Line(basis, means, weights).Residual;

    // Weighted least squares of means on the basis: slope, intercept, squared residuals.
    private static (double Slope, double Intercept, double Residual) Line(double[] x, double[] y, double[] weights)
    {
        var (all, meanX, meanY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            all += weights[i];
            meanX += weights[i] * x[i];
            meanY += weights[i] * y[i];
        }

        (meanX, meanY) = (meanX / all, meanY / all);
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xx += weights[i] * dx * dx;
            xy += weights[i] * dx * dy;
            yy += weights[i] * dy * dy;
        }

        var slope = xx > 0 ? xy / xx : 0;
        return (slope, meanY - (slope * meanX), Math.Max(0, yy - (slope * xy)));
    }

    private void Basis(double[] exponents, double[] basis)
    {
        for (var i = 0; i < basis.Length; i++)
        {
            basis[i] = _form switch
            {
                CurveForm.Logarithmic => _logs[i],
                CurveForm.PowerLaw => Math.Exp(-Math.Exp(exponents[0]) * _logs[i]),
                _ => Math.Exp((-Math.Exp(exponents[0]) * _logs[i]) + ((Math.Exp(exponents[0]) - Math.Exp(exponents[1])) * Math.Log(1 + Math.Exp(_logs[i] - exponents[2])))),
            };
        }
    }

    private double GoldenSection(double low, double high, double[] means, double[] weights, double[] basis)
    {
        double Value(double at)
        {
            var rate = -Math.Exp(at);
            for (var i = 0; i < basis.Length; i++)
                basis[i] = Math.Exp(rate * _logs[i]);
            return Residual(basis, means, weights);
        }

        var (a, b) = (high - (GoldenRatio * (high - low)), low + (GoldenRatio * (high - low)));
        var (atA, atB) = (Value(a), Value(b));
        while (high - low > ExponentTolerance)
        {
            if (atA <= atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - (GoldenRatio * (high - low));
                atA = Value(a);
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + (GoldenRatio * (high - low));
                atB = Value(b);
            }
        }

        return (low + high) / 2;
    }

    // Nelder and Mead, Computer Journal 7 (1965), inside the box of exponents and budgets.
    private double[] Simplex(double[] start, double[] means, double[] weights, double[] basis)
    {
        var (low, high) = (Math.Log(SmallestExponent), Math.Log(LargestExponent));
        double Value(double[] at)
        {
            at[0] = Math.Clamp(at[0], low, high);
            at[1] = Math.Clamp(at[1], low, high);
            at[2] = Math.Clamp(at[2], _logs[0], _logs[^1]);
            Basis(at, basis);
            return Residual(basis, means, weights);
        }

        double[][] corners = [.. Enumerable.Range(0, 4).Select(corner => start.Select((v, i) => i == corner - 1 ? v + 0.25 : v).ToArray())];
        var values = Array.ConvertAll(corners, corner => Value(corner));
        for (var step = 0; step < 400; step++)
        {
            Array.Sort(values, corners);
            if (values[3] - values[0] <= 1e-12 * Math.Abs(values[0]) + 1e-300)
                break;
            double[] Toward(double reach) => [.. Enumerable.Range(0, 3).Select(i =>
            {
                var center = (corners[0][i] + corners[1][i] + corners[2][i]) / 3;
                return center + (reach * (center - corners[3][i]));
            })];
            var reflected = Toward(1);
            var atReflected = Value(reflected);
            if (atReflected < values[0])
            {
                var expanded = Toward(2);
                var atExpanded = Value(expanded);
                (corners[3], values[3]) = atExpanded < atReflected ? (expanded, atExpanded) : (reflected, atReflected);
            }
            else if (atReflected < values[2])
            {
                (corners[3], values[3]) = (reflected, atReflected);
            }
            else
            {
                var contracted = Toward(atReflected < values[3] ? 0.5 : -0.5);
                var atContracted = Value(contracted);
                if (atContracted < Math.Min(values[3], atReflected))
                {
                    (corners[3], values[3]) = (contracted, atContracted);
                }
                else
                {
                    for (var corner = 1; corner < 4; corner++)
                    {
                        corners[corner] = [.. corners[corner].Select((v, i) => (v + corners[0][i]) / 2)];
                        values[corner] = Value(corners[corner]);
                    }
                }
            }
        }

        Array.Sort(values, corners);
        return corners[0];
    }
}
