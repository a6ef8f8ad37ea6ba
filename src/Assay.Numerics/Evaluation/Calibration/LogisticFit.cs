using System.Numerics;

namespace Assay.Evaluation.Calibration;

/// <summary>
/// Logistic regression on one or two features: the minimum over a, b, c of Σ [ln(1 + e^η) − t η] + (a² + b²) / (2C), η = a x + b u + c, t the targets in [0, 1].
/// Newton's method, steps halved while they do not help.
/// </summary>
/// <remarks>Source: Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.1.</remarks>
internal readonly ref struct LogisticFit
{
    private const int MostSteps = 100;
    private const int MostHalvings = 40;

    /// <summary>Of Newton's predicted gain per sample: after a step this small, about 1e-5, the next would change the parameters by about 1e-10.</summary>
    private const double Converged = 1e-11;

    /// <summary>From this many samples, a part of them is fitted first: it leads to within a step or two of the minimum at little cost.</summary>
    private const int ManySamples = 1 << 16;

    /// <summary>Every so many samples one is in that part.</summary>
    private const int PartStride = 16;

    /// <summary>Each class's samples that the part must have, and the largest parameter that it may lead to: else its minimum is no place to start from.</summary>
    private const double PartLeast = 100;
    private const double PartLargest = 50;

    /// <summary>Factors 1 + e, each at most 2, whose product is kept before its logarithm is taken: their product stays far below the largest number.</summary>
    private const int FactorsTogether = 256;

    /// <summary>Added to the second derivatives' diagonal as a share of their sum, for features that the data cannot tell apart.</summary>
    private const double Damping = 1e-13;

    /// <summary>x, one a sample.</summary>
    public required ReadOnlySpan<double> First { get; init; }

    /// <summary>u, one a sample; empty for one feature.</summary>
    public ReadOnlySpan<double> Second { get; init; }

    /// <summary>t, one a sample, in [0, 1].</summary>
    public required ReadOnlySpan<double> Targets { get; init; }

    /// <summary>Whether c is fitted, or stays where it starts.</summary>
    public bool Offset { get; init; } = true;

    /// <summary>1/C: 0 for no penalty.</summary>
    public double Penalty { get; init; }

    public LogisticFit()
    {
    }

    /// <summary>Finds the minimum.</summary>
    /// <param name="a">Where a starts.</param>
    /// <param name="b">Where b starts; it stays there with one feature.</param>
    /// <param name="c">Where c starts.</param>
    /// <returns>The parameters.</returns>
    public (double A, double B, double C) From(double a, double b, double c)
    {
        if (First.Length >= ManySamples)
            (a, b, c) = FromPart(a, b, c);
        var here = Evaluate(a, b, c);
        for (var step = 0; step < MostSteps; step++)
        {
            var (da, db, dc) = here.NewtonStep(!Second.IsEmpty, Offset);
            var predicted = (here.Ga * da) + (here.Gb * db) + (here.Gc * dc);
            if (!(predicted > Converged * First.Length))
                return (a - da, b - db, c - dc);
            var (share, there) = (1.0, default(Point));
            for (var halving = 0; ; halving++, share /= 2)
            {
                there = Evaluate(a - (share * da), b - (share * db), c - (share * dc));
                if (there.Loss < here.Loss)
                    break;
                if (halving == MostHalvings)
                    return (a, b, c); // no step helps: this is the minimum as far as rounding shows it
            }

            (a, b, c) = (a - (share * da), b - (share * db), c - (share * dc));
            here = there;
        }

        return (a, b, c);
    }

    private (double A, double B, double C) FromPart(double a, double b, double c)
    {
        var count = First.Length / PartStride;
        var (first, second, targets, positive) = (new double[count], new double[Second.IsEmpty ? 0 : count], new double[count], 0.0);
        for (var i = 0; i < count; i++)
        {
            first[i] = First[i * PartStride];
            targets[i] = Targets[i * PartStride];
            positive += targets[i];
            if (second.Length > 0)
                second[i] = Second[i * PartStride];
        }

        if (positive < PartLeast || count - positive < PartLeast)
            return (a, b, c);
        var part = new LogisticFit { First = first, Second = second, Targets = targets, Offset = Offset, Penalty = Penalty / PartStride }.From(a, b, c);
        return Math.Abs(part.A) < PartLargest && Math.Abs(part.B) < PartLargest && Math.Abs(part.C) < PartLargest ? part : (a, b, c);
    }

    private Point Evaluate(double a, double b, double c)
    {
        var (va, vb, vc, one) = (new Vector<double>(a), new Vector<double>(b), new Vector<double>(c), Vector<double>.One);
        var (loss, ga, gb, gc) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var (aa, ab, ac, bb, bc, cc) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var two = !Second.IsEmpty;
        var (i, factors, product) = (0, 0, one);
        for (; i <= First.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var (x, t) = (new Vector<double>(First[i..]), new Vector<double>(Targets[i..]));
            var u = two ? new Vector<double>(Second[i..]) : Vector<double>.Zero;
            var eta = (va * x) + vc + (vb * u);
            var e = Vector.Exp(-Vector.Abs(eta));
            var p = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(eta, Vector<double>.Zero), one, e) / (one + e);
            loss += Vector.Max(eta, Vector<double>.Zero) - (t * eta);
            product *= one + e;
            if (++factors == FactorsTogether)
            {
                loss += Vector.Log(product);
                (factors, product) = (0, one);
            }

            var (error, weight) = (p - t, p * (one - p));
            ga += error * x;
            gc += error;
            aa += weight * x * x;
            ac += weight * x;
            cc += weight;
            if (two)
            {
                gb += error * u;
                ab += weight * x * u;
                bb += weight * u * u;
                bc += weight * u;
            }
        }

        var point = new Point
        {
            Loss = Vector.Sum(loss + Vector.Log(product)),
            Ga = Vector.Sum(ga),
            Gb = Vector.Sum(gb),
            Gc = Vector.Sum(gc),
            Aa = Vector.Sum(aa),
            Ab = Vector.Sum(ab),
            Ac = Vector.Sum(ac),
            Bb = Vector.Sum(bb),
            Bc = Vector.Sum(bc),
            Cc = Vector.Sum(cc),
        };
        for (; i < First.Length; i++)
            point.Add(First[i], two ? Second[i] : 0, Targets[i], a, b, c);
        point.Penalize(a, b, Penalty);
        return point;
    }

    /// <summary>Loss, first and second derivatives at one place.</summary>
    private struct Point
    {
        public double Loss, Ga, Gb, Gc, Aa, Ab, Ac, Bb, Bc, Cc;

        public void Add(double x, double u, double t, double a, double b, double c)
        {
            var eta = (a * x) + (b * u) + c;
            var e = Math.Exp(-Math.Abs(eta));
            var p = (eta >= 0 ? 1 : e) / (1 + e);
            Loss += Math.Max(eta, 0) + Math.Log(1 + e) - (t * eta);
            var (error, weight) = (p - t, p * (1 - p));
            (Ga, Gb, Gc) = (Ga + (error * x), Gb + (error * u), Gc + error);
            (Aa, Ab, Ac) = (Aa + (weight * x * x), Ab + (weight * x * u), Ac + (weight * x));
            (Bb, Bc, Cc) = (Bb + (weight * u * u), Bc + (weight * u), Cc + weight);
        }

        public void Penalize(double a, double b, double penalty)
        {
            Loss += penalty * ((a * a) + (b * b)) / 2;
            (Ga, Gb, Aa, Bb) = (Ga + (penalty * a), Gb + (penalty * b), Aa + penalty, Bb + penalty);
        }

        /// <summary>Solves the 3 × 3 system by elimination of the offset, then of b; rows of parameters that stay are left out.</summary>
        public readonly (double A, double B, double C) NewtonStep(bool two, bool offset)
        {
            var damping = Damping * (Aa + Bb + Cc);
            var (aa, ab, bb, ga, gb) = (Aa + damping, Ab, Bb + damping, Ga, Gb);
            var cc = Cc + damping;
            if (offset)
            {
                (aa, ab, bb) = (aa - (Ac * Ac / cc), ab - (Ac * Bc / cc), bb - (Bc * Bc / cc));
                (ga, gb) = (ga - (Ac * Gc / cc), gb - (Bc * Gc / cc));
            }

            var (da, db) = (ga / aa, 0.0);
            if (two)
            {
                var rest = bb - (ab * ab / aa);
                db = (gb - (ab * ga / aa)) / rest;
                da = (ga - (ab * db)) / aa;
            }

            var dc = offset ? (Gc - (Ac * da) - (Bc * db)) / cc : 0;
            return (da, db, dc);
        }
    }
}
