namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>
/// CMA-ES with margin: an evolution strategy that learns the scale and the correlations of the parameters, a generation at a time. Whole numbers, steps and ordered choices
/// keep a margin of probability outside the likeliest value; unordered choices have probabilities that are learnt beside. One objective.
/// </summary>
/// <remarks>
/// The state is a function of the ended trials by number, λ of them a generation, so running trials block nobody: they belong to a later generation. Trials that were enqueued
/// or came from another sampler are learnt from like any other, with their step shortened to what the distribution could have drawn. A parameter that was not in play keeps
/// the place that was drawn for it. Failed trials rank last.
/// </remarks>
/// <param name="options">How to search; null for the defaults.</param>
public sealed class CmaEsSampler(CmaEsSamplerOptions? options = null) : ISampler
{
    internal const string Purpose = "cmaes";

    private readonly CmaEsSamplerOptions _options = options ?? new();
    private CmaEsHistory? _history;

    /// <inheritdoc/>
    public string Name => Purpose;

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_options.Validate() is [var problem, ..])
            throw new AssayException(problem);
        if (request.Objectives != 1)
        {
            throw new AssayException(string.Create(CultureInfo.InvariantCulture,
                $"The sampler 'cmaes' was asked to search {request.Objectives} objectives, it can search one; use nsga2, nsga3 or motpe."));
        }

        if (_history is null || _history.Space != request.Space || _history.Seed != request.Seed)
            _history = new CmaEsHistory(request.Space, request.Seed, _options);
        var random = request.Random(Purpose);
        // A space without parameters is refused by the plain draw.
        var drawn = request.Space.Dimensions.Count > 0 ? _history.After(request.Finished).Draw(ref random) : null;
        return new Proposal(drawn?.Point ?? request.Space.Draw(ref random));
    }
}
