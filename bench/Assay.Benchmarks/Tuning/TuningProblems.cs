using Assay.Tuning;
using Assay.Tuning.Spaces;
using static System.Math;

namespace Assay.Benchmarks.Tuning;

/// <summary>The fourteen problems of the peer's recorded runs, and a held-out variant of each.</summary>
internal static class TuningProblems
{
    private static readonly double[,] HartmannA = { { 10, 3, 17, 3.5, 1.7, 8 }, { 0.05, 10, 17, 0.1, 8, 14 }, { 3, 3.5, 1.7, 10, 17, 8 }, { 17, 8, 0.05, 10, 0.1, 14 } };
    private static readonly double[,] HartmannP =
    {
        { .1312, .1696, .5569, .0124, .8283, .5886 }, { .2329, .4135, .8307, .3736, .1004, .9991 }, { .2348, .1451, .3522, .2883, .3047, .6650 }, { .4047, .8828, .8732, .5743, .1091, .0381 },
    };

    private static readonly double[] HartmannC = [1.0, 1.2, 3.0, 3.2];
    private static readonly double[] HartmannOptimum = [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573];

    private static readonly Func<Func<string, Variant>, TuningProblem>[] Makers =
        [Sphere, Rosenbrock, Ackley, Rastrigin, Branin, Hartmann, Levy, Styblinski, Mixed, MlpConditional, Grid, Cash, Ridge, Ints];

    /// <summary>The problems.</summary>
    /// <param name="isHeldOut">Whether the held-out variants are meant.</param>
    public static IReadOnlyList<TuningProblem> All(bool isHeldOut) => [.. Makers.Select(make => make(isHeldOut ? Variant.HeldOut : Variant.Original))];

    private static TuningProblem Sphere(Func<string, Variant> variant) =>
        Continuous("sphere10", variant, 10, -5, 5, x => x.Select((v, i) => Square(v - Offset(i, 2))).Sum(), [.. Enumerable.Range(0, 10).Select(i => Offset(i, 2))]);

    private static TuningProblem Rosenbrock(Func<string, Variant> variant) =>
        Continuous("rosenbrock5", variant, 5, -2.048, 2.048, x => Enumerable.Range(0, 4).Sum(i => (100 * Square(x[i + 1] - (x[i] * x[i]))) + Square(1 - x[i])), [1, 1, 1, 1, 1]);

    private static TuningProblem Ackley(Func<string, Variant> variant) => Continuous("ackley5", variant, 5, -32.768, 32.768, x =>
    {
        var z = x.Select((v, i) => v - Offset(i, 10)).ToArray();
        return (-20 * Exp(-0.2 * Sqrt(z.Sum(Square) / 5))) - Exp(z.Sum(v => Cos(2 * PI * v)) / 5) + 20 + E;
    }, [.. Enumerable.Range(0, 5).Select(i => Offset(i, 10))]);

    private static TuningProblem Rastrigin(Func<string, Variant> variant) => Continuous("rastrigin5", variant, 5, -5.12, 5.12,
        x => 50 + x.Select((v, i) => v - Offset(i, 2)).Sum(z => (z * z) - (10 * Cos(2 * PI * z))), [.. Enumerable.Range(0, 5).Select(i => Offset(i, 2))]);

    private static TuningProblem Branin(Func<string, Variant> variant)
    {
        var space = new ParameterSpace([new("x0", new FloatDistribution(-5, 10)), new("x1", new FloatDistribution(0, 15))]);
        return new TuningProblem("branin", space, 0, variant("branin").Turned(
            x => Square(x[1] - (5.1 / (4 * PI * PI) * x[0] * x[0]) + (5 / PI * x[0]) - 6) + (10 * (1 - (1 / (8 * PI))) * Cos(x[0])) + 10, [PI, 2.275], 0, 10));
    }

    private static TuningProblem Hartmann(Func<string, Variant> variant) => Continuous("hartmann6", variant, 6, 0, 1, x =>
    {
        var sum = 0.0;
        for (var k = 0; k < 4; k++)
        {
            var exponent = 0.0;
            for (var j = 0; j < 6; j++)
                exponent += HartmannA[k, j] * Square(x[j] - HartmannP[k, j]);
            sum -= HartmannC[k] * Exp(-exponent);
        }

        return sum;
    }, HartmannOptimum);

    private static TuningProblem Levy(Func<string, Variant> variant) => Continuous("levy8", variant, 8, -10, 10, x =>
    {
        var w = x.Select(v => 1 + ((v - 1) / 4)).ToArray();
        var sum = Square(Sin(PI * w[0])) + (Square(w[7] - 1) * (1 + Square(Sin(2 * PI * w[7]))));
        for (var i = 0; i < 7; i++)
            sum += Square(w[i] - 1) * (1 + (10 * Square(Sin((PI * w[i]) + 1))));
        return sum;
    }, [1, 1, 1, 1, 1, 1, 1, 1]);

    private static TuningProblem Styblinski(Func<string, Variant> variant) => Continuous("styblinski8", variant, 8, -5, 5,
        x => (0.5 * x.Sum(a => (a * a * a * a) - (16 * a * a) + (5 * a))) + (39.16616570377142 * 8), [.. Enumerable.Repeat(-2.903534, 8)]);

    private static TuningProblem Mixed(Func<string, Variant> variants)
    {
        var variant = variants("mixed5");
        var (rate, dropout, decay) = (variant.Shift(0.5), variant.Shift(0.04), variant.Shift(0.7));
        var names = new[] { "adam", "sgd", "rmsprop" };
        var space = new ParameterSpace([
            LogRange("lr", 1e-5, 1e-1), new("dropout", new FloatDistribution(0, .6)), LogRange("wd", 1e-6, 1e-2), new("layers", new IntDistribution(1, 10)), Texts("opt", variant.Order(names))]);
        return new TuningProblem("mixed5", space, 0, x =>
        {
            var (a, p, w, layers, optimizer) = (Log10(x[0]), x[1], Log10(x[2]), x[3], (int)x[4]);
            var best = new[] { -3.0, -1.7, -3.4 }[optimizer] + rate - (0.06 * (layers - 5));
            return 0.2 + new[] { 0, .05, .03 }[optimizer] + (0.3 * (1 - Exp(-0.8 * Square(a - best)))) + (0.4 * Square(p - (0.03 * layers) - 0.05 - dropout))
                + (0.01 * Square(w + 4 + decay + (0.5 * (a + 3)))) + (0.004 * Abs(layers - 6));
        })
        {
            Texts = new Dictionary<string, string[]> { ["opt"] = names },
        };
    }

    private static TuningProblem MlpConditional(Func<string, Variant> variants)
    {
        var variant = variants("mlp_cond");
        var (rate, decay, start) = (variant.Shift(0.4), variant.Shift(0.5), variant.Shift(3));
        var names = new[] { "relu", "tanh", "gelu" };
        var widths = variant.Order(32.0, 64, 128, 256, 512);
        List<Parameter> parameters = [new("depth", new IntDistribution(1, 5))];
        parameters.AddRange(Enumerable.Range(0, 5).Select(i => new Parameter(FormattableString.Invariant($"width{i}"), new CategoricalDistribution([.. widths.Select(ParameterValue.Of)]))
        {
            When = i == 0 ? null : FormattableString.Invariant($"depth > {i}"),
        }));
        parameters.AddRange([LogRange("lr", 1e-5, 1e-1), LogRange("wd", 1e-6, 1e-1), new("dropout", new FloatDistribution(0, 0.5)) { When = "depth >= 2" }, Texts("act", variant.Order(names))]);
        return new TuningProblem("mlp_cond", new ParameterSpace(parameters), 0.01, x =>
        {
            var depth = (int)x[0];
            var sizes = Enumerable.Range(0, depth).Select(i => Log2(x[1 + i])).ToArray();
            var (a, w, p, capacity) = (Log10(x[6]), Log10(x[7]), x[8], sizes.Sum());
            var value = 0.10 + (0.25 * Exp(-capacity / 8)) + (0.00025 * Square(Max(0, capacity - 22 - start)));
            value += 0.20 * (1 - Exp(-0.5 * Square(a - (-2.6 + rate - (0.25 * (depth - 1))))));
            value += depth >= 2 ? 0.5 * Square(p - Min(0.4, 0.012 * Max(0, capacity - 10))) : 0;
            value += (0.008 * Square(w + 3.5 + decay)) + new[] { 0.01, 0.03, 0 }[(int)x[9]];
            for (var i = 1; i < depth; i++)
                value += 0.01 * Max(0, sizes[i] - sizes[i - 1]);
            return value;
        })
        {
            Texts = new Dictionary<string, string[]> { ["act"] = names },
        };
    }

    private static TuningProblem Grid(Func<string, Variant> variants)
    {
        var variant = variants("grid6");
        var (rate, decay, heads) = (variant.Shift(0.3), variant.Shift(0.02), variant.Shift(0.7));
        var space = new ParameterSpace([
            Numbers("lr", variant.Order(1e-4, 3e-4, 1e-3, 3e-3)), Numbers("dropout", variant.Order(0.0, 0.1, 0.2, 0.3)), Numbers("wd", variant.Order(0.0, 0.01, 0.05, 0.1)),
            Numbers("heads", variant.Order(2.0, 4, 8)), new("layers", new IntDistribution(1, 4)), Numbers("d_model", variant.Order(64.0, 128, 256, 512))]);
        return new TuningProblem("grid6", space, 0.02, x =>
        {
            var (a, p, w, q, layers, s) = (Log10(x[0]), x[1], x[2], Log2(x[3]), x[4], Log2(x[5]) - 6);
            return 2 + (0.5 * Square(a + 3.2 + rate + (0.18 * s) + (0.1 * (layers - 1)))) + (0.25 * Exp(-0.5 * (s + layers - 1))) + (0.02 * Square(Max(0, s + layers - 5)))
                + (4 * Square(p - (0.04 * (s + layers - 1)))) + (6 * Square(w - 0.04 - decay)) + (0.03 * Abs(q - 1 - heads - (0.5 * s)));
        });
    }

    private static TuningProblem Cash(Func<string, Variant> variants)
    {
        var variant = variants("cash");
        var (algorithms, kernels) = (new[] { "svm", "rf", "knn", "gbm" }, new[] { "rbf", "linear", "poly" });
        var (c0, f0, k0, e0, m0) = (variant.Shift(0.7), variant.Shift(0.15), variant.Shift(0.5), variant.Shift(0.3), variant.Shift(2));
        Parameter Under(string algorithm, Parameter parameter) => parameter with { When = $"algo == '{algorithm}'" };
        var space = new ParameterSpace([
            Texts("algo", variant.Order(algorithms)), Under("svm", LogRange("svm_C", 1e-3, 1e3)), Under("svm", LogRange("svm_gamma", 1e-4, 1e1)), Under("svm", Texts("svm_kernel", variant.Order(kernels))),
            Under("rf", new("rf_trees", new IntDistribution(10, 500, IsLog: true))), Under("rf", new("rf_depth", new IntDistribution(2, 32))), Under("rf", new("rf_feats", new FloatDistribution(0.1, 1))),
            Under("knn", new("knn_k", new IntDistribution(1, 50, IsLog: true))), Under("knn", new("knn_p", new FloatDistribution(1, 3))),
            Under("gbm", LogRange("gbm_lr", 1e-3, 1)), Under("gbm", new("gbm_trees", new IntDistribution(20, 2000, IsLog: true))), Under("gbm", new("gbm_depth", new IntDistribution(1, 12))),
            Under("gbm", new("gbm_sub", new FloatDistribution(0.3, 1)))]);
        return new TuningProblem("cash", space, 0, x => (int)x[0] switch
        {
            0 => 0.16 + (0.03 * Square(Log10(x[1]) + Log10(x[2]) + 1)) + (0.015 * Square(Log10(x[1]) - 1 - c0)) + new[] { 0, 0.06, 0.03 }[(int)x[3]],
            1 => 0.17 + (0.2 * Exp(-Log(x[4]) / 1.5)) + (0.0006 * Square(x[5] - 18) * (x[5] < 18 ? 1 : 0.2)) + (0.1 * Square(x[6] - 0.35 - f0)),
            2 => 0.22 + (0.05 * Square(Log(x[7]) - 2 - k0)) + (0.02 * Square(x[8] - 1.4)),
            _ => 0.12 + (0.10 * Square(Log10(x[9]) + Log10(x[10]) - 1.4)) + (0.02 * Square(Log10(x[9]) + 1.3 + e0)) + (0.004 * Square(x[11] - 5 - m0)) + (0.15 * Square(x[12] - 0.75)),
        })
        {
            Texts = new Dictionary<string, string[]> { ["algo"] = algorithms, ["svm_kernel"] = kernels },
        };
    }

    private static TuningProblem Ridge(Func<string, Variant> variants)
    {
        var variant = variants("ridge4");
        var (rate, batch, sum) = (variant.Shift(0.5), variant.Steps(-2, 2), variant.Shift(0.6));
        var space = new ParameterSpace([LogRange("lr", 1e-5, 1), new("log2_batch", new IntDistribution(4, 12)), new("momentum", new FloatDistribution(.5, .999)), LogRange("wd", 1e-7, 1e-1)]);
        return new TuningProblem("ridge4", space, 0, x => (2 * Square(Log10(x[0]) - (Log10(2) * (x[1] - 8)) + 2 + rate - (Log10(1 - x[2]) + 1)))
            + (0.05 * Square(x[1] - 7 - batch)) + (0.5 * Square(Log10(x[0]) + Log10(x[3]) + 5.5 + sum)) + (2 * Square(x[2] - 0.9)));
    }

    private static TuningProblem Ints(Func<string, Variant> variants)
    {
        var variant = variants("ints6");
        var (a, b, c, d) = (variant.Steps(-4, 5), variant.Steps(-8, 4), 2 * variant.Steps(-1, 5), 4 * variant.Steps(-3, 0));
        var (e, f) = (Pow(2, variant.Steps(-2, 2)), Pow(2, variant.Steps(-2, 2)));
        var space = new ParameterSpace([
            new("a", new IntDistribution(0, 20)), new("b", new IntDistribution(0, 20)), new("c", new IntDistribution(0, 20, Step: 2)), new("d", new IntDistribution(0, 20, Step: 4)),
            new("e", new IntDistribution(1, 128, IsLog: true)), new("f", new IntDistribution(1, 256, IsLog: true))]);
        return new TuningProblem("ints6", space, 0, x =>
        {
            double[] z = [(x[0] - 7 - a) / 7, (x[1] - 13 - b) / 7, (x[2] - 4 - c) / 7, (x[3] - 16 - d) / 7, Log2(x[4] / (8 * e)), Log2(x[5] / (32 * f))];
            return z.Sum(q => (q * q) + (0.3 * (1 - Cos(2 * PI * q)))) + (0.5 * Square(z[0] - z[1])) + (0.5 * Square(z[4] + z[5]));
        });
    }

    private static TuningProblem Continuous(string name, Func<string, Variant> variant, int size, double low, double high, Func<double[], double> function, double[] optimum) => new(
        name, new ParameterSpace([.. Enumerable.Range(0, size).Select(i => new Parameter(FormattableString.Invariant($"x{i}"), new FloatDistribution(low, high)))]), 0,
        variant(name).Turned(function, optimum, low, high));

    private static Parameter LogRange(string name, double low, double high) => new(name, new FloatDistribution(low, high, IsLog: true));

    private static Parameter Texts(string name, string[] choices) => new(name, new CategoricalDistribution([.. choices.Select(ParameterValue.Of)]));

    private static Parameter Numbers(string name, double[] choices) => new(name, new CategoricalDistribution([.. choices.Select(ParameterValue.Of)]));

    private static double Offset(int index, double size) => size * Sin(1 + index);

    private static double Square(double value) => value * value;
}
