namespace Assay.Tuning.Samplers.QuasiRandom;

/// <summary>
/// Points of a low-discrepancy sequence: spread more evenly than random ones. A trial's point depends on the seed and the trial's number only, so any number of workers gets the same
/// points. Where conditions or constraints cut a point off, another one is made of the same number.
/// </summary>
/// <param name="sequence">The sequence.</param>
/// <param name="isScrambled">
/// Whether digits are scrambled by the seed. The plain sequence begins with the lower corner and the center whatever the seed, which flatters it where the optimum lies there.
/// </param>
public sealed class QuasiRandomSampler(QuasiRandomSequence sequence = QuasiRandomSequence.Sobol, bool isScrambled = true) : ISampler
{
    private const int MostDraws = 64;

    /// <inheritdoc/>
    public string Name => sequence == QuasiRandomSequence.Sobol ? "sobol" : "halton";

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var space = request.Space;
        space.RefuseEmpty();
        var point = new double[space.Dimensions.Count];
        for (var draw = 0; draw < MostDraws; draw++)
        {
            Fill(request, draw, point);
            space.Deactivate(point);
            if (space.Satisfies(point))
                return new Proposal(point);
        }

        var random = request.Random(Name);
        return new Proposal(space.Draw(ref random));
    }

    /// <summary>The place in the unit cube of one number and draw; a later draw is the same number of another scrambling.</summary>
    private void Fill(SamplingRequest request, int draw, double[] point)
    {
        var again = (request.Attempt * MostDraws) + draw;
        Foundation.Randomness.Seed? scramble = isScrambled || again > 0 ? Streams.Of(request.Seed, again == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}/{again}")) : null;
        foreach (var dimension in request.Space.Dimensions)
        {
            point[dimension.Index] = dimension.FromUnit(sequence == QuasiRandomSequence.Sobol
                ? Sobol.Coordinate(dimension.Index, (uint)request.Number, scramble)
                : Halton.Coordinate(dimension.Index, (uint)request.Number, scramble));
        }
    }
}
