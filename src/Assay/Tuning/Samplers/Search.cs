using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers;

/// <summary>Ask and tell in memory: a space, a sampler, and what is known so far. One thread at a time.</summary>
/// <param name="space">The space.</param>
/// <param name="sampler">The sampler.</param>
/// <param name="seed">The seed of all random numbers.</param>
public sealed class Search(SearchSpace space, ISampler sampler, Seed seed)
{
    private readonly List<Observation> _finished = [];
    private readonly SortedList<int, double[]> _running = [];
    private int _next;

    /// <summary>How many trials there will be; null when that is open.</summary>
    public int? Trials { get; init; }

    /// <summary>Number of objectives.</summary>
    public int Objectives { get; init; } = 1;

    /// <summary>The trials that ended, by number.</summary>
    public IReadOnlyList<Observation> Finished => _finished;

    /// <summary>Asks for the next configuration.</summary>
    /// <returns>The trial's number and its configuration; null when the space is exhausted.</returns>
    public (int Number, Proposal Proposal)? Ask()
    {
        var request = new SamplingRequest(space, _next, seed) { Finished = _finished, Running = [.. _running.Values], Objectives = Objectives, Trials = Trials };
        if (sampler.Propose(request) is not { } proposal)
            return null;
        _running.Add(_next, proposal.Point);
        return (_next++, proposal);
    }

    /// <summary>Tells how a trial ended.</summary>
    /// <param name="number">The trial's number.</param>
    /// <param name="losses">Its losses, smaller is better; empty for a failure.</param>
    public void Tell(int number, params ReadOnlySpan<double> losses)
    {
        if (!_running.Remove(number, out var point))
            throw new ArgumentException($"Trial {number} is not running.", nameof(number));
        var observation = new Observation(number, losses.IsEmpty ? TrialState.Failed : TrialState.Completed, point, losses.ToArray());
        var at = _finished.Count;
        while (at > 0 && _finished[at - 1].Number > number)
            at--;
        _finished.Insert(at, observation);
    }
}
