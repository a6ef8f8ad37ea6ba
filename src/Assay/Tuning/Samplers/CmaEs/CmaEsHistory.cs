using Assay.Foundation.Randomness;
using Assay.Tuning.Spaces;

namespace Assay.Tuning.Samplers.CmaEs;

/// <summary>Turns the trials that ended into the distribution to draw from next.</summary>
internal sealed class CmaEsHistory
{
    private const int MostAttempts = 4;
    private const int MostDoublings = 6;

    private readonly CmaEsLayout _layout;
    private readonly CmaEsSamplerOptions _options;
    private readonly Seed _draws;
    private readonly Seed _inert;
    private readonly Seed _restarts;
    private Observation[] _sources = [];
    private Generations<CmaEsState> _generations = new();

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
        var members = finished;
        if (_options.WarmStart > 0)
        {
            var sources = finished.TakeWhile(trial => trial.Number < _options.WarmStart).ToArray();
            members = [.. finished.Skip(sources.Length)];
            if (sources.Length != _sources.Length || !sources.Zip(_sources).All(pair => Generations<CmaEsState>.IsSame(pair.First, pair.Second)))
                (_sources, _generations) = (sources, new());
        }

        return _generations.After(members, Begin, state => state.Rates.Population, Learn);
    }

    private CmaEsState Begin()
    {
        var n = _layout.Numbers.Length;
        var population = _options.PopulationSize ?? _layout.DefaultPopulation;
        return WarmStart.Start(_layout, population, _sources)
            ?? CmaEsState.Start(_layout, population, [.. Enumerable.Repeat(0.5, n)], _options.InitialDeviation, Covariance.Identity(n));
    }

    private CmaEsState Learn(CmaEsState state, Observation[] generation)
    {
        // A stable order: tied trials stay in the order of their numbers.
        var ranked = generation.Order(TrialOrder.Instance).ToArray();
        var ties = new bool[ranked.Length];
        for (var k = 1; k < ranked.Length; k++)
            ties[k] = TrialOrder.Instance.Compare(ranked[k - 1], ranked[k]) == 0;
        var bestLoss = ranked[0] is { State: TrialState.Completed, Losses.Length: > 0 } best ? best.Loss : double.NaN;
        var next = state.Next(Array.ConvertAll(ranked, trial => Recall(trial, state)), ties, bestLoss);
        return _options.Restarts && next.HasConverged ? Anew(next) : next;
    }

    // The stored configuration lacks what rounding and conditions took away; drawing again gives it back. With several workers the distribution that drew a trial may be one of
    // a few generations ago.
    private CmaEsMember Recall(Observation trial, CmaEsState state)
    {
        foreach (var drawnBy in _generations.Lately)
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                var random = new RandomSequence(_draws, trial.Number, attempt);
                if (drawnBy.Draw(ref random) is var (member, point) && point.AsSpan().SequenceEqual(trial.Point))
                    return member with { IsOwn = drawnBy == state };
            }
        }

        var inert = new RandomSequence(_inert, trial.Number);
        return state.Inject(trial.Point, ref inert);
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
