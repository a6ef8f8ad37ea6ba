namespace Assay.Testing;

/// <summary>
/// The system's clock, except that a wait of an hour or more ends when the test says so: what a process does meanwhile is waited for,
/// however slow the machine, and nobody waits for the hour.
/// </summary>
public sealed class LongWaitClock : TimeProvider
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly List<Held> _held = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime < Long)
            return base.CreateTimer(callback, state, dueTime, period);
        var held = new Held(this, callback, state);
        lock (_gate)
            _held.Add(held);
        return held;
    }

    /// <summary>Ends the oldest long wait.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryEndWait()
    {
        Held first;
        lock (_gate)
        {
            if (_held.Count == 0)
                return false;
            first = _held[0];
            _held.RemoveAt(0);
        }

        first.Callback(first.State);
        return true;
    }

    private sealed class Held(LongWaitClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimerCallback Callback => callback;

        public object? State => state;

        // A wait in a task has one due time and no other.
        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            lock (clock._gate)
                clock._held.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
