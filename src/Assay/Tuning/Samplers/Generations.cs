namespace Assay.Tuning.Samplers;

/// <summary>
/// Makes generations of trials that ended, in the order of their numbers, and learns from one after another. What is known is a function of the trials alone; what was known
/// after the last few generations is kept, because usually trials are only added.
/// </summary>
/// <typeparam name="TState">What is known after some generations; immutable.</typeparam>
internal sealed class Generations<TState>
    where TState : class
{
    private const int MostKept = 8;
    private const int MostShown = 4;

    private readonly List<Observation> _learnt = [];
    private readonly List<(int Learnt, TState State)> _states = []; // Newest last, with how many trials each has learnt from.
    private bool _hasDropped;

    /// <summary>What is known and what was known a few generations ago, newest first.</summary>
    public IEnumerable<TState> Lately
    {
        get
        {
            for (var back = 1; back <= Math.Min(MostShown, _states.Count); back++)
                yield return _states[^back].State;
        }
    }

    /// <summary>What is known after all generations that are complete.</summary>
    /// <param name="trials">The trials that are learnt from, by number.</param>
    /// <param name="start">What is known before any.</param>
    /// <param name="sizeOf">How many trials the next generation takes, at least 1.</param>
    /// <param name="learn">Learns from one generation.</param>
    public TState After(IReadOnlyList<Observation> trials, Func<TState> start, Func<TState, int> sizeOf, Func<TState, Observation[], TState> learn)
    {
        Forget(trials);
        if (_states.Count == 0)
            _states.Add((0, start()));
        var (learnt, state) = _states[^1];
        while (sizeOf(state) is var size && learnt + size <= trials.Count)
        {
            var generation = new Observation[size];
            for (var k = 0; k < size; k++)
                generation[k] = trials[learnt + k];
            state = learn(state, generation);
            _learnt.AddRange(generation);
            learnt += size;
            _states.Add((learnt, state));
            if (_states.Count > MostKept)
            {
                _states.RemoveAt(0);
                _hasDropped = true;
            }
        }

        return state;
    }

    /// <summary>Whether two observations say the same.</summary>
    public static bool IsSame(Observation left, Observation right) => ReferenceEquals(left, right) ||
        (left.Number == right.Number && left.State == right.State && left.Violation.Equals(right.Violation) && left.LastStep == right.LastStep
            && left.Losses.AsSpan().SequenceEqual(right.Losses) && left.Point.AsSpan().SequenceEqual(right.Point));

    // Drops what was learnt from other trials than those given, e.g. because one with a lower number has ended since.
    private void Forget(IReadOnlyList<Observation> trials)
    {
        var same = 0;
        while (same < _learnt.Count && same < trials.Count && IsSame(_learnt[same], trials[same]))
            same++;
        while (_states.Count > 0 && _states[^1].Learnt > same)
            _states.RemoveAt(_states.Count - 1);
        // What is shown must not depend on what happened to be kept.
        if (_hasDropped && _states.Count < MostShown)
        {
            _states.Clear();
            _hasDropped = false;
        }

        var kept = _states.Count == 0 ? 0 : _states[^1].Learnt;
        _learnt.RemoveRange(kept, _learnt.Count - kept);
    }
}
