using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.GaussianProcess;

/// <summary>
/// For few, costly trials: models the loss by a Gaussian process and proposes where the logarithm of the expected improvement is greatest. Conditional
/// parameters are modelled as the tree they are, choices without order by whether they are equal, running trials as if they had met expectations.
/// </summary>
/// <remarks>One objective. A proposal takes some milliseconds and grows with the square of the number of trials, up to some hundreds.</remarks>
public sealed class GaussianProcessSampler : ISampler
{
    private const int MostBlind = 64;

    private LearntProcess? _process;

    /// <inheritdoc/>
    public string Name => "gp";

    /// <summary>How many trials, spread over the space, come before the model; 10 unless said otherwise.</summary>
    public int StartupTrials { get; init; } = 10;

    /// <inheritdoc/>
    public Proposal? Propose(SamplingRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Objectives != 1)
            throw new AssayException($"The sampler gp works on one objective, and this study has {request.Objectives}. Use nsga2, nsga3 or tpe.");
        var space = request.Space;
        List<Observation> learnt = [.. request.Finished.Where(TrainingSet.IsLearntFrom)];
        HashSet<PointKey> taken = [.. request.Finished.Select(trial => space.KeyOf(trial.Point)), .. request.Running.Select(point => space.KeyOf(point))];
        if (learnt.Count < StartupTrials)
        {
            var random = request.Random("gp/startup");
            return StartupDesign.Draw(space, request, StartupTrials, taken, ref random) is { } first ? new Proposal(first) : null;
        }

        if (!ReferenceEquals(_process?.Space, space))
            _process = new LearntProcess(space);
        var blind = request.Finished.Where(trial => !TrainingSet.IsLearntFrom(trial)).Select(trial => trial.Point).Concat(request.Running).TakeLast(MostBlind);
        var posterior = _process.Follow(learnt, blind);
        var sequence = request.Random("gp");
        return new AcquisitionSearch(_process, posterior, new Improvement(_process.Best), TrainingSet.Ranked(learnt), taken).Run(ref sequence) is { } point ? new Proposal(point) : null;
    }
}
