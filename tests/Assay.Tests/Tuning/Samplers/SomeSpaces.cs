using Assay.Foundation.Randomness;
using Assay.Tuning;
using Assay.Tuning.Samplers;
using Assay.Tuning.Spaces;

namespace Assay.Tests.Tuning.Samplers;

/// <summary>Small spaces, and runs over them.</summary>
internal static class SomeSpaces
{
    /// <summary>A choice of texts.</summary>
    public static Parameter Texts(string name, params string[] choices) => new(name, new CategoricalDistribution([.. choices.Select(ParameterValue.Of)]));

    /// <summary>4 · 3 · 2 combinations, of which some break the constraint and some are one because "momentum" is out of play with adam.</summary>
    public static SearchSpace Tree() => new(new ParameterSpace([
        Texts("optimizer", "adam", "sgd"), new("momentum", new IntDistribution(0, 2)) { When = "optimizer == \"sgd\"" }, new("layers", new IntDistribution(1, 4)), new("heads", new IntDistribution(1, 3))])
    {
        Constraints = ["layers % heads == 0"],
    });

    /// <summary>Asks and tells until the sampler has nothing more, or so many times.</summary>
    public static List<double[]> Run(SearchSpace space, ISampler sampler, int trials, Func<double[], double> loss, ulong seed = 1)
    {
        var search = new Search(space, sampler, new Seed(seed)) { Trials = trials };
        var points = new List<double[]>();
        while (points.Count < trials && search.Ask() is var (number, proposal))
        {
            points.Add(proposal.Point);
            search.Tell(number, loss(proposal.Point));
        }

        return points;
    }
}
