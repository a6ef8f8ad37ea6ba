using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.Nsga;

/// <summary>Makes a child of two configurations: crossover, mutation, and then what conditions and constraints ask for.</summary>
internal static class Breeding
{
    private const int MostTries = 100;
    private const double CrossoverIndex = 15;
    private const double MutationIndex = 20;
    private const double BlendAlpha = 0.5;
    private const double ValueCrossoverProbability = 0.5;

    /// <summary>A child.</summary>
    /// <param name="space">The space.</param>
    /// <param name="mother">A configuration.</param>
    /// <param name="father">Another; may be the same.</param>
    /// <param name="options">How children are made.</param>
    /// <param name="random">The random numbers.</param>
    /// <returns>A configuration that conditions and constraints allow; null when none of many children was.</returns>
    public static double[]? Child(SearchSpace space, double[] mother, double[] father, NsgaOptions options, ref RandomSequence random)
    {
        var child = new double[space.Dimensions.Count];
        var free = Math.Max(1, space.Dimensions.Count(dimension => dimension.Count != 1));
        var mutation = options.MutationProbability ?? (1.0 / free);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var isCrossed = random.Uniform() < options.CrossoverProbability;
            foreach (var dimension in space.Dimensions)
            {
                var (left, right) = (mother[dimension.Index], father[dimension.Index]);
                // What only one parent has is inherited from it; what neither has is new.
                if (double.IsNaN(left) && double.IsNaN(right))
                    left = right = dimension.FromUnit(random.Uniform());
                else if (double.IsNaN(left) || double.IsNaN(right))
                    left = right = double.IsNaN(left) ? right : left;
                var value = isCrossed ? Crossed(dimension, left, right, options.Crossover, ref random) : left;
                child[dimension.Index] = random.Uniform() < mutation ? Mutated(dimension, value, ref random) : value;
            }

            space.Deactivate(child);
            if (space.Satisfies(child))
                return child;
        }

        return null;
    }

    private static double Crossed(Dimension dimension, double left, double right, Crossover crossover, ref RandomSequence random)
    {
        if (!dimension.IsOrdered || crossover == Crossover.Uniform)
            return random.Uniform() < 0.5 ? left : right;
        if (crossover == Crossover.Blend)
            return dimension.FromUnit(RealCrossover.Blend(dimension.ToUnit(left), dimension.ToUnit(right), BlendAlpha, ref random));
        if (random.Uniform() >= ValueCrossoverProbability)
            return left;
        return dimension.FromUnit(RealCrossover.SimulatedBinary(dimension.ToUnit(left), dimension.ToUnit(right), CrossoverIndex, ref random));
    }

    private static double Mutated(Dimension dimension, double value, ref RandomSequence random)
    {
        if (dimension.Count == 1)
            return value;
        if (dimension.IsContinuous)
            return dimension.FromUnit(RealCrossover.Mutated(dimension.ToUnit(value), MutationIndex, ref random));
        var number = dimension.NumberOf(value);
        // Another choice, each equally likely.
        if (!dimension.IsOrdered)
            return dimension.ValueAt((number + 1 + random.Below(dimension.Count - 1)) % dimension.Count);
        var mutated = dimension.NumberOf(dimension.FromUnit(RealCrossover.Mutated(dimension.ToUnit(value), MutationIndex, ref random)));
        // A small change is lost in rounding; then it is a neighbor.
        if (mutated == number)
            mutated += (number == 0 || (number < dimension.Count - 1 && random.Uniform() < 0.5)) ? 1 : -1;
        return dimension.ValueAt(mutated);
    }
}
