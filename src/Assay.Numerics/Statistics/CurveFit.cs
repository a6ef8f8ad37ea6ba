using static System.FormattableString;

namespace Assay.Statistics;

/// <summary>A fitted curve.</summary>
public sealed record CurveFit
{
    /// <summary>The form.</summary>
    public required CurveForm Form { get; init; }

    /// <summary>a: intercept of the logarithmic form, asymptote of the others (see <see cref="Asymptote"/> before reading it so).</summary>
    public required double A { get; init; }

    /// <summary>b: slope per ln N, or the power law's factor.</summary>
    public required double B { get; init; }

    /// <summary>c: the exponent, 0 for the logarithmic form.</summary>
    public double C { get; init; }

    /// <summary>d: the budget of the break; broken power law only.</summary>
    public double D { get; init; }

    /// <summary>e: the exponent above the break; broken power law only.</summary>
    public double E { get; init; }

    /// <summary>Runs fitted.</summary>
    public required int Runs { get; init; }

    /// <summary>Different budgets among them.</summary>
    public required int Budgets { get; init; }

    /// <summary>Smallest and largest budget fitted: outside it is extrapolation.</summary>
    public required (double Smallest, double Largest) Range { get; init; }

    /// <summary>Σ (y − ŷ)² over runs.</summary>
    public required double ResidualSumOfSquares { get; init; }

    /// <summary>1 − RSS / TSS over the means of each budget, weighted by their runs: how well the form follows the means. Undefined when all means are equal.</summary>
    public required Quantity RSquared { get; init; }

    /// <summary>The value for N → ∞. Undefined for the logarithmic form, and when the data do not tell where, or whether, the curve levels off: "asymptote not identifiable".</summary>
    public required Quantity Asymptote { get; init; }

    /// <summary>The curve's value.</summary>
    /// <param name="budget">Above 0.</param>
    /// <returns>ŷ.</returns>
    /// <exception cref="ArgumentException">The budget is not above 0.</exception>
    public double At(double budget)
    {
        Require.Positive(budget, nameof(budget));
        return Form switch
        {
            CurveForm.Logarithmic => A + (B * Math.Log(budget)),
            CurveForm.PowerLaw => A - (B * Math.Pow(budget, -C)),
            _ => A - (B * Math.Pow(budget, -C) * Math.Pow(1 + (budget / D), C - E)),
        };
    }

    // A flat curve's −0 is written 0.
    /// <inheritdoc/>
    public override string ToString() => Form switch
    {
        CurveForm.Logarithmic => Invariant($"y = {A:G5} + {B + 0.0:G5} ln N"),
        CurveForm.PowerLaw => Invariant($"y = {A:G5} − {B + 0.0:G5} N^−{C:G4}"),
        _ => Invariant($"y = {A:G5} − {B + 0.0:G5} N^−{C:G4} (1 + N/{D:G4})^({C:G4} − {E:G4})"),
    };
}
