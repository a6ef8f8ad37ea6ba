namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>Probabilities of unordered choices, one distribution a parameter, and how a generation moves them.</summary>
/// <remarks>Source: Hamano et al., "CatCMA: stochastic optimization for mixed-category problems", GECCO 2024, sections 2.3 and 4.3: natural gradient of a product of categorical distributions, with margin; here with a fixed learning rate.</remarks>
internal static class ChoiceProbabilities
{
    // Chance that in one trial some parameter takes a choice other than its likeliest, when all are at the margin: 1 − 0.73.
    private const double AllAtMargin = 0.73;

    /// <summary>All choices equally likely.</summary>
    public static double[] Uniform(int choices) => [.. Enumerable.Repeat(1.0 / choices, choices)];

    /// <summary>The least probability of a choice.</summary>
    /// <param name="choices">Choices of the parameter, at least 2.</param>
    /// <param name="parameters">How many such parameters there are.</param>
    public static double Least(int choices, int parameters) => (1 - Math.Pow(AllAtMargin, 1.0 / parameters)) / (choices - 1);

    /// <summary>Moves probabilities towards what good trials chose.</summary>
    /// <param name="probabilities">They sum to 1.</param>
    /// <param name="chosen">Choice of each trial; −1 where the parameter was not in play.</param>
    /// <param name="weights">Weight of each trial, at least 0, sum at most 1.</param>
    /// <param name="rate">Learning rate in (0, 1].</param>
    /// <param name="least">What no probability may fall below, less than 1 / choices.</param>
    /// <returns>The new probabilities.</returns>
    public static double[] Moved(double[] probabilities, ReadOnlySpan<int> chosen, ReadOnlySpan<double> weights, double rate, double least)
    {
        var moved = (double[])probabilities.Clone();
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] < 0)
                continue;
            for (var choice = 0; choice < moved.Length; choice++)
                moved[choice] += rate * weights[i] * ((chosen[i] == choice ? 1 : 0) - probabilities[choice]);
        }

        return WithMargin(moved, least);
    }

    /// <summary>Lifts what is below the margin, and takes it from the others in proportion to what they have above it.</summary>
    public static double[] WithMargin(double[] probabilities, double least)
    {
        var lifted = Array.ConvertAll(probabilities, probability => Math.Max(probability, least));
        var spare = lifted.Sum() - (least * lifted.Length);
        var wanted = 1 - (least * lifted.Length);
        return Array.ConvertAll(lifted, probability => least + ((probability - least) * wanted / spare));
    }
}
