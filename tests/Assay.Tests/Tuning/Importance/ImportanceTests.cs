using Assay.Foundation.Randomness;
using Assay.Testing;
using Assay.Tracking;
using Assay.Tuning;
using Assay.Tuning.Importance;
using Assay.Tuning.Spaces;
using FsCheck.Fluent;

namespace Assay.Tests.Tuning.Importance;

public sealed class ImportanceTests
{
    // A forest of 64 trees on some hundred points is a few percent off the function.
    private const double ForestTolerance = 0.05;

    [Fact]
    public void Fanova_finds_the_shares_of_a_function_whose_variance_is_known()
    {
        // f = 2a + b + 3ab over the unit cube: main effects (3.5²/12, 2.5²/12), the pair 9/144, c nothing.
        var importance = StudyImportance.Of(Product(400), ImportanceMethod.Fanova, new ImportanceOptions { Pairs = true });
        var total = (3.5 * 3.5 / 12) + (2.5 * 2.5 / 12) + (9 / 144.0);
        Assert.Equal(["a", "b", "c"], importance.Parameters.Select(parameter => parameter.Parameter));
        Assert.Equal(3.5 * 3.5 / 12 / total, importance.Parameters[0].Value, ForestTolerance);
        Assert.Equal(2.5 * 2.5 / 12 / total, importance.Parameters[1].Value, ForestTolerance);
        Assert.Equal(0, importance.Parameters[2].Value, ForestTolerance);
        Assert.Equal(("a", "b"), (importance.Pairs[0].Parameter, importance.Pairs[0].With));
        Assert.Equal(9 / 144.0 / total, importance.Pairs[0].Value, ForestTolerance);
        Assert.True(importance.Fit.Value > 0.9);
        Assert.All(importance.Parameters, parameter => Assert.True(parameter.Interval!.Value.Lower <= parameter.Value && parameter.Value <= parameter.Interval!.Value.Upper));
    }

    [Fact]
    public void Fanova_agrees_with_another_forest()
    {
        // bench/reference/importance.py, fanova(120): Optuna 3.1 divides by the sum.
        var parameters = StudyImportance.Of(Product(120), ImportanceMethod.Fanova).Parameters;
        var sum = parameters.Sum(parameter => parameter.Value);
        Assert.Equal(0.6781, parameters[0].Value / sum, ForestTolerance);
        Assert.Equal(0.3215, parameters[1].Value / sum, ForestTolerance);
        Assert.Equal(0.0004, parameters[2].Value / sum, ForestTolerance);
    }

    [Fact]
    public void A_trees_shares_are_those_of_its_function_summed_over_every_cell() => Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        // Few trials, few cells, unequal widths: everything can be summed one by one.
        var random = new RandomSequence(new Seed((ulong)(uint)seed));
        var space = new SearchSpace(new ParameterSpace(
        [
            new Parameter("x", new FloatDistribution(0, 1)), new Parameter("n", new IntDistribution(1, 6, IsLog: true)), new Parameter("k", new CategoricalDistribution([ParameterValue.Of("a"), ParameterValue.Of("b"), ParameterValue.Of("c")])),
        ]));
        double[][] points = new double[12][];
        for (var i = 0; i < points.Length; i++)
            points[i] = space.Draw(ref random);
        double[] losses = new double[12];
        for (var i = 0; i < losses.Length; i++)
            losses[i] = random.Normal();
        var table = CellTable.Of(space, points, losses, new Seed(0));
        var rows = Enumerable.Range(0, 12).ToArray();
        var tree = RegressionTree.Grow(table, [.. table.Codes.Select(codes => rows.OrderBy(row => codes[row]).ToArray())], losses, [.. rows.Select(_ => 1)]);
        var shares = Fanova.SharesOf(tree, table.Edges, [(0, 1), (1, 2)]);
        var expected = Brute(tree, table.Edges);
        return shares.Zip(expected).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    }).Holds(30);

    [Fact]
    public void The_result_is_the_same_whatever_the_number_of_threads()
    {
        foreach (var method in Enum.GetValues<ImportanceMethod>())
        {
            var one = StudyImportance.Of(Product(60), method, new ImportanceOptions { Threads = 1, Trees = 16 });
            var four = StudyImportance.Of(Product(60), method, new ImportanceOptions { Threads = 4, Trees = 16 });
            Assert.Equal(one.Parameters, four.Parameters);
            Assert.NotEqual(one.Parameters, StudyImportance.Of(Product(60), method, new ImportanceOptions { Seed = new Seed(1), Trees = 16 }).Parameters);
        }
    }

    [Fact]
    public void Shuffling_what_does_not_matter_costs_nothing()
    {
        var importance = StudyImportance.Of(Product(300), ImportanceMethod.Permutation);
        Assert.Equal(["a", "b", "c"], importance.Parameters.Select(parameter => parameter.Parameter));
        Assert.True(importance.Parameters[0].Value > 1);
        Assert.Equal(0, importance.Parameters[2].Value, 0.02);
    }

    [Fact]
    public void Ped_anova_gives_the_reference_values()
    {
        // bench/reference/importance.py, ped_anova().
        const int Count = 60;
        var (x, n, k) = (Kronecker(0.6180339887498949, Count), Kronecker(0.7548776662466927, Count), Kronecker(0.5698402909980532, Count));
        var space = new ParameterSpace([new Parameter("x", new FloatDistribution(0, 1)), new Parameter("n", new IntDistribution(1, 8)), new Parameter("k", new CategoricalDistribution([ParameterValue.Of(0), ParameterValue.Of(1), ParameterValue.Of(2)]))]);
        var trials = Enumerable.Range(0, Count).Select(i =>
        {
            var (whole, choice) = (1 + (int)(n[i] * 8), (int)(k[i] * 3));
            return SomeSubjects.Trial(i, Math.Pow(x[i] - 0.3, 2) + (0.02 * Math.Abs(whole - 5)) + (choice == 1 ? 0 : 0.1), ("x", x[i]), ("n", whole), ("k", choice));
        });
        var importance = StudyImportance.Of(new Study("s") { Direction = Direction.Minimize, Space = space, Trials = [.. trials] }, ImportanceMethod.PedAnova);
        var values = importance.Parameters.ToDictionary(parameter => parameter.Parameter, parameter => parameter.Value);
        Assert.Equal(0.720281186238258, values["x"], 1e-9);
        Assert.Equal(0.027609782712565038, values["n"], 1e-9);
        Assert.Equal(0.252109031049177, values["k"], 1e-9);
    }

    [Fact]
    public void A_parameter_that_is_only_sometimes_in_play_is_handled_by_every_method()
    {
        var space = new ParameterSpace(
        [
            new Parameter("algo", new CategoricalDistribution([ParameterValue.Of("svm"), ParameterValue.Of("tree")])),
            new Parameter("c", new FloatDistribution(1e-3, 1e3, IsLog: true)) { When = "algo == \"svm\"" },
            new Parameter("depth", new IntDistribution(1, 10)) { When = "algo == \"tree\"" },
        ]);
        var ready = new SearchSpace(space);
        var random = new RandomSequence(new Seed(3));
        var trials = new List<Trial>();
        for (var i = 0; i < 120; i++)
        {
            var point = ready.Draw(ref random);
            var loss = point[0] == 0 ? Math.Abs(Math.Log10(point[1])) : 4;
            trials.Add(new Trial(i, TrialState.Completed) { Value = loss, Suggested = ready.ToParams(point) });
        }

        foreach (var method in Enum.GetValues<ImportanceMethod>())
        {
            var importance = StudyImportance.Of(new Study("s") { Direction = Direction.Minimize, Space = space, Trials = trials }, method);
            Assert.Equal(3, importance.Parameters.Count);
            Assert.Equal("depth", importance.Parameters[^1].Parameter);
            Assert.All(importance.Parameters, parameter => Assert.True(double.IsFinite(parameter.Value)));
        }
    }

    [Fact]
    public void What_cannot_be_compared_is_said()
    {
        Assert.Contains("needs at least 4", Refused(Product(3)), StringComparison.Ordinal);
        Assert.Contains("same value", Refused(new Study("s") { Trials = [.. Enumerable.Range(0, 9).Select(i => SomeSubjects.Trial(i, 1, ("x", i)))] }), StringComparison.Ordinal);
        Assert.Contains("more than one value", Refused(new Study("s") { Trials = [.. Enumerable.Range(0, 9).Select(i => SomeSubjects.Trial(i, i, ("x", 1)))] }), StringComparison.Ordinal);
        Assert.Contains("2 objectives", Refused(Product(9) with { FurtherObjectives = [new Objective("size", Direction.Minimize)] }), StringComparison.Ordinal);
        Assert.Throws<AssayException>(() => StudyImportance.Of(Product(9), ImportanceMethod.Fanova, new ImportanceOptions { Trees = 1 }));

        static string Refused(Study study) => Assert.Throws<AssayException>(() => StudyImportance.Of(study, ImportanceMethod.PedAnova)).Message;
    }

    [Fact]
    public void A_study_without_a_declared_space_is_judged_by_what_was_tried()
    {
        var study = Product(100) with { Space = ParameterSpace.Undeclared };
        Assert.Equal("a", StudyImportance.Of(study, ImportanceMethod.Fanova).Parameters[0].Parameter);
    }

    // The marginal predictions cell by cell, with the tree asked in every cell.
    private static double[] Brute(RegressionTree tree, double[][] edges)
    {
        int[] sizes = [.. edges.Select(own => own.Length - 1)];
        double W(int d, int cell) => edges[d][cell + 1] - edges[d][cell];
        double F(int i, int j, int k)
        {
            int[][] codes = [[i], [j], [k]];
            return tree.Predict(codes, 0);
        }

        var (mean, square) = (0.0, 0.0);
        var (first, second, third) = (new double[sizes[0]], new double[sizes[1]], new double[sizes[2]]);
        var (pair01, pair12) = (new double[sizes[0], sizes[1]], new double[sizes[1], sizes[2]]);
        for (var i = 0; i < sizes[0]; i++)
        {
            for (var j = 0; j < sizes[1]; j++)
            {
                for (var k = 0; k < sizes[2]; k++)
                {
                    var f = F(i, j, k);
                    mean += W(0, i) * W(1, j) * W(2, k) * f;
                    square += W(0, i) * W(1, j) * W(2, k) * f * f;
                    first[i] += W(1, j) * W(2, k) * f;
                    second[j] += W(0, i) * W(2, k) * f;
                    third[k] += W(0, i) * W(1, j) * f;
                    pair01[i, j] += W(2, k) * f;
                    pair12[j, k] += W(0, i) * f;
                }
            }
        }

        var variance = square - (mean * mean);
        double Of(double[] marginal, int d) => marginal.Select((value, cell) => W(d, cell) * (value - mean) * (value - mean)).Sum() / variance;
        var (one, two, three) = (Of(first, 0), Of(second, 1), Of(third, 2));
        var (both01, both12) = (0.0, 0.0);
        for (var j = 0; j < sizes[1]; j++)
        {
            for (var i = 0; i < sizes[0]; i++)
                both01 += W(0, i) * W(1, j) * Math.Pow(pair01[i, j] - mean, 2) / variance;
            for (var k = 0; k < sizes[2]; k++)
                both12 += W(1, j) * W(2, k) * Math.Pow(pair12[j, k] - mean, 2) / variance;
        }

        return [one, two, three, both01 - one - two, both12 - two - three];
    }

    private static Study Product(int count)
    {
        var (a, b, c) = (Kronecker(0.6180339887498949, count), Kronecker(0.7548776662466927, count), Kronecker(0.5698402909980532, count));
        return new Study("product")
        {
            Space = new ParameterSpace([.. new[] { "a", "b", "c" }.Select(name => new Parameter(name, new FloatDistribution(0, 1)))]),
            Trials = [.. Enumerable.Range(0, count).Select(i => SomeSubjects.Trial(i, (2 * a[i]) + b[i] + (3 * a[i] * b[i]), ("a", a[i]), ("b", b[i]), ("c", c[i])))],
        };
    }

    private static double[] Kronecker(double step, int count) => [.. Enumerable.Range(1, count).Select(i => i * step % 1)];
}
