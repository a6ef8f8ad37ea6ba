using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>
/// Turns the trials that ended into the distribution to draw from next. Generations are made of ended trials in the order of their numbers, λ at a time, so the state is a
/// function of the trials alone; those of the last generations are kept, because usually trials are only added.
/// </summary>
internal sealed class CmaEsHistory
{
    private const int MostKept = 8;
    private const int MostAttempts = 4;
    private const int MostDoublings = 6;

    private readonly CmaEsLayout _layout;
    private readonly CmaEsSamplerOptions _options;
    private readonly Seed _draws;
    private readonly Seed _inert;
    private readonly Seed _restarts;
    private readonly List<Observation> _learnt = [];                       // The sources of the warm start, then the members of all generations.
    private readonly List<(int Learnt, CmaEsState State)> _states = [];    // Newest last, with how many trials each has learnt from.
    private int _sources;

    public CmaEsHistory(SearchSpace space, Seed seed, CmaEsSamplerOptions options)
    {
        (Space, Seed) = (space, seed);
        _layout = new CmaEsLayout(space);
        _options = options;
        (_draws, _inert, _restarts) = (Streams.Of(seed, CmaEsSampler.Purpose), Streams.Of(seed, "cmaes inert"), Streams.Of(seed, "cmaes restart"));
    }

    /// <summary>The space.</summary>
    public SearchSpace Space { get; }

    /// <summary>The study's seed.</summary>
    public Seed Seed { get; }

    /// <summary>The distribution after the generations that are complete.</summary>
    /// <param name="finished">Trials that ended, by number.</param>
    public CmaEsState After(IReadOnlyList<Observation> finished)
    {
        var sources = 0;
        while (sources < finished.Count && finished[sources].Number < _options.WarmStart)
            sources++;
        Forget(finished, sources);
        if (_states.Count == 0)
            Begin(finished, sources);
        var (learnt, state) = _states[^1];
        while (learnt + state.Rates.Population <= finished.Count)
        {
            var generation = finished.Skip(learnt).Take(state.Rates.Population).ToArray();
            state = Learn(state, generation);
            _learnt.AddRange(generation);
            learnt = _learnt.Count;
            if (_options.Restarts && state.HasConverged)
                state = Anew(state);
            _states.Add((learnt, state));
            if (_states.Count > MostKept)
                _states.RemoveAt(0);
        }

        return state;
    }

    // Drops the states that learnt from other trials than those given.
    private void Forget(IReadOnlyList<Observation> finished, int sources)
    {
        var same = 0;
        while (same < _learnt.Count && same < finished.Count && IsSame(_learnt[same], finished[same]))
            same++;
        while (_states.Count > 0 && (_states[^1].Learnt > same || sources != _sources))
            _states.RemoveAt(_states.Count - 1);
        var kept = _states.Count == 0 ? 0 : _states[^1].Learnt;
        _learnt.RemoveRange(kept, _learnt.Count - kept);
    }

    private static bool IsSame(Observation left, Observation right) => ReferenceEquals(left, right) ||
        (left.Number == right.Number && left.State == right.State && left.Violation.Equals(right.Violation) && left.LastStep == right.LastStep
            && left.Losses.AsSpan().SequenceEqual(right.Losses) && left.Point.AsSpan().SequenceEqual(right.Point));

    private void Begin(IReadOnlyList<Observation> finished, int sources)
    {
        _learnt.AddRange(finished.Take(sources));
        _sources = sources;
        var n = _layout.Numbers.Length;
        var population = _options.PopulationSize ?? _layout.DefaultPopulation;
        var state = WarmStart.Start(_layout, population, _learnt)
            ?? CmaEsState.Start(_layout, population, [.. Enumerable.Repeat(0.5, n)], _options.InitialDeviation, Covariance.Identity(n));
        _states.Add((sources, state));
    }

    private CmaEsState Learn(CmaEsState state, Observation[] generation)
    {
        // A stable order: tied trials stay in the order of their numbers.
        var ranked = generation.Order(TrialOrder.Instance).ToArray();
        var ties = new bool[ranked.Length];
        for (var k = 1; k < ranked.Length; k++)
            ties[k] = TrialOrder.Instance.Compare(ranked[k - 1], ranked[k]) == 0;
        return state.Next(Array.ConvertAll(ranked, Recall), ties, ranked[0] is { State: TrialState.Completed, Losses.Length: > 0 } best ? best.Loss : double.NaN);

        // The stored configuration lacks what rounding and conditions took away; drawing again gives it back. With several workers the distribution that drew a trial may be
        // one of a few generations ago.
        CmaEsMember Recall(Observation trial)
        {
            for (var back = 0; back < _states.Count; back++)
            {
                var drawnBy = _states[^(1 + back)].State;
                for (var attempt = 0; attempt < MostAttempts; attempt++)
                {
                    var random = new RandomSequence(_draws, trial.Number, attempt);
                    if (drawnBy.Draw(ref random) is var (member, point) && point.AsSpan().SequenceEqual(trial.Point))
                        return member with { IsOwn = back == 0 };
                }
            }

            var inert = new RandomSequence(_inert, trial.Number);
            return state.Inject(trial.Point, ref inert);
        }
    }

    // IPOP: Auger and Hansen, "A restart CMA evolution strategy with increasing population size", CEC 2005.
    private CmaEsState Anew(CmaEsState converged)
    {
        var restart = converged.Restart + 1;
        var population = (_options.PopulationSize ?? _layout.DefaultPopulation) << Math.Min(restart, MostDoublings);
        var random = new RandomSequence(_restarts, restart);
        var mean = new double[_layout.Numbers.Length];
        for (var i = 0; i < mean.Length; i++)
            mean[i] = random.Uniform();
        return CmaEsState.Start(_layout, population, mean, _options.InitialDeviation, Covariance.Identity(mean.Length), restart: restart);
    }
}
