using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>The first trials: a Latin hypercube, so that each parameter is seen all over its range.</summary>
internal static class StartupDesign
{
    private const int Draws = 1000;

    /// <summary>The configuration of one of the first trials.</summary>
    /// <param name="space">The space.</param>
    /// <param name="request">The request; trials beyond the design are drawn independently.</param>
    /// <param name="size">Trials of the design.</param>
    /// <param name="taken">Configurations that are not to be proposed again.</param>
    /// <param name="random">Random numbers of this trial.</param>
    /// <returns>The configuration; null when all of many draws are taken.</returns>
    public static double[]? Draw(SearchSpace space, SamplingRequest request, int size, HashSet<PointKey> taken, ref RandomSequence random)
    {
        if (request.Number < size && request.Attempt == 0)
        {
            var shared = new RandomSequence(Streams.Of(request.Seed, "gp/design"));
            var point = new double[space.Dimensions.Count];
            for (var index = 0; index < point.Length; index++)
            {
                var cell = CellOf(request.Number, size, ref shared);
                point[index] = space.Dimensions[index].FromUnit((cell + random.Uniform()) / size);
            }

            space.Deactivate(point);
            if (space.Satisfies(point) && !taken.Contains(space.KeyOf(point)))
                return point;
        }

        for (var draw = 0; draw < Draws; draw++)
        {
            var point = space.Draw(ref random);
            if (space.Size is null || !taken.Contains(space.KeyOf(point)))
                return point;
        }

        return null;
    }

    // One permutation a parameter, the same for all trials.
    private static int CellOf(int number, int size, ref RandomSequence shared)
    {
        var cells = new int[size];
        for (var index = 0; index < size; index++)
            cells[index] = index;
        for (var index = size - 1; index > 0; index--)
        {
            var other = shared.Below(index + 1);
            (cells[index], cells[other]) = (cells[other], cells[index]);
        }

        return cells[number];
    }
}
