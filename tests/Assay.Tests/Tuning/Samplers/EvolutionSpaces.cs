using Assay.Tuning;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers;

/// <summary>Search spaces that tests of evolution strategies share.</summary>
internal static class EvolutionSpaces
{
    public static SearchSpace Unit(int dimensions) =>
        new(new ParameterSpace([.. Enumerable.Range(0, dimensions).Select(i => new Parameter($"x{i}", new FloatDistribution(0, 1)))]));

    /// <summary>Every kind of parameter, conditions and a constraint.</summary>
    public static SearchSpace Everything() => new(new ParameterSpace([
        new("lr", new FloatDistribution(1e-5, 1e-1, IsLog: true)),
        new("dropout", new FloatDistribution(0, 0.5, Step: 0.1)),
        new("layers", new IntDistribution(1, 4)),
        new("width", new IntDistribution(8, 512, IsLog: true)),
        new("heads", new CategoricalDistribution([ParameterValue.Of(2), ParameterValue.Of(4), ParameterValue.Of(8)])),
        new("optimizer", Texts("adam", "sgd", "rmsprop")),
        new("momentum", new FloatDistribution(0, 0.99)) { When = "optimizer == \"sgd\"" },
        new("nesterov", Texts("yes", "no")) { When = "optimizer == \"sgd\"" },
        new("skip", new IntDistribution(1, 3)) { When = "layers >= 2" },
        new("fixed", new IntDistribution(7, 7)),
    ])
    {
        Constraints = ["layers * heads <= 24"],
    });

    public static SearchSpace Grid() => new(new ParameterSpace([
        new("a", new IntDistribution(0, 10)), new("b", Texts("p", "q", "r", "s")), new("c", new CategoricalDistribution([ParameterValue.Of(1), ParameterValue.Of(10), ParameterValue.Of(100)])),
    ]));

    public static CategoricalDistribution Texts(params string[] choices) => new([.. choices.Select(ParameterValue.Of)]);

    /// <summary>A loss that every parameter matters to.</summary>
    public static double Loss(SearchSpace space, double[] point) => space.Dimensions.Sum(dimension =>
        double.IsNaN(point[dimension.Index]) ? 0.05 : Math.Pow(dimension.ToUnit(point[dimension.Index]) - 0.3 - (0.05 * dimension.Index), 2));
}
